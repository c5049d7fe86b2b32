// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.internal.ort.OrtSession;
import io.github.sam4j.internal.ort.OrtTensor;
import io.github.sam4j.internal.ort.SessionSettings;
import io.github.sam4j.weights.internal.format.ElementType;
import io.github.sam4j.weights.internal.graph.OnnxGraph;
import io.github.sam4j.weights.internal.graph.Shape;
import io.github.sam4j.weights.internal.network.Windows;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Windows against loops over rows and columns. */
final class WindowsTest {
  private static final int WIDTH = 3;

  @ParameterizedTest
  @CsvSource({"16, 7", "16, 8", "16, 16", "5, 4", "6, 1"})
  void tokensAreCutAndPutTogether(int grid, int side) {
    Windows windows = new Windows(grid, side);
    OnnxGraph graph = new OnnxGraph("windows");
    String tokens = graph.input("tokens", ElementType.FLOAT32, Shape.fixed(1, grid, grid, WIDTH));
    String apart = windows.apart(graph, windows.rows(graph, tokens, WIDTH), WIDTH);
    graph.output(
        windows.together(graph, apart, WIDTH), "together", Shape.fixed(1, grid, grid, WIDTH));
    graph.output(apart, "apart", Shape.fixed(windows.count(), windows.tokens(), WIDTH));
    float[] values = GraphValues.gaussian(new Random(1), grid * grid * WIDTH, 1);

    try (OrtSession session = OrtSession.load("windows", graph.toBytes(), SessionSettings.cpu(1));
        OrtTensor in = GraphValues.tensor(values, 1, grid, grid, WIDTH);
        OrtTensor cut = OrtTensor.floats(windows.count(), windows.tokens(), WIDTH);
        OrtTensor whole = OrtTensor.floats(1, grid, grid, WIDTH)) {
      session.run(Map.of("tokens", in), Map.of("apart", cut, "together", whole));

      assertThat(GraphValues.readAll(cut)).isEqualTo(cut(values, grid, side));
      assertThat(GraphValues.readAll(whole)).isEqualTo(values);
    }
  }

  private static float[] cut(float[] values, int grid, int side) {
    int perSide = (int) Math.ceil((double) grid / side);
    float[] expected = new float[perSide * perSide * side * side * WIDTH];
    int place = 0;
    for (int down = 0; down < perSide; down++) {
      for (int right = 0; right < perSide; right++) {
        for (int row = down * side; row < (down + 1) * side; row++) {
          for (int column = right * side; column < (right + 1) * side; column++) {
            if (row < grid && column < grid) {
              System.arraycopy(
                  values, (row * grid + column) * WIDTH, expected, place * WIDTH, WIDTH);
            }
            place++;
          }
        }
      }
    }
    return expected;
  }
}
