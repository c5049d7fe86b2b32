// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j;

import io.github.sam4j.automatic.AutomaticMask;
import io.github.sam4j.automatic.AutomaticMaskSettings;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.internal.automatic.GridMaskGenerator;
import io.github.sam4j.internal.drawing.LogitUpscaler;
import io.github.sam4j.internal.inference.AttendedPrompts;
import io.github.sam4j.internal.inference.EncodedImage;
import io.github.sam4j.internal.inference.PromptBatch;
import io.github.sam4j.internal.inference.SamEngine;
import io.github.sam4j.mask.LowResLogits;
import io.github.sam4j.progress.Progress;
import io.github.sam4j.prompt.Prompt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An encoded image, ready for any number of prompts.
 *
 * <p>It holds the image and about 8 MB of memory, on the GPU if the segmenter runs there, until
 * closed. Several threads may prompt it at once; closing it while they do is safe: the prompts
 * under way are finished. After the segmenter is closed it can't be used, but must still be closed.
 */
public final class ImageEmbedding implements AutoCloseable {
  private static final int[] SINGLE_MASK = {0};
  private static final int[] MULTI_MASK = {1, 2, 3};

  private final SamEngine engine;
  private final RgbImage original;
  private final EncodedImage image;
  private final LogitUpscaler upscaler;

  ImageEmbedding(SamEngine engine, RgbImage original, EncodedImage image) {
    this.engine = engine;
    this.original = original;
    this.image = image;
    this.upscaler = LogitUpscaler.of(image.resize());
  }

  /** Returns the columns of the original image. */
  public int width() {
    return image.resize().width();
  }

  /** Returns the rows of the original image. */
  public int height() {
    return image.resize().height();
  }

  /**
   * Predicts the mask of one prompt, or three for a multimask prompt.
   *
   * @throws IllegalArgumentException if a point lies outside of the image or a box beside it, or
   *     logits are of another side than those of this model
   * @throws IllegalStateException if this or its segmenter is closed
   * @throws java.util.concurrent.CancellationException if this thread is interrupted before the
   *     masks are there; it stays interrupted
   */
  public Prediction predict(Prompt prompt) {
    return predictAll(List.of(prompt)).get(0);
  }

  /**
   * Predicts the masks of many prompts, each by itself, several at a time through the decoder.
   * Faster than one by one, with the same masks up to rounding.
   *
   * @return one prediction per prompt, in the same order
   * @throws IllegalArgumentException if a point lies outside of the image or a box beside it, or
   *     logits are of another side than those of this model
   * @throws IllegalStateException if this or its segmenter is closed
   * @throws java.util.concurrent.CancellationException if this thread is interrupted before the
   *     masks are there; it stays interrupted
   */
  public List<Prediction> predictAll(List<Prompt> prompts) {
    return image.whileOpen(() -> answer(prompts));
  }

  private List<Prediction> answer(List<Prompt> prompts) {
    prompts.forEach(this::check);
    Map<Batching, List<Integer>> groups = new LinkedHashMap<>();
    for (int i = 0; i < prompts.size(); i++) {
      groups
          .computeIfAbsent(Batching.of(prompts.get(i)), key -> new ArrayList<>())
          .add(i);
    }
    Prediction[] predictions = new Prediction[prompts.size()];
    int batch = engine.settings().promptBatch();
    groups.forEach((form, members) -> {
      for (int from = 0; from < members.size(); from += batch) {
        int to = Math.min(members.size(), from + batch);
        predictBatch(prompts, members.subList(from, to), form.multimask(), predictions);
      }
    });
    return List.of(predictions);
  }

  private void check(Prompt prompt) {
    prompt.checkInside(width(), height());
    int expected = image.resize().spec().logitSide();
    int found = prompt.logits().map(LowResLogits::side).orElse(expected);
    if (found != expected) {
      throw new IllegalArgumentException("expected a mask prompt of " + expected + " x " + expected
          + " logits as this model draws them, got " + found + " x " + found);
    }
  }

  /** What prompts must share to go through the decoder together. */
  private record Batching(PromptBatch.Form form, boolean multimask) {
    static Batching of(Prompt prompt) {
      return new Batching(PromptBatch.Form.of(prompt), prompt.isMultimask());
    }
  }

  private void predictBatch(
      List<Prompt> prompts, List<Integer> members, boolean multimask, Prediction[] predictions) {
    int[] outputs = multimask ? MULTI_MASK : SINGLE_MASK;
    int[] all = new int[members.size()];
    Arrays.setAll(all, i -> i);
    PromptBatch batch = PromptBatch.of(members.stream().map(prompts::get).toList(), image.resize());
    try (AttendedPrompts attended = engine.attend(image, batch)) {
      List<LowResLogits> logits = engine.draw(attended, all, outputs);
      List<PredictedMask> masks = engine
          .workers()
          .parallel(
              logits.size(),
              i -> new PredictedMask(
                  upscaler.mask(logits.get(i)),
                  attended.predictedIou(i / outputs.length, outputs[i % outputs.length]),
                  logits.get(i)));
      for (int i = 0; i < all.length; i++) {
        predictions[members.get(i)] =
            new Prediction(masks.subList(i * outputs.length, (i + 1) * outputs.length));
      }
    }
  }

  /**
   * Finds masks for everything in the image, as {@link SamSegmenter#automatic} does, without
   * encoding it again; only its crops are encoded, if the settings ask for crops.
   *
   * @param progress called several times a second, and can cancel
   * @return what {@link io.github.sam4j.automatic.AutomaticMaskGenerator#generate} returns for the
   *     image
   * @throws IllegalArgumentException if a crop of the image is empty or too thin for SAM
   * @throws IllegalStateException if this or its segmenter is closed
   * @throws java.util.concurrent.CancellationException if the progress listener or an interrupt of
   *     this thread ended it
   */
  public List<AutomaticMask> automaticMasks(AutomaticMaskSettings settings, Progress progress) {
    return image.whileOpen(
        () -> new GridMaskGenerator(engine, settings).generate(original, image, progress));
  }

  /** Returns a copy of the embedding, {@code [256, 64, 64]} row-major for the published models. */
  public float[] toArray() {
    return image.whileOpen(() -> engine.embedding(image));
  }

  /** Frees the embedding. Idempotent. */
  @Override
  public void close() {
    image.close();
  }
}
