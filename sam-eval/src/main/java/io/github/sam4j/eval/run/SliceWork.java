// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.run;

import io.github.sam4j.eval.dataset.DatasetException;
import io.github.sam4j.eval.predictor.SlicePredictor.PreparedSlice;
import io.github.sam4j.eval.protocol.Protocol;
import io.github.sam4j.eval.protocol.Protocol.SliceObject;
import io.github.sam4j.eval.protocol.Protocol.Trial;
import io.github.sam4j.eval.result.SliceId;
import io.github.sam4j.image.RgbImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A slice in the pipeline. It belongs to one stage at a time. */
final class SliceWork {
  private static final double NANOS_PER_MILLI = 1e6;

  private final SliceId slice;
  private final @Nullable RgbImage image;
  private final List<SliceObject> objects;
  private final List<Answer> answers = new ArrayList<>();
  private final Map<String, Double> milliseconds = new LinkedHashMap<>();
  private @Nullable PreparedSlice prepared;
  private @Nullable String failure;

  private SliceWork(SliceId slice, @Nullable RgbImage image, List<SliceObject> objects) {
    this.slice = slice;
    this.image = image;
    this.objects = List.copyOf(objects);
  }

  /** The trials of a protocol for an object. */
  record Answer(SliceObject object, Protocol protocol, List<Trial> trials) {}

  /** Reads a slice. */
  static SliceWork read(
      SliceId slice, Supplier<RgbImage> image, Supplier<List<SliceObject>> objects) {
    long start = System.nanoTime();
    SliceWork work = new SliceWork(slice, image.get(), objects.get());
    work.milliseconds.put("read", (System.nanoTime() - start) / NANOS_PER_MILLI);
    return work;
  }

  /** A slice, or a whole volume, that could not be read. */
  static SliceWork failed(SliceId slice, Exception reason) {
    SliceWork work = new SliceWork(slice, null, List.of());
    work.fail(reason);
    return work;
  }

  SliceId slice() {
    return slice;
  }

  /** Absent only if the slice failed. */
  @Nullable RgbImage image() {
    return image;
  }

  List<SliceObject> objects() {
    return objects;
  }

  List<Answer> answers() {
    return answers;
  }

  Map<String, Double> milliseconds() {
    return milliseconds;
  }

  @Nullable String failure() {
    return failure;
  }

  @Nullable PreparedSlice prepared() {
    return prepared;
  }

  void prepared(PreparedSlice newPrepared) {
    prepared = newPrepared;
  }

  /** Runs a step and adds its duration to that of the step so far. */
  <T> T timed(String step, Supplier<T> work) {
    long start = System.nanoTime();
    try {
      return work.get();
    } finally {
      milliseconds.merge(step, (System.nanoTime() - start) / NANOS_PER_MILLI, Double::sum);
    }
  }

  /** Marks the slice as failed: its answers are dropped, the reason is kept. */
  void fail(Exception reason) {
    String message = reason.getMessage();
    String kind = reason.getClass().getSimpleName();
    // a message of the Java library is often a path or a number alone, so its kind is added
    boolean isSentence =
        reason instanceof DatasetException || reason instanceof IllegalArgumentException;
    failure = message == null || message.isBlank()
        ? kind
        : (isSentence ? "" : kind + ": ") + message.lines().findFirst().orElse(kind);
    answers.clear();
    release();
  }

  /** Frees the prepared slice. Idempotent. */
  void release() {
    if (prepared != null) {
      prepared.close();
      prepared = null;
    }
  }
}
