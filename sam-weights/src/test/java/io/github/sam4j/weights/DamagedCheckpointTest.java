// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights;

import static io.github.sam4j.weights.HostileFile.readOrRefuse;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Good files that lost something on their way. */
final class DamagedCheckpointTest {
  private static final long SEED = 801;
  private static final int ROUNDS = 20_000;

  static Stream<Arguments> files() {
    byte[] zip64 = CheckpointFiles.zip(true, writer -> {
      writer.pickle(CheckpointFiles.content());
      writer.storage("0", out -> out.write(new byte[24]));
      writer.storage("1", out -> out.write(new byte[8]));
    });
    return Stream.of(
        Arguments.of("zip", CheckpointFiles.zip()),
        Arguments.of("zip64", zip64),
        Arguments.of("stream", CheckpointFiles.stream()),
        Arguments.of("safetensors", CheckpointFiles.safetensors()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void everyBeginningOfAFileIsRefused(String name, byte[] file) {
    for (int length = 0; length < file.length; length++) {
      byte[] part = Arrays.copyOf(file, length);

      assertThatIllegalArgumentException()
          .as("%s of %s bytes", length, file.length)
          .isThrownBy(() -> CheckpointFiles.readAll(part));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void everyFlippedBitYieldsTensorsOrARefusal(String name, byte[] file) {
    for (int bit = 0; bit < file.length * Byte.SIZE; bit++) {
      byte[] damaged = file.clone();
      damaged[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);

      assertThatCode(() -> readOrRefuse(damaged)).as("bit %s", bit).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void damagedBytesOfSeed801YieldTensorsOrARefusal(String name, byte[] file) {
    Random random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] damaged = file.clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }

      assertThatCode(() -> readOrRefuse(damaged)).as("round %s", round).doesNotThrowAnyException();
    }
  }
}
