// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.nifti;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.io.volume.ElementType;
import io.github.sam4j.io.volume.Volume;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class NiftiVoxelsTest {
  @TempDir
  private Path folder;

  private static Stream<Arguments> types() {
    return Stream.of(
        type(256, ElementType.INT8, -128, 127, b -> b.put((byte) -128).put((byte) 127)),
        type(2, ElementType.UINT8, 0, 255, b -> b.put((byte) 0).put((byte) 255)),
        type(
            4,
            ElementType.INT16,
            -32768,
            258,
            b -> b.putShort((short) -32768).putShort((short) 258)),
        type(
            512, ElementType.UINT16, 65535, 258, b -> b.putShort((short) -1).putShort((short) 258)),
        type(8, ElementType.INT32, -5, 0x1020304, b -> b.putInt(-5).putInt(0x1020304)),
        type(768, ElementType.UINT32, 4294967291.0, 1, b -> b.putInt(-5).putInt(1)),
        type(1024, ElementType.INT64, -5, 1e15, b -> b.putLong(-5).putLong(1_000_000_000_000_000L)),
        type(1280, ElementType.UINT64, 0x1p64, 1, b -> b.putLong(-1).putLong(1)),
        type(16, ElementType.FLOAT32, 0.5, -1024.25f, b -> b.putFloat(0.5f).putFloat(-1024.25f)),
        type(
            64, ElementType.FLOAT64, Math.PI, -1e300, b -> b.putDouble(Math.PI).putDouble(-1e300)));
  }

  private static Arguments type(
      int code, ElementType type, double first, double second, Consumer<ByteBuffer> writer) {
    return Arguments.of(code, type, first, second, writer);
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("types")
  void everyTypeIsReadInBothVersionsAndByteOrders(
      int code, ElementType type, double first, double second, Consumer<ByteBuffer> writer)
      throws IOException {
    for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
      for (NiftiBytes file : new NiftiBytes[] {NiftiBytes.first(order), NiftiBytes.second(order)}) {
        file.dim(3, 1, 2, 1).type(code).voxels(2 * type.bytes(), writer);

        Volume volume = read(file.bytes());

        assertThat(volume.elementType()).isEqualTo(type);
        assertThat(volume.value(0, 0, 0)).isEqualTo(first);
        assertThat(volume.value(0, 1, 0)).isEqualTo(second);
        double[] plane = new double[2];
        volume.readPlane(0, 0, plane);
        assertThat(plane).containsExactly(first, second);
        assertThat(read(file.gzip()).value(0, 1, 0)).isEqualTo(second);
      }
    }
  }

  @Test
  void negativeSlopeAndInterceptScaleInDoublePrecision() throws IOException {
    Volume volume = read(NiftiBytes.small().scaling(-0.1, 4).bytes());

    assertThat(volume.value(0, 0, 0)).isEqualTo(3 * (double) -0.1f + 4);
    assertThat(volume.value(1, 0, 0)).isEqualTo(7 * (double) -0.1f + 4);
    assertThat(volume.minimum()).isEqualTo(volume.value(1, 0, 0));
  }

  @Test
  void slopeZeroOrNotFiniteMeansNoScaling() throws IOException {
    for (double slope : new double[] {0, Double.NaN, Double.POSITIVE_INFINITY}) {
      Volume volume = read(NiftiBytes.small().scaling(slope, 100).bytes());

      assertThat(volume.value(1, 0, 0)).isEqualTo(7);
    }
  }

  @Test
  void interceptThatIsNotFiniteCountsAsZero() throws IOException {
    Volume volume = read(NiftiBytes.small().scaling(2, Double.NaN).bytes());

    assertThat(volume.value(1, 0, 0)).isEqualTo(14);
  }

  @Test
  void maskStoredWithATinySlopeHasLabelOne() throws IOException {
    Volume volume = read(NiftiBytes.first()
        .dim(3, 2, 1, 1)
        .type(8)
        .scaling(0x1p-31, 0)
        .voxels(8, b -> b.putInt(0).putInt(Integer.MAX_VALUE))
        .bytes());

    assertThat(volume.labels().orElseThrow()).containsOnlyKeys(1).containsEntry(1, 1L);
  }

  @Test
  void extensionsAreSkipped() throws IOException {
    Volume volume = read(NiftiBytes.small().extension(12_816).gzip());

    assertThat(volume.value(0, 0, 0)).isEqualTo(3);
    assertThat(volume.value(1, 0, 0)).isEqualTo(7);
  }

  @Test
  void dimensionsBeyondTheThirdBecomeFrames() throws IOException {
    byte[] voxels = new byte[2 * 3 * 4];
    for (int i = 0; i < voxels.length; i++) {
      voxels[i] = (byte) i;
    }
    Volume volume =
        read(NiftiBytes.first().dim(6, 2, 1, 1, 3, 1, 4).type(2).voxels(voxels).bytes());

    assertThat(volume.shape().frames()).isEqualTo(12);
    assertThat(volume.value(1, 0, 0, 11)).isEqualTo(23);
    assertThat(volume.frame(5).value(0, 0, 0)).isEqualTo(10);
    assertThat(volume.frame(5).shape().frames()).isEqualTo(1);
    assertThat(volume.maximum()).isEqualTo(23);
    assertThat(volume.frame(2).maximum()).isEqualTo(5);
  }

  @Test
  void flatFilesHaveOnePlane() throws IOException {
    Volume volume = read(NiftiBytes.first()
        .dim(2, 2, 2, 0, 0)
        .type(2)
        .voxels(new byte[] {1, 2, 3, 4})
        .bytes());

    assertThat(volume.shape().nz()).isEqualTo(1);
    assertThat(volume.value(1, 1, 0)).isEqualTo(4);
  }

  private Volume read(byte[] file) throws IOException {
    return new NiftiFormat().read(Files.write(folder.resolve("file"), file));
  }
}
