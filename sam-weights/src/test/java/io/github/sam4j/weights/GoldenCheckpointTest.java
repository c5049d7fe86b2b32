// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sam4j.testing.SharedData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that PyTorch itself has written, against what it says is in them. */
final class GoldenCheckpointTest {
  private static final String FOLDER = "golden/vit_random/";

  @ParameterizedTest
  @ValueSource(strings = {"sam_vit_micro_random.pth", "sam_vit_micro_random_legacy.pth"})
  void everyTensorHasNameShapeAndValuesOfTheReference(String file) throws IOException {
    NamedTensors tensors = Checkpoints.read(SharedData.require(FOLDER + file));

    List<String> names = new ArrayList<>();
    for (JsonNode expected : SharedData.json(FOLDER + "tensors.json")) {
      String name = expected.get("name").asText();
      names.add(name);
      WeightTensor tensor = tensors.get(name);
      assertThat(tensor.shape()).as(name).isEqualTo(SharedData.integers(expected.get("shape")));
      float[] values = tensor.toArray();
      double sum = 0;
      for (float value : values) {
        sum += value;
      }
      assertThat(sum).as(name).isCloseTo(expected.get("sum").asDouble(), within(1e-9));
      for (int i = 0; i < expected.get("first").size(); i++) {
        assertThat(values[i]).as(name).isEqualTo((float)
            expected.get("first").get(i).asDouble());
      }
    }
    assertThat(tensors.names()).containsExactlyInAnyOrderElementsOf(names);
  }
}
