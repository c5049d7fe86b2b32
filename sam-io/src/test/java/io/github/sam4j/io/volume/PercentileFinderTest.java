// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.volume;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.image.Spacing;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PercentileFinderTest {
  private static final Geometry GEOMETRY = Geometry.of(new Spacing(1, 1, 1));

  private static Intensity.Range find(double lower, double upper, double... voxels) {
    Volume volume = Volume.of(VolumeShape.of(1, voxels.length, 1), GEOMETRY, voxels);
    return PercentileFinder.find(volume.voxels(), lower, upper);
  }

  @Test
  void betweenTwoValuesIsInterpolatedLinearly() {
    assertThat(find(25, 50, 1, 2, 0, 3, 4)).isEqualTo(new Intensity.Range(1.75, 2.5));
    assertThat(find(0, 100, 4, -5, 3, 2)).isEqualTo(new Intensity.Range(-5, 4));
    assertThat(find(0.5, 99.5, 7)).isEqualTo(new Intensity.Range(7, 7));
  }

  @Test
  void zerosAndWhatIsNotFiniteAreLeftOut() {
    assertThat(find(
            0, 100, 0, -0.0, 3, Double.NaN, 4, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY))
        .isEqualTo(new Intensity.Range(3, 4));
    assertThat(find(0, 100, 0, Double.NaN).lo()).isNaN();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void randomVolumesGiveWhatSortingGives(long seed) {
    Random random = new Random(seed);
    double[] voxels = new double[1021];
    for (int i = 0; i < voxels.length; i++) {
      voxels[i] = switch (random.nextInt(4)) {
        case 0 -> random.nextInt(9) - 4;
        case 1 -> random.nextGaussian() * 1e-3;
        case 2 -> Double.longBitsToDouble(random.nextLong());
        default -> (float) random.nextGaussian() * 1000;
      };
    }
    double lower = random.nextDouble() * 50;
    double upper = 50 + random.nextDouble() * 50;

    Intensity.Range found = find(lower, upper, voxels);

    assertThat(found.lo()).isEqualTo(bySorting(lower, voxels));
    assertThat(found.hi()).isEqualTo(bySorting(upper, voxels));
  }

  private static double bySorting(double percentile, double[] voxels) {
    double[] sorted =
        Arrays.stream(voxels).filter(v -> v != 0 && Double.isFinite(v)).sorted().toArray();
    double rank = percentile / 100 * (sorted.length - 1);
    int below = (int) Math.floor(rank);
    double fraction = rank - below;
    double low = sorted[below];
    double high = sorted[Math.min(below + 1, sorted.length - 1)];
    return fraction < 0.5 ? low + (high - low) * fraction : high - (high - low) * (1 - fraction);
  }
}
