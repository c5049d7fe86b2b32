// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.internal.ort.OrtSession;
import io.github.sam4j.internal.ort.OrtTensor;
import io.github.sam4j.internal.ort.SessionSettings;
import io.github.sam4j.weights.WeightTensor;
import io.github.sam4j.weights.internal.format.ElementType;
import io.github.sam4j.weights.internal.graph.OnnxGraph;
import io.github.sam4j.weights.internal.graph.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Profiles made up in the test, and one that the runtime writes. */
final class ProfileReaderTest {
  @TempDir
  private Path folder;

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("profile.json"), text);
  }

  @Test
  void operatorsBelongToTheRunThatEndsAfterThem() throws IOException {
    Path file = write("""
        [
        {"cat":"Session","name":"session_initialization","dur":9,"ts":0,"args":{}},
        {"cat":"Node","name":"a_fence_before","dur":0,"ts":1,"args":{"op_name":"Gelu"}},
        {"cat":"Node","name":"a_kernel_time","dur":7,"ts":1,"args":{"op_name":"Gelu","provider":"P",
          "input_type_shape":[{"float":[3,7]}],"output_type_shape":[{"float":[3,7]},{"int64":[]}],
          "parameter_size":"0","activation_size":"84","output_size":"92"}},
        {"cat":"Session","name":"model_run","dur":2500,"ts":1,"args":{}},
        {"cat":"Session","name":"model_run","dur":1500,"ts":9,"args":{}}
        ]
        """);

    List<ModelRun> runs = ProfileReader.read(file);

    OperatorRun gelu = new OperatorRun(
        "Gelu", List.of(List.of(3L, 7L)), List.of(List.of(3L, 7L), List.of()), 0, 84, 92);
    assertThat(runs)
        .containsExactly(new ModelRun(2.5, List.of(gelu)), new ModelRun(1.5, List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[{\"name\":\"a_kernel_time\",\"args\":{}}",
        "[{\"name\":\"a_kernel_time\",\"args\":{}}]",
        "[{\"name\":\"a_kernel_time\",\"args\":{\"op_name\":\"A\",\"parameter_size\":\"x\"}}]"
      })
  void anythingElseIsRefused(String text) throws IOException {
    Path file = write(text);

    assertThatThrownBy(() -> ProfileReader.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("profile.json: not a profile of ONNX Runtime");
  }

  /** [4, 6] · constant [6, 5], norm of nothing, then [4, 5] · [5, 3] given from outside. */
  @Test
  void theRuntimesOwnProfileIsCountedExactly() throws IOException {
    OnnxGraph graph = new OnnxGraph("products");
    String x = graph.input("x", ElementType.FLOAT32, Shape.fixed(4, 6));
    String right = graph.input("right", ElementType.FLOAT32, Shape.fixed(5, 3));
    String weights = graph.constant("w", WeightTensor.of(new float[30], 6, 5));
    graph.output(graph.matMul(graph.relu(graph.matMul(x, weights)), right), "y", Shape.fixed(4, 3));
    SessionSettings settings = SessionSettings.cpu(1).profiledTo(folder.resolve("products"));
    try (OrtSession session = OrtSession.load("products", graph.toBytes(), settings);
        OrtTensor in = OrtTensor.floats(4, 6).zero();
        OrtTensor in2 = OrtTensor.floats(5, 3).zero();
        OrtTensor out = OrtTensor.floats(4, 3)) {
      session.run(Map.of("x", in, "right", in2), Map.of("y", out));
      session.run(Map.of("x", in, "right", in2), Map.of("y", out));
    }

    List<ModelRun> runs = ProfileReader.read(onlyFile());

    assertThat(runs).hasSize(2).allSatisfy(run -> {
      assertThat(run.millis()).isPositive();
      List<OperatorWork> work = run.operators().stream().map(OperatorWork::of).toList();
      assertThat(work.stream().mapToDouble(OperatorWork::flops).sum())
          .isEqualTo(2.0 * 4 * 6 * 5 + 2.0 * 4 * 5 * 3);
      // x, weights, product; product, relu; relu, right, y
      assertThat(work.stream().mapToDouble(OperatorWork::bytes).sum())
          .isEqualTo(4.0 * (24 + 30 + 20 + 20 + 20 + 20 + 15 + 12));
    });
  }

  private Path onlyFile() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findFirst().orElseThrow();
    }
  }
}
