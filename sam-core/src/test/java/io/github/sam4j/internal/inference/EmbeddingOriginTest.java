// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.device.CudaOptions;
import io.github.sam4j.device.Device;
import io.github.sam4j.device.Precision;
import io.github.sam4j.weights.ModelSpec;
import io.github.sam4j.weights.internal.format.ElementType;
import io.github.sam4j.weights.internal.graph.OnnxGraph;
import io.github.sam4j.weights.internal.graph.OnnxModel;
import io.github.sam4j.weights.internal.graph.Shape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Embeddings that may differ have other origins, those that can't have the same. */
final class EmbeddingOriginTest {
  private static final String SHA = "ab".repeat(32);
  private static final ModelSpec SAM_1 = ModelSpec.sam1();
  private static final Optional<OnnxModel> FILE = Optional.empty();
  private static final Device CUDA = Device.cuda(0);
  private static final CudaOptions DEFAULTS = CudaOptions.defaults();
  private static final CudaOptions TF32 =
      CudaOptions.builder().tensorFloat32(true).build();

  private static EngineSettings settings(
      Device device, Precision precision, CudaOptions options, int threads) {
    return new EngineSettings(device, precision, options, threads, 1, 1);
  }

  private static Map<String, String> of(EngineSettings settings) {
    return EmbeddingOrigin.ingredients(SHA, SAM_1, FILE, settings, Precision.FLOAT32, "1");
  }

  private static Optional<OnnxModel> graph(String name) {
    OnnxGraph graph = new OnnxGraph(name);
    graph.output(graph.input("x", ElementType.FLOAT32, Shape.fixed(1)), "y", Shape.fixed(1));
    return Optional.of(graph.toModel());
  }

  @Test
  void whateverChangesNumbersCounts() {
    EngineSettings cpu = EngineSettings.cpu(1, 1);

    assertThat(List.of(
            of(cpu),
            EmbeddingOrigin.ingredients("cd".repeat(32), SAM_1, FILE, cpu, Precision.FLOAT32, "1"),
            EmbeddingOrigin.ingredients(SHA, SAM_1, graph("a"), cpu, Precision.FLOAT32, "1"),
            EmbeddingOrigin.ingredients(SHA, SAM_1, graph("b"), cpu, Precision.FLOAT32, "1"),
            EmbeddingOrigin.ingredients(SHA, SAM_1, FILE, cpu, Precision.FLOAT16, "1"),
            EmbeddingOrigin.ingredients(SHA, SAM_1, FILE, cpu, Precision.FLOAT32, "2"),
            EmbeddingOrigin.ingredients(
                SHA,
                SAM_1.toBuilder().pixelMean(1, 2, 3).build(),
                FILE,
                cpu,
                Precision.FLOAT32,
                "1"),
            of(settings(Device.cpu(), Precision.FLOAT16, DEFAULTS, 1)),
            of(settings(CUDA, Precision.FLOAT32, DEFAULTS, 1)),
            of(settings(CUDA, Precision.FLOAT32, TF32, 1))))
        .doesNotHaveDuplicates();
    assertThat(of(cpu)).containsKey("preprocessing");
  }

  @Test
  void recordingRunsChangesNoNumbers() {
    CudaOptions recorded = CudaOptions.builder().cudaGraphs(true).build();

    assertThat(of(settings(CUDA, Precision.FLOAT32, recorded, 1)))
        .isEqualTo(of(settings(CUDA, Precision.FLOAT32, DEFAULTS, 1)))
        .containsEntry(
            "device options",
            "{arena_extend_strategy=kNextPowerOfTwo, cudnn_conv_algo_search=EXHAUSTIVE,"
                + " use_tf32=0}");
  }

  @Test
  void whatChangesNoNumbersDoesNotCount() {
    assertThat(of(settings(Device.cpu(), Precision.FLOAT32, TF32, 4)))
        .isEqualTo(of(EngineSettings.cpu(1, 2)));
    assertThat(of(settings(Device.cuda(3), Precision.FLOAT32, DEFAULTS, 1)))
        .isEqualTo(of(settings(CUDA, Precision.FLOAT32, DEFAULTS, 1)));
  }
}
