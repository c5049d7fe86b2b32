// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.tracking;

import io.github.sam4j.bench.AutomaticMaskBenchmark;
import io.github.sam4j.bench.DecoderBenchmark;
import io.github.sam4j.bench.EncoderBenchmark;
import io.github.sam4j.bench.EncoderStageBenchmark;
import io.github.sam4j.bench.PromptBenchmark;
import io.github.sam4j.bench.VolumeBenchmark;
import io.github.sam4j.bench.YardstickBenchmark;
import io.github.sam4j.device.Device;
import java.util.Map;
import java.util.regex.Pattern;

/** The benchmarks that are measured from commit to commit. */
enum TrackedBenchmark {
  YARDSTICK_ARITHMETIC(YardstickBenchmark.class, "arithmetic"),
  YARDSTICK_MEMORY(YardstickBenchmark.class, "memory"),
  ENCODER_PREPROCESS(EncoderStageBenchmark.class, "preprocess"),
  ENCODER_COPY(EncoderStageBenchmark.class, "copy"),
  ENCODER_RUN(EncoderStageBenchmark.class, "run"),
  ENCODER_WHOLE(EncoderBenchmark.class, "encode"),
  PROMPT_SINGLE(PromptBenchmark.class, "single"),
  PROMPT_MULTIMASK(PromptBenchmark.class, "multimask"),
  PROMPT_BATCH(PromptBenchmark.class, "sixtyFour"),
  GRID_TRANSFORMER(DecoderBenchmark.class, "transformer"),
  GRID_UPSCALING(DecoderBenchmark.class, "upscaling"),
  AUTOMATIC_MASKS(AutomaticMaskBenchmark.class, "fast"),
  VOLUME(VolumeBenchmark.class, "slices");

  private final Class<?> type;
  private final String method;

  TrackedBenchmark(Class<?> type, String method) {
    this.type = type;
    this.method = method;
  }

  /** Returns the stages that a device doesn't have, with the reason. */
  static Map<TrackedBenchmark, String> absentOn(Device device) {
    return device.equals(Device.cpu())
        ? Map.of(ENCODER_COPY, "the CPU reads the picture where preprocessing wrote it")
        : Map.of();
  }

  /** Returns the name that JMH knows it by. */
  String jmhName() {
    return type.getName() + "." + method;
  }

  /** Returns the pattern that selects this benchmark and no other one. */
  String pattern() {
    return "^" + Pattern.quote(jmhName()) + "$";
  }
}
