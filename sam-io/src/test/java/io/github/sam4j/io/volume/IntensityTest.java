// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.image.RgbImage;
import io.github.sam4j.image.Spacing;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

final class IntensityTest {
  private static final Geometry GEOMETRY = Geometry.of(new Spacing(1, 1, 1));

  private static int[] greys(Volume volume, int k, Intensity intensity) {
    RgbImage image = volume.slices(Axis.THROUGH_PLANE).get(k).toRgb(intensity);
    int[] greys = new int[image.width()];
    for (int x = 0; x < greys.length; x++) {
      greys[x] = image.sample(x, 0, 0);
      assertThat(image.sample(x, 0, 1)).isEqualTo(greys[x]);
      assertThat(image.sample(x, 0, 2)).isEqualTo(greys[x]);
    }
    return greys;
  }

  @Test
  void volumeRangeIsSharedByItsSlices() {
    Volume volume = Volume.of(VolumeShape.of(2, 1, 2), GEOMETRY, 0, 50, 100, 25);

    assertThat(greys(volume, 0, Intensity.minMaxVolume())).containsExactly(0, 128);
    assertThat(greys(volume, 1, Intensity.minMaxVolume())).containsExactly(255, 64);
  }

  @Test
  void sliceRangeIsItsOwn() {
    Volume volume = Volume.of(VolumeShape.of(2, 1, 2), GEOMETRY, 0, 50, 100, 25);

    assertThat(greys(volume, 0, Intensity.minMaxSlice())).containsExactly(0, 255);
    assertThat(greys(volume, 1, Intensity.minMaxSlice())).containsExactly(255, 0);
  }

  @Test
  void windowIsClippedAtBothEnds() {
    Volume volume =
        Volume.of(VolumeShape.of(7, 1, 1), GEOMETRY, -1024, -160, -159.3, 40, 239.3, 240, 3000);

    assertThat(greys(volume, 0, Intensity.softTissue()))
        .containsExactly(0, 0, 0, 128, 255, 255, 255);
  }

  @Test
  void presetsAreThoseOfTheirNames() {
    assertThat(Intensity.softTissue()).isEqualTo(Intensity.ctWindow(40, 400));
    assertThat(Intensity.lung()).isEqualTo(Intensity.ctWindow(-160, 1500));
    assertThat(Intensity.brain()).isEqualTo(Intensity.ctWindow(40, 80));
    assertThat(Intensity.bone()).isEqualTo(Intensity.ctWindow(400, 1800));
  }

  @Test
  void valuesThatAreNotFiniteAreBlackOrClipped() {
    Volume volume = Volume.of(
        VolumeShape.of(5, 1, 1),
        GEOMETRY,
        Double.NaN,
        Double.NEGATIVE_INFINITY,
        Double.POSITIVE_INFINITY,
        1,
        2);

    assertThat(greys(volume, 0, Intensity.minMaxVolume())).containsExactly(0, 0, 255, 0, 255);
    assertThat(greys(volume, 0, Intensity.minMaxSlice())).containsExactly(0, 0, 255, 0, 255);
  }

  @Test
  void zeroToMaximumIsTruncated() {
    Volume volume =
        Volume.of(VolumeShape.of(4, 1, 2), GEOMETRY, -9, 0, 99.9, 200, -3, -2, -1, Double.NaN);

    assertThat(greys(volume, 0, Intensity.zeroToMaxSlice())).containsExactly(0, 0, 127, 255);
    assertThat(greys(volume, 1, Intensity.zeroToMaxSlice())).containsExactly(0, 0, 0, 0);
  }

  /** As NumPy computes {@code uint8(image / max * 255)} of whole numbers. */
  @RepeatedTest(20)
  void zeroToMaximumIsThatOfThePublishedFormula(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    double[] values = random.ints(61, 0, 4096).asDoubleStream().toArray();
    double max = Arrays.stream(values).max().getAsDouble();

    int[] greys =
        greys(Volume.of(VolumeShape.of(61, 1, 1), GEOMETRY, values), 0, Intensity.zeroToMaxSlice());

    for (int i = 0; i < values.length; i++) {
      assertThat(greys[i]).isEqualTo((int) (values[i] / max * 255));
    }
  }

  @Test
  void zerosAreBlackAboveNegativePercentiles() {
    Volume volume = Volume.of(VolumeShape.of(5, 1, 1), GEOMETRY, -100, 0, -50, 50, 100);

    assertThat(greys(volume, 0, Intensity.percentileWithBlackZeros(0, 100)))
        .containsExactly(0, 0, 63, 191, 255);
    assertThat(greys(volume, 0, Intensity.percentile(0, 100)))
        .containsExactly(0, 128, 64, 191, 255);
  }

  @RepeatedTest(20)
  void percentilesWithBlackZerosAreThoseOfSortedValues(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    double[] values =
        random.doubles(61, -50, 400).map(v -> random.nextInt(4) == 0 ? 0 : v).toArray();
    double[] sorted = Arrays.stream(values).filter(v -> v != 0).sorted().toArray();
    double lo = interpolated(sorted, 0.005);
    double hi = interpolated(sorted, 0.995);

    int[] greys = greys(
        Volume.of(VolumeShape.of(61, 1, 1), GEOMETRY, values),
        0,
        Intensity.percentileWithBlackZeros(0.5, 99.5));

    for (int i = 0; i < values.length; i++) {
      double clipped = Math.max(lo, Math.min(hi, values[i]));
      int expected = values[i] == 0 ? 0 : (int) ((clipped - lo) / (hi - lo) * 255);
      assertThat(greys[i]).isEqualTo(expected);
    }
  }

  private static double interpolated(double[] sorted, double quantile) {
    double at = quantile * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }

  @Test
  void constantVolumesAreBlack() {
    Volume volume = Volume.of(VolumeShape.of(2, 1, 1), GEOMETRY, 7, 7);

    assertThat(greys(volume, 0, Intensity.minMaxVolume())).containsExactly(0, 0);
    assertThat(greys(volume, 0, Intensity.minMaxSlice())).containsExactly(0, 0);
    assertThat(greys(volume, 0, Intensity.percentile(0.5, 99.5))).containsExactly(0, 0);
  }

  @Test
  void volumesWithoutFiniteVoxelsAreBlack() {
    Volume volume = Volume.of(VolumeShape.of(2, 1, 1), GEOMETRY, Double.NaN, Double.NaN);

    assertThat(greys(volume, 0, Intensity.minMaxVolume())).containsExactly(0, 0);
    assertThat(greys(volume, 0, Intensity.minMaxSlice())).containsExactly(0, 0);
    assertThat(greys(volume, 0, Intensity.percentile(1, 99))).containsExactly(0, 0);
  }

  @Test
  void namesTellAllSettings() {
    assertThat(Intensity.minMaxVolume()).hasToString("min-max (volume)");
    assertThat(Intensity.minMaxSlice()).hasToString("min-max (slice)");
    assertThat(Intensity.percentile(0.5, 99.5))
        .hasToString("percentile 0.5-99.5 (volume, non-zero)");
    assertThat(Intensity.percentile(0, 100)).hasToString("percentile 0-100 (volume, non-zero)");
    assertThat(Intensity.zeroToMaxSlice()).hasToString("0-max (slice, truncated)");
    assertThat(Intensity.percentileWithBlackZeros(0.5, 99.5))
        .hasToString("percentile 0.5-99.5 (volume, non-zero, zeros black, truncated)");
    assertThat(Intensity.lung().name()).isEqualTo("CT window level -160 width 1500");
  }

  @Test
  void impossibleSettingsAreRefused() {
    for (double[] pair : new double[][] {{-1, 50}, {50, 50}, {60, 40}, {0, 101}, {Double.NaN, 9}}) {
      assertThatThrownBy(() -> Intensity.percentile(pair[0], pair[1]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("lower=");
    }
    assertThatThrownBy(() -> Intensity.percentileWithBlackZeros(50, 50))
        .isInstanceOf(IllegalArgumentException.class);
    for (double[] pair : new double[][] {{0, 0}, {0, -1}, {0, Double.NaN}, {Double.NaN, 1}}) {
      assertThatThrownBy(() -> Intensity.ctWindow(pair[0], pair[1]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("width=");
    }
  }
}
