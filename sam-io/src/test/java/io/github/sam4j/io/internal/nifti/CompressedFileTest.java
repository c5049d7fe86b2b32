// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.io.volume.MalformedVolumeException;
import io.github.sam4j.io.volume.Volume;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CompressedFileTest {
  private static final int SIDE = 60;

  @TempDir
  private Path folder;

  private byte[] voxels = new byte[0];
  private byte[] plain = new byte[0];

  @BeforeEach
  void makeNoise() {
    voxels = new byte[SIDE * SIDE * SIDE];
    new Random(11).nextBytes(voxels);
    plain = NiftiBytes.first().dim(3, SIDE, SIDE, SIDE).type(256).voxels(voxels).bytes();
  }

  @Test
  void severalMembersAreReadAsOne() throws IOException {
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    for (int from = 0; from < plain.length; from += 50_000) {
      int to = Math.min(plain.length, from + 50_000);
      members.write(NiftiBytes.gzip(Arrays.copyOfRange(plain, from, to)));
    }

    assertNoise(read(members.toByteArray()));
  }

  @Test
  void bytesBehindTheDataAreTolerated() throws IOException {
    byte[] gzip = NiftiBytes.gzip(plain);

    assertNoise(read(Arrays.copyOf(gzip, gzip.length + 1000)));
    assertNoise(read(NiftiBytes.gzip(Arrays.copyOf(plain, plain.length + 1000))));
    assertNoise(read(Arrays.copyOf(plain, plain.length + 1000)));
  }

  @Test
  void truncationAnywhereIsRefused() {
    byte[] gzip = NiftiBytes.gzip(plain);
    for (int length : new int[] {2, 9, 15, 300, 100_000, gzip.length - 9, gzip.length - 1}) {
      assertThatThrownBy(() -> read(Arrays.copyOf(gzip, length)))
          .as("first %s bytes", length)
          .isInstanceOf(MalformedVolumeException.class);
    }
  }

  @Test
  void wrongChecksumIsRefused() {
    byte[] gzip = NiftiBytes.gzip(plain);
    gzip[gzip.length - 8] ^= 1;

    assertThatThrownBy(() -> read(gzip))
        .isInstanceOf(MalformedVolumeException.class)
        .hasMessageContaining("damaged gzip data");
  }

  @Test
  void flippedBitIsRefused() {
    byte[] gzip = NiftiBytes.gzip(plain);
    gzip[gzip.length / 2] ^= 16;

    assertThatThrownBy(() -> read(gzip)).isInstanceOf(MalformedVolumeException.class);
  }

  private void assertNoise(Volume volume) {
    assertThat(volume.shape().voxels()).isEqualTo(voxels.length);
    double[] plane = new double[SIDE * SIDE];
    for (int k = 0; k < SIDE; k++) {
      volume.readPlane(k, 0, plane);
      for (int i = 0; i < plane.length; i++) {
        assertThat(plane[i]).isEqualTo(voxels[k * plane.length + i]);
      }
    }
  }

  private Volume read(byte[] file) throws IOException {
    return new NiftiFormat().read(Files.write(folder.resolve("file"), file));
  }
}
