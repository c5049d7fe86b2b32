package io.github.sam4j.internal.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.internal.ort.ExecutionDevice;
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
  private static final ExecutionDevice CUDA = new ExecutionDevice(ExecutionDevice.Kind.CUDA, 0);

  private static EngineSettings settings(
      ExecutionDevice device, boolean half, Map<String, String> options, int threads) {
    return new EngineSettings(device, half, options, false, threads, 1, 1, Optional.empty());
  }

  private static Map<String, String> of(EngineSettings settings) {
    return EmbeddingOrigin.ingredients(SHA, SAM_1, FILE, settings, false, "1");
  }

  private static Optional<OnnxModel> graph(String name) {
    OnnxGraph graph = new OnnxGraph(name);
    graph.output(graph.input("x", ElementType.FLOAT32, Shape.fixed(1)), "y", Shape.fixed(1));
    return Optional.of(graph.toModel());
  }

  @Test
  void whateverChangesNumbersCounts() {
    EngineSettings cpu = EngineSettings.cpu(1, 1);
    ExecutionDevice tensorRt = new ExecutionDevice(ExecutionDevice.Kind.TENSORRT, 0);

    assertThat(List.of(
            of(cpu),
            EmbeddingOrigin.ingredients("cd".repeat(32), SAM_1, FILE, cpu, false, "1"),
            EmbeddingOrigin.ingredients(SHA, SAM_1, graph("a"), cpu, false, "1"),
            EmbeddingOrigin.ingredients(SHA, SAM_1, graph("b"), cpu, false, "1"),
            EmbeddingOrigin.ingredients(SHA, SAM_1, FILE, cpu, true, "1"),
            EmbeddingOrigin.ingredients(SHA, SAM_1, FILE, cpu, false, "2"),
            EmbeddingOrigin.ingredients(
                SHA, SAM_1.toBuilder().pixelMean(1, 2, 3).build(), FILE, cpu, false, "1"),
            of(settings(ExecutionDevice.CPU, true, Map.of(), 1)),
            of(settings(CUDA, false, Map.of(), 1)),
            of(settings(CUDA, false, Map.of("use_tf32", "1"), 1)),
            of(settings(tensorRt, false, Map.of(), 1))))
        .doesNotHaveDuplicates();
    assertThat(of(cpu)).containsKey("preprocessing");
  }

  @Test
  void whatChangesNoNumbersDoesNotCount() {
    assertThat(of(settings(ExecutionDevice.CPU, false, Map.of("use_tf32", "1"), 4)))
        .isEqualTo(of(EngineSettings.cpu(1, 2)));
    assertThat(of(settings(new ExecutionDevice(ExecutionDevice.Kind.CUDA, 3), false, Map.of(), 1)))
        .isEqualTo(of(settings(CUDA, false, Map.of(), 1)));
  }
}
