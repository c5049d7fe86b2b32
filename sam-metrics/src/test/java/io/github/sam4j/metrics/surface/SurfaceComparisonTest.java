// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.sam4j.image.Spacing;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.mask.VoxelMask;
import io.github.sam4j.metrics.EmptyPolicy;
import io.github.sam4j.metrics.EmptyPolicy.Answer;
import io.github.sam4j.metrics.Voxels;
import io.github.sam4j.metrics.surface.NaiveSurface.Element;
import io.github.sam4j.metrics.surface.NaiveSurface.Weighted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class SurfaceComparisonTest {
  private static final Spacing SPACING = new Spacing(0.7, 1.3, 2.5);
  private static final VoxelMask EMPTY = VoxelMask.of(7, 5, 3, (x, y, z) -> false);
  private static final VoxelMask SOME = VoxelMask.of(7, 5, 3, (x, y, z) -> x > 2 && y < 3);

  @ParameterizedTest
  @CsvSource({"13, 11, 7", "67, 5, 3", "3, 31, 2", "64, 3, 1", "1, 1, 1", "128, 2, 2", "17, 13, 11"
  })
  void everyMetricInSpaceEqualsTheNaiveOne_seed3(int width, int height, int depth) {
    Random random = new Random(3);
    for (double density : new double[] {0.02, 0.3, 0.9, 1}) {
      VoxelMask a = Voxels.noise(random, width, height, depth, density);
      VoxelMask b = Voxels.noise(random, width, height, depth, density);

      assertEqualToNaive(SurfaceComparison.between(a, b, SPACING), a, b, /* planar= */ false);
    }
  }

  @ParameterizedTest
  @CsvSource({"13, 11", "67, 5", "3, 31", "64, 3", "1, 1", "128, 2", "127, 61"})
  void everyMetricInAPlaneEqualsTheNaiveOne_seed4(int width, int height) {
    Random random = new Random(4);
    for (double density : new double[] {0.02, 0.3, 0.9, 1}) {
      VoxelMask a = Voxels.noise(random, width, height, 1, density);
      VoxelMask b = Voxels.noise(random, width, height, 1, density);

      assertEqualToNaive(
          SurfaceComparison.between(a.plane(0), b.plane(0), SPACING), a, b, /* planar= */ true);
    }
  }

  private static void assertEqualToNaive(
      SurfaceComparison comparison, VoxelMask a, VoxelMask b, boolean planar) {
    NaiveSurface reference = new NaiveSurface(a, SPACING);
    NaiveSurface prediction = new NaiveSurface(b, SPACING);
    for (SurfaceConvention convention : SurfaceConvention.values()) {
      boolean weighted = convention == SurfaceConvention.AREA_WEIGHTED_SURFEL;
      List<Element> from = weighted ? reference.surfels(planar) : reference.borderVoxels(planar);
      List<Element> to = weighted ? prediction.surfels(planar) : prediction.borderVoxels(planar);
      List<Weighted> there = NaiveSurface.distances(from, to);
      List<Weighted> back = NaiveSurface.distances(to, from);
      List<Weighted> pool = Stream.concat(there.stream(), back.stream())
          .sorted(Comparator.comparingDouble(Weighted::distance))
          .toList();
      double hd95 = switch (convention) {
        case POOLED_VOXEL -> NaiveSurface.interpolated95(pool);
        case AREA_WEIGHTED_SURFEL ->
          Math.max(NaiveSurface.reached95(there), NaiveSurface.reached95(back));
        case MAX_DIRECTED_VOXEL ->
          Math.max(NaiveSurface.interpolated95(there), NaiveSurface.interpolated95(back));
      };

      SurfaceDistances distances = comparison.distances(convention);

      assertThat(distances.fromReference().elements()).isEqualTo(from.size());
      assertThat(distances.fromPrediction().elements()).isEqualTo(to.size());
      assertThat(distances.hausdorff())
          .isCloseTo(pool.get(pool.size() - 1).distance(), within(1e-9));
      assertThat(distances.hausdorff95()).isCloseTo(hd95, within(1e-9));
      assertThat(distances.fromReference().average())
          .isCloseTo(NaiveSurface.mean(there), within(1e-9));
      assertThat(distances.averagePooled()).isCloseTo(NaiveSurface.mean(pool), within(1e-9));
      assertThat(distances.averageOfDirected())
          .isCloseTo((NaiveSurface.mean(there) + NaiveSurface.mean(back)) / 2, within(1e-9));
      // no distance between these grid points is within rounding of it
      double tolerance = 1.01;
      assertThat(distances.surfaceDice(tolerance))
          .isCloseTo(NaiveSurface.share(pool, tolerance), within(1e-9));
      assertThat(distances.fromPrediction().shareWithin(tolerance))
          .isCloseTo(NaiveSurface.share(back, tolerance), within(1e-9));
    }
  }

  @ParameterizedTest
  @EnumSource
  void exchangingTheMasksExchangesTheDirections_seed8(SurfaceConvention convention) {
    Random random = new Random(8);
    VoxelMask a = blob(random, 23, 19, 11);
    VoxelMask b = blob(random, 23, 19, 11);

    SurfaceDistances there = SurfaceComparison.between(a, b, SPACING).distances(convention);
    SurfaceDistances back = SurfaceComparison.between(b, a, SPACING).distances(convention);

    assertSymmetricMetricsClose(there, back);
    assertThat(there.fromReference().average()).isEqualTo(back.fromPrediction().average());
    assertThat(there.fromPrediction().hausdorff95())
        .isEqualTo(back.fromReference().hausdorff95());
  }

  @ParameterizedTest
  @EnumSource
  void movingBothMasksChangesNothing_seed9(SurfaceConvention convention) {
    Random random = new Random(9);
    VoxelMask a = blob(random, 23, 19, 11);
    VoxelMask b = blob(random, 23, 19, 11);

    SurfaceDistances here = SurfaceComparison.between(a, b, SPACING).distances(convention);
    SurfaceDistances there = SurfaceComparison.between(
            moved(a, 59, 3, 4), moved(b, 59, 3, 4), SPACING)
        .distances(convention);

    assertSymmetricMetricsClose(here, there);
    assertThat(there.fromReference().average()).isEqualTo(here.fromReference().average());
  }

  @ParameterizedTest
  @EnumSource
  void exchangingAxesWithTheirSpacingChangesNothing_seed10(SurfaceConvention convention) {
    Random random = new Random(10);
    VoxelMask a = blob(random, 23, 19, 11);
    VoxelMask b = blob(random, 23, 19, 11);

    SurfaceDistances plain = SurfaceComparison.between(a, b, SPACING).distances(convention);
    SurfaceDistances turned = SurfaceComparison.between(
            turned(a), turned(b), new Spacing(SPACING.z(), SPACING.x(), SPACING.y()))
        .distances(convention);

    assertSymmetricMetricsClose(plain, turned);
    assertThat(turned.fromReference().surface())
        .isCloseTo(plain.fromReference().surface(), within(1e-9));
  }

  @ParameterizedTest
  @EnumSource
  void hausdorffIsNotBelowItsPercentile_seed12(SurfaceConvention convention) {
    Random random = new Random(12);
    for (int i = 0; i < 20; i++) {
      SurfaceDistances distances = SurfaceComparison.between(
              Voxels.noise(random, 17, 7, 5, 0.1), Voxels.noise(random, 17, 7, 5, 0.1), SPACING)
          .distances(convention);

      assertThat(distances.hausdorff()).isGreaterThanOrEqualTo(distances.hausdorff95());
      assertThat(distances.hausdorff95()).isPositive();
      assertThat(distances.surfaceDice(distances.hausdorff())).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void identicalMasksAreNoDistanceApart_seed13(SurfaceConvention convention) {
    VoxelMask mask = blob(new Random(13), 31, 29, 7);

    SurfaceDistances distances =
        SurfaceComparison.between(mask, mask, SPACING).distances(convention);

    assertThat(distances.hausdorff()).isZero();
    assertThat(distances.hausdorff95()).isZero();
    assertThat(distances.averagePooled()).isZero();
    assertThat(distances.averageOfDirected()).isZero();
    assertThat(distances.surfaceDice(0)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void twoEmptyMasksAreUndefined(SurfaceConvention convention) {
    SurfaceDistances distances =
        SurfaceComparison.between(EMPTY, EMPTY, SPACING).distances(convention);

    for (double value : everyMetric(distances)) {
      assertThat(value).isNaN();
    }
  }

  @ParameterizedTest
  @EnumSource
  void oneEmptyMaskIsInfinitelyFarAway(SurfaceConvention convention) {
    for (SurfaceComparison comparison : List.of(
        SurfaceComparison.between(SOME, EMPTY, SPACING),
        SurfaceComparison.between(EMPTY, SOME, SPACING))) {
      SurfaceDistances distances = comparison.distances(convention);

      assertThat(distances.hausdorff()).isEqualTo(Double.POSITIVE_INFINITY);
      assertThat(distances.hausdorff95()).isEqualTo(Double.POSITIVE_INFINITY);
      assertThat(distances.averagePooled()).isEqualTo(Double.POSITIVE_INFINITY);
      assertThat(distances.averageOfDirected()).isEqualTo(Double.POSITIVE_INFINITY);
      assertThat(distances.surfaceDice(1e9)).isZero();
    }
    SurfaceDistances.Directed nowhere =
        SurfaceComparison.between(EMPTY, SOME, SPACING).distances(convention).fromReference();
    assertThat(nowhere.elements()).isZero();
    assertThat(nowhere.average()).isNaN();
    assertThat(nowhere.shareWithin(1)).isNaN();
  }

  @ParameterizedTest
  @EnumSource
  void policyAnswersForEmptyMasksOnly(SurfaceConvention convention) {
    EmptyPolicy policy = new EmptyPolicy(Answer.BEST, Answer.UNDEFINED, Answer.WORST);

    SurfaceDistances both =
        SurfaceComparison.between(EMPTY, EMPTY, SPACING).distances(convention, policy);
    SurfaceDistances reference =
        SurfaceComparison.between(EMPTY, SOME, SPACING).distances(convention, policy);
    SurfaceDistances prediction =
        SurfaceComparison.between(SOME, EMPTY, SPACING).distances(convention, policy);

    assertThat(both.hausdorff95()).isZero();
    assertThat(both.surfaceDice(1)).isEqualTo(1);
    for (double value : everyMetric(reference)) {
      assertThat(value).isNaN();
    }
    assertThat(prediction.hausdorff95()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(prediction.fromPrediction().shareWithin(1)).isZero();
    assertThat(SurfaceComparison.between(SOME, SOME, SPACING)
            .distances(convention, policy)
            .hausdorff())
        .isZero();
  }

  @Test
  void hausdorff95OfOnePairDependsOnTheConvention() {
    Mask reference = Mask.of(20, 1, (x, y) -> x < 10);
    Mask prediction = Mask.of(20, 1, (x, y) -> x < 15);

    SurfaceComparison comparison = SurfaceComparison.between(reference, prediction, Spacing.UNIT);

    // 20 zeros and 1 to 5: position 22.8 of 25
    assertThat(comparison.distances(SurfaceConvention.POOLED_VOXEL).hausdorff95())
        .isCloseTo(3.8, within(1e-12));
    // 10 zeros and 1 to 5: position 13.3 of 15
    assertThat(comparison.distances(SurfaceConvention.MAX_DIRECTED_VOXEL).hausdorff95())
        .isCloseTo(4.3, within(1e-12));
    // the ends of the row are corners, which have half a diagonal: less than 5 % is 5 away
    assertThat(comparison.distances(SurfaceConvention.AREA_WEIGHTED_SURFEL).hausdorff95())
        .isEqualTo(4);
  }

  @Test
  void masksOfDifferentSizesAreRefused() {
    assertThatThrownBy(
            () -> SurfaceComparison.between(Mask.empty(4, 3), Mask.empty(3, 4), Spacing.UNIT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4x3")
        .hasMessageContaining("3x4");
  }

  @Test
  void areaWeightedIsTheDefault() {
    assertThat(SurfaceComparison.between(SOME, SOME, SPACING).distances().convention())
        .isEqualTo(SurfaceConvention.AREA_WEIGHTED_SURFEL);
  }

  @ParameterizedTest
  @EnumSource
  void extremeSpacingScalesDistances_seed14(SurfaceConvention convention) {
    Random random = new Random(14);
    VoxelMask a = Voxels.noise(random, 9, 9, 9, 0.01);
    VoxelMask b = Voxels.noise(random, 9, 9, 9, 0.01);
    SurfaceDistances plain = SurfaceComparison.between(a, b, Spacing.UNIT).distances(convention);

    for (double scale : new double[] {1e-30, 1e-3, 1e30}) {
      SurfaceDistances scaled =
          SurfaceComparison.between(a, b, new Spacing(scale, scale, scale)).distances(convention);

      assertThat(scaled.hausdorff() / scale).isCloseTo(plain.hausdorff(), within(1e-12));
      assertThat(scaled.averagePooled() / scale).isCloseTo(plain.averagePooled(), within(1e-12));
    }
    SurfaceDistances flat =
        SurfaceComparison.between(a, b, new Spacing(1, 1e-30, 1e30)).distances(convention);
    assertThat(flat.hausdorff()).isFinite();
  }

  @Test
  void boxesTooLargeToMeasureAreRefused() {
    Mask wide = Mask.of(65_535, 1, (x, y) -> x == 0 || x == 65_534);
    Mask wider = Mask.of(65_536, 1, (x, y) -> x == 0 || x == 65_535);

    for (SurfaceConvention convention : SurfaceConvention.values()) {
      assertThat(SurfaceComparison.between(wide, wide, Spacing.UNIT)
              .distances(convention)
              .hausdorff())
          .isZero();
    }
    assertThatThrownBy(() -> SurfaceComparison.between(wider, wider, Spacing.UNIT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("65536")
        .hasMessageContaining("65536x1x1");
  }

  @Test
  void negativeToleranceIsRefused() {
    SurfaceDistances distances = SurfaceComparison.between(SOME, SOME, SPACING)
        .distances(SurfaceConvention.AREA_WEIGHTED_SURFEL);

    assertThatThrownBy(() -> distances.surfaceDice(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 0 mm")
        .hasMessageContaining("-1");
    assertThatThrownBy(() -> distances.surfaceDice(Double.POSITIVE_INFINITY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("finite");
    assertThatThrownBy(() -> distances.fromReference().shareWithin(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertSymmetricMetricsClose(SurfaceDistances a, SurfaceDistances b) {
    double[] valuesA = symmetricMetrics(a);
    double[] valuesB = symmetricMetrics(b);
    for (int i = 0; i < valuesA.length; i++) {
      assertThat(valuesA[i]).isCloseTo(valuesB[i], within(1e-9));
    }
  }

  private static double[] symmetricMetrics(SurfaceDistances d) {
    return new double[] {
      d.hausdorff(),
      d.hausdorff95(),
      d.averagePooled(),
      d.averageOfDirected(),
      d.surfaceDice(1.01),
      d.surfaceDice(2.52)
    };
  }

  private static List<Double> everyMetric(SurfaceDistances d) {
    List<Double> values = new ArrayList<>();
    for (double value : symmetricMetrics(d)) {
      values.add(value);
    }
    for (SurfaceDistances.Directed directed : List.of(d.fromReference(), d.fromPrediction())) {
      values.add(directed.hausdorff());
      values.add(directed.hausdorff95());
      values.add(directed.average());
      values.add(directed.shareWithin(1));
    }
    return values;
  }

  /** Three balls. */
  private static VoxelMask blob(Random random, int width, int height, int depth) {
    double[][] centres = new double[3][];
    for (int i = 0; i < centres.length; i++) {
      centres[i] = new double[] {
        width * random.nextDouble(), height * random.nextDouble(), depth * random.nextDouble()
      };
    }
    return VoxelMask.of(
        width,
        height,
        depth,
        (x, y, z) -> Stream.of(centres)
            .anyMatch(c -> Math.hypot(Math.hypot(x - c[0], y - c[1]), 2 * (z - c[2])) < 5));
  }

  private static VoxelMask moved(VoxelMask mask, int dx, int dy, int dz) {
    return VoxelMask.of(
        mask.width() + dx + 2,
        mask.height() + dy + 1,
        mask.depth() + dz,
        (x, y, z) -> x >= dx
            && x < dx + mask.width()
            && y >= dy
            && y < dy + mask.height()
            && z >= dz
            && mask.get(x - dx, y - dy, z - dz));
  }

  /** Columns become rows, rows planes, planes columns. */
  private static VoxelMask turned(VoxelMask mask) {
    return VoxelMask.of(
        /* width= */ mask.depth(),
        /* height= */ mask.width(),
        /* depth= */ mask.height(),
        (x, y, z) -> mask.get(y, z, x));
  }
}
