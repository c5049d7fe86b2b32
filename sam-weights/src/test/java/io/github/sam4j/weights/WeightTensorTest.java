// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class WeightTensorTest {
  private static final float[] VALUES = {1, 2, 3, 4, 5, 6};

  @Test
  void storedValuesAreReadEachTimeAndNotBefore() {
    AtomicInteger reads = new AtomicInteger();
    WeightTensor tensor = WeightTensor.stored(
        () -> {
          reads.incrementAndGet();
          return VALUES.clone();
        },
        2,
        3);

    assertThat(tensor.shape()).containsExactly(2, 3);
    assertThat(tensor.length()).isEqualTo(6);
    assertThat(tensor.reshape(3, 2).side(0)).isEqualTo(3);
    assertThat(reads).hasValue(0);
    assertThat(tensor.toArray()).isEqualTo(VALUES);
    assertThat(tensor.value(4)).isEqualTo(5);
    assertThat(reads).hasValue(2);
  }

  @Test
  void valuesInMemoryAreReadOnce() {
    AtomicInteger reads = new AtomicInteger();
    WeightTensor tensor = WeightTensor.stored(
            () -> {
              reads.incrementAndGet();
              return VALUES.clone();
            },
            6)
        .inMemory();

    assertThat(tensor.toArray()).isEqualTo(VALUES);
    assertThat(tensor.toArray()).isEqualTo(VALUES);
    assertThat(reads).hasValue(1);
  }

  @Test
  void storedAndHeldTensorsOfTheSameValuesAreEqual() {
    WeightTensor stored = WeightTensor.stored(VALUES::clone, 2, 3);
    WeightTensor held = WeightTensor.of(VALUES, 2, 3);

    assertThat(stored).isEqualTo(held).hasSameHashCodeAs(held);
    assertThat(stored.transpose()).isEqualTo(held.transpose());
    assertThat(stored.scale(2)).isEqualTo(held.scale(2));
    assertThat(WeightTensor.concat(stored, stored)).isEqualTo(WeightTensor.concat(held, held));
    assertThat(stored).isNotEqualTo(stored.reshape(3, 2));
  }

  @Test
  void changesToAnArrayDontReachTheTensor() {
    int[] shape = {2, 3};
    WeightTensor tensor = WeightTensor.stored(VALUES::clone, shape);
    shape[0] = 9;
    tensor.shape()[1] = 9;
    tensor.toArray()[0] = 9;

    assertThat(tensor.shape()).containsExactly(2, 3);
    assertThat(tensor.value(0)).isEqualTo(1);
  }

  @Test
  void storedNumberOfValuesMustBeThatOfTheShape() {
    WeightTensor tensor = WeightTensor.stored(() -> new float[5], 2, 3);

    assertThatIllegalStateException()
        .isThrownBy(tensor::toArray)
        .withMessageContaining("expected 6 values for shape=[2, 3], read 5");
  }

  @Test
  void shapesThatNoTensorHasAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WeightTensor.stored(() -> new float[0], 1 << 16, 1 << 15));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WeightTensor.stored(() -> new float[0], -1));
  }
}
