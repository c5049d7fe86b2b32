// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.sam4j.io.volume.MalformedVolumeException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HostileHeaderTest {
  @TempDir
  private Path folder;

  @Test
  void emptyFileIsRefused() {
    assertRefused(new byte[0], "expected a NIfTI header");
  }

  @Test
  void shortHeaderIsRefused() {
    assertRefused(Arrays.copyOf(NiftiBytes.small().bytes(), 347), "got 347");
    byte[] second = NiftiBytes.second(ByteOrder.BIG_ENDIAN).dim(1, 1).type(2).bytes();
    assertRefused(Arrays.copyOf(second, 539), "540 bytes");
  }

  @Test
  void otherSizeOfTheHeaderIsRefused() {
    assertRefused(NiftiBytes.small().raw(0, (byte) 1).bytes(), "sizeof_hdr");
  }

  @Test
  void pairsAndAnalyzeAreRefusedByName() {
    assertRefused(NiftiBytes.small().raw(344, (byte) 'n', (byte) 'i').bytes(), ".hdr/.img pair");
    assertRefused(NiftiBytes.small().raw(344, new byte[4]).bytes(), "Analyze 7.5");
    assertRefused(NiftiBytes.small().raw(345, (byte) '?').bytes(), "expected magic n+1");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, 8, 348})
  void impossibleNumbersOfDimensionsAreRefused(long dimensions) {
    assertRefused(NiftiBytes.small().dim(dimensions).bytes(), "dim[0] in [1, 7]");
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 1", "1, -3, 1", "1, 1, 0"})
  void lengthsThatAreNotPositiveAreRefused(long x, long y, long z) {
    assertRefused(NiftiBytes.small().dim(3, x, y, z).bytes(), "expected dim[");
  }

  @Test
  void overflowingSizesAreRefused() {
    NiftiBytes file = NiftiBytes.second(ByteOrder.LITTLE_ENDIAN).type(64);
    long huge = Integer.MAX_VALUE;

    assertRefused(file.dim(3, huge + 1, 1, 1).bytes(), "expected dim[1]");
    assertRefused(file.dim(3, Long.MAX_VALUE, 1, 1).bytes(), "expected dim[1]");
    assertRefused(file.dim(4, huge, huge, huge, huge).bytes(), "2^63 voxels");
    assertRefused(file.dim(3, huge, huge, 2).bytes(), "2^63 bytes");
    assertRefused(file.dim(7, 1, 1, 1, huge, huge, huge, huge).bytes(), "2^31 frames");
  }

  @Test
  void claimOfATrillionVoxelsIsRefusedAtOnce() {
    byte[] plain = NiftiBytes.small().dim(3, 10_000, 10_000, 10_000).bytes();
    byte[] zeros = NiftiBytes.gzip(new byte[1 << 20]);

    assertTimeoutPreemptively(Duration.ofMillis(500), () -> {
      assertRefused(plain, "expected 1000000000352 bytes");
      assertRefused(NiftiBytes.gzip(plain), "cannot hold more than");
      assertRefused(NiftiBytes.small().dim(3, 10_000, 10_000, 10_000).gzip(), "compressed bytes");
      assertRefused(zeros, "sizeof_hdr");
    });
  }

  @Test
  void largePlaneOverASmallBodyIsRefusedWithoutAllocatingIt() {
    // the compressed size allows the claim, the content is far smaller
    byte[] noise = new byte[1 << 20];
    new Random(5).nextBytes(noise);
    byte[] file =
        NiftiBytes.first().dim(3, 30_000, 30_000, 1).type(2).voxels(noise).gzip();

    long before = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    assertRefused(file, "got the end");
    long after = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    assertThat(after - before).isLessThan(200L << 20);
  }

  @ParameterizedTest
  @CsvSource({
    "0, unknown",
    "1, bits",
    "32, complex",
    "128, RGB",
    "1536, float128",
    "1792, complex",
    "2048, complex",
    "2304, RGBA",
    "77, not in the format",
    "-2, not in the format"
  })
  void otherElementTypesAreRefusedByName(int code, String name) {
    assertRefused(NiftiBytes.small().type(code).bytes(), "datatype=" + code + " (" + name);
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -352, 0, 347, 352.5
      })
  void impossibleVoxelOffsetsAreRefused(double offset) {
    assertRefused(NiftiBytes.small().voxelOffset(offset).bytes(), "vox_offset");
  }

  @ParameterizedTest
  @ValueSource(doubles = {353, 1000, 1e30})
  void voxelOffsetsPastTheEndAreRefused(double offset) {
    assertRefused(NiftiBytes.small().voxelOffset(offset).bytes(), "got");
    assertRefused(NiftiBytes.small().voxelOffset(offset).gzip(), "got");
  }

  @Test
  void truncatedDataIsRefusedWithItsOffset() {
    byte[] file = Arrays.copyOf(NiftiBytes.small().bytes(), 353);

    assertThatThrownBy(() -> read(file))
        .isInstanceOfSatisfying(
            MalformedVolumeException.class, e -> assertThat(e.byteOffset()).hasValue(353))
        .hasMessageContaining("expected 354 bytes");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void volumesBeyondTheHeapAreRefusedBeforeReading() throws IOException {
    // a hole of that size takes no space on Linux's file systems
    long planes = Runtime.getRuntime().maxMemory() / 100_000_000 + 1;
    Path file = Files.write(
        folder.resolve("file"),
        NiftiBytes.small().dim(3, 10_000, 10_000, planes).bytes());
    try (RandomAccessFile hole = new RandomAccessFile(file.toFile(), "rw")) {
      hole.setLength(352 + planes * 100_000_000);
    }

    assertTimeoutPreemptively(
        Duration.ofMillis(500),
        () -> assertThatThrownBy(() -> new NiftiFormat().read(file))
            .isInstanceOf(IOException.class)
            .hasMessageContaining("fits into the heap"));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void randomDamageIsReadOrRefused(long seed) throws IOException {
    Random random = new Random(seed);
    byte[] sound = switch ((int) seed) {
      case 1 -> NiftiBytes.small().bytes();
      case 2 -> NiftiBytes.small().gzip();
      case 3 ->
        NiftiBytes.second(ByteOrder.BIG_ENDIAN)
            .dim(2, 1, 1)
            .type(64)
            .voxels(new byte[8])
            .bytes();
      default -> NiftiBytes.small().extension(16).qform(1, 0, 0, 1, 2, 3, 4).bytes();
    };
    for (int round = 0; round < 500; round++) {
      byte[] damaged = Arrays.copyOf(sound, sound.length - random.nextInt(3));
      for (int flips = random.nextInt(4); flips >= 0; flips--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      try {
        read(damaged);
      } catch (MalformedVolumeException e) {
        assertThat(e).hasMessageContaining("file");
      }
    }
  }

  private void assertRefused(byte[] file, String messagePart) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(MalformedVolumeException.class)
        .hasMessageContaining(messagePart)
        .hasMessageContaining(folder.toString());
  }

  private void read(byte[] file) throws IOException {
    new NiftiFormat().read(Files.write(folder.resolve("file"), file));
  }
}
