// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.automatic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class AutomaticMaskSettingsTest {
  @Test
  void defaultsAreThoseOfTheReference() {
    AutomaticMaskSettings settings = AutomaticMaskSettings.defaults();

    assertThat(settings.pointsPerSide()).isEqualTo(32);
    assertThat(settings.pointsPerBatch()).isEqualTo(64);
    assertThat(settings.predictedIouThreshold()).isEqualTo(0.88);
    assertThat(settings.stabilityThreshold()).isEqualTo(0.95);
    assertThat(settings.stabilityOffset()).isEqualTo(1.0);
    assertThat(settings.boxNmsThreshold()).isEqualTo(0.7);
    assertThat(settings.cropLayers()).isEqualTo(0);
    assertThat(settings.cropNmsThreshold()).isEqualTo(0.7);
    assertThat(settings.cropOverlapRatio()).isEqualTo(512.0 / 1500);
    assertThat(settings.cropPointsDownscaleFactor()).isEqualTo(1);
    assertThat(settings.pointGrids()).isEmpty();
    assertThat(settings.minMaskRegionArea()).isEqualTo(0);
  }

  @Test
  void builderStartsFromTheDefaults() {
    assertThat(AutomaticMaskSettings.builder().build())
        .usingRecursiveComparison()
        .isEqualTo(AutomaticMaskSettings.defaults());
  }

  @Test
  void toBuilderKeepsAllSettings() {
    AutomaticMaskSettings settings = AutomaticMaskSettings.builder()
        .pointsPerSide(7)
        .pointsPerBatch(3)
        .predictedIouThreshold(0.25)
        .stabilityThreshold(0.5)
        .stabilityOffset(2.5)
        .boxNmsThreshold(0.125)
        .cropLayers(2)
        .cropNmsThreshold(0.375)
        .cropOverlapRatio(0.625)
        .cropPointsDownscaleFactor(2)
        .minMaskRegionArea(11)
        .build();

    AutomaticMaskSettings copy = settings.toBuilder().build();

    assertThat(copy).usingRecursiveComparison().isEqualTo(settings);
    assertThat(copy.pointsPerSide()).isEqualTo(7);
    assertThat(copy.pointsPerBatch()).isEqualTo(3);
    assertThat(copy.predictedIouThreshold()).isEqualTo(0.25);
    assertThat(copy.stabilityThreshold()).isEqualTo(0.5);
    assertThat(copy.stabilityOffset()).isEqualTo(2.5);
    assertThat(copy.boxNmsThreshold()).isEqualTo(0.125);
    assertThat(copy.cropLayers()).isEqualTo(2);
    assertThat(copy.cropNmsThreshold()).isEqualTo(0.375);
    assertThat(copy.cropOverlapRatio()).isEqualTo(0.625);
    assertThat(copy.cropPointsDownscaleFactor()).isEqualTo(2);
    assertThat(copy.minMaskRegionArea()).isEqualTo(11);
  }

  @Test
  void toBuilderKeepsPointGrids() {
    List<PointGrid> grids = List.of(PointGrid.regular(3), PointGrid.of(new double[] {0.5, 0.25}));
    AutomaticMaskSettings settings =
        AutomaticMaskSettings.builder().cropLayers(1).pointGrids(grids).build();

    AutomaticMaskSettings copy = settings.toBuilder().stabilityOffset(2).build();

    assertThat(copy.pointGrids()).isEqualTo(grids);
    assertThat(copy.pointsPerSide()).isEqualTo(0);
    assertThat(copy.pointGrid(1)).isEqualTo(grids.get(1));
    assertThat(copy.toString()).contains("pointGrids=[PointGrid[points=9], PointGrid[points=1]]");
  }

  @Test
  void oneKindOfGridReplacesTheOtherOfEarlierSettings() {
    List<PointGrid> grids = List.of(PointGrid.regular(3));
    AutomaticMaskSettings regular =
        AutomaticMaskSettings.builder().pointsPerSide(7).build();
    AutomaticMaskSettings given = regular.toBuilder().pointGrids(grids).build();

    AutomaticMaskSettings back = given.toBuilder().pointsPerSide(8).build();

    assertThat(given.pointGrids()).isEqualTo(grids);
    assertThat(given.pointsPerSide()).isEqualTo(0);
    assertThat(back.pointGrids()).isEmpty();
    assertThat(back.pointsPerSide()).isEqualTo(8);
  }

  @Test
  void bothKindsOfGridOnOneBuilderAreRefusedInEitherOrder() {
    List<PointGrid> grids = List.of(PointGrid.regular(3));
    AutomaticMaskSettings.Builder first =
        AutomaticMaskSettings.builder().pointsPerSide(8).pointGrids(grids);
    AutomaticMaskSettings.Builder second =
        AutomaticMaskSettings.builder().pointGrids(grids).pointsPerSide(8);

    for (AutomaticMaskSettings.Builder builder : List.of(first, second)) {
      assertThatThrownBy(builder::build)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("pointsPerSide=8")
          .hasMessageContaining("pointGrids=[PointGrid[points=9]]");
    }
  }

  @ParameterizedTest(name = "{1} grids for {0} crop layers")
  @CsvSource({"0, 0", "0, 2", "1, 1", "2, 2", "2, 4"})
  void numberOfGridsMustFitTheCropLayers(int layers, int grids) {
    AutomaticMaskSettings.Builder builder = AutomaticMaskSettings.builder()
        .pointGrids(Collections.nCopies(grids, PointGrid.regular(2)))
        .cropLayers(layers);

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pointGrids")
        .hasMessageContaining("cropLayers=" + layers)
        .hasMessageContaining("got " + grids);
  }

  @Test
  void gridsGetSparserFromLayerToLayer() {
    AutomaticMaskSettings settings = AutomaticMaskSettings.builder()
        .pointsPerSide(33)
        .cropLayers(3)
        .cropPointsDownscaleFactor(2)
        .build();

    assertThat(IntStream.rangeClosed(0, 3).map(i -> settings.pointGrid(i).size()))
        .containsExactly(33 * 33, 16 * 16, 8 * 8, 4 * 4);
    assertThatThrownBy(() -> settings.pointGrid(4))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageContaining("layer=4");
  }

  @ParameterizedTest(name = "{0} points a side, {1} layers, factor {2}")
  @CsvSource({"32, 3, 4", "1, 1, 2", "1024, 4, 6", "32, 5, 1024", "1, 5, 2"})
  void layerWithoutPointsIsRefused(int points, int layers, int factor) {
    AutomaticMaskSettings.Builder builder = AutomaticMaskSettings.builder()
        .cropPointsDownscaleFactor(factor)
        .cropLayers(layers)
        .pointsPerSide(points);

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cropPointsDownscaleFactor must leave")
        .hasMessageContaining("got " + factor + " for pointsPerSide=" + points)
        .hasMessageContaining("cropLayers=" + layers);
  }

  @Test
  void layerOfOnePointIsAccepted() {
    AutomaticMaskSettings settings = AutomaticMaskSettings.builder()
        .pointsPerSide(32)
        .cropLayers(5)
        .cropPointsDownscaleFactor(2)
        .build();

    assertThat(settings.pointGrid(5)).isEqualTo(PointGrid.of(new double[] {0.5, 0.5}));
  }

  @Test
  void builtSettingsDoNotFollowTheirBuilder() {
    AutomaticMaskSettings.Builder builder = AutomaticMaskSettings.builder().pointsPerSide(5);
    AutomaticMaskSettings settings = builder.build();

    builder.pointsPerBatch(6);

    assertThat(settings.pointsPerBatch()).isEqualTo(64);
  }

  @Test
  void limitsThemselvesAreAccepted() {
    AutomaticMaskSettings settings = AutomaticMaskSettings.builder()
        .pointsPerSide(1)
        .pointsPerBatch(4096)
        .predictedIouThreshold(0)
        .stabilityThreshold(1)
        .stabilityOffset(100)
        .boxNmsThreshold(0)
        .build();

    assertThat(settings.toString())
        .contains("pointsPerSide=1")
        .contains("stabilityOffset=100.0")
        .contains("boxNmsThreshold=0.0");
  }

  private record Setter(
      String name, String range, BiConsumer<AutomaticMaskSettings.Builder, Double> set) {}

  static Stream<Arguments> outOfRange() {
    Stream<Arguments> counts = Stream.of(
            new Setter("pointsPerSide", "[1, 1024]", (b, v) -> b.pointsPerSide(v.intValue())),
            new Setter("pointsPerBatch", "[1, 4096]", (b, v) -> b.pointsPerBatch(v.intValue())),
            new Setter(
                "cropPointsDownscaleFactor",
                "[1, 1024]",
                (b, v) -> b.cropPointsDownscaleFactor(v.intValue())))
        .flatMap(setter -> IntStream.of(0, -1, 5000, Integer.MAX_VALUE, Integer.MIN_VALUE)
            .mapToObj(v -> refused(setter, v)));
    Stream<Arguments> scores = Stream.of(
            new Setter(
                "predictedIouThreshold",
                "[0, 1]",
                AutomaticMaskSettings.Builder::predictedIouThreshold),
            new Setter(
                "stabilityThreshold", "[0, 1]", AutomaticMaskSettings.Builder::stabilityThreshold),
            new Setter(
                "stabilityOffset", "[0, 100]", AutomaticMaskSettings.Builder::stabilityOffset),
            new Setter("boxNmsThreshold", "[0, 1]", AutomaticMaskSettings.Builder::boxNmsThreshold),
            new Setter(
                "cropNmsThreshold", "[0, 1]", AutomaticMaskSettings.Builder::cropNmsThreshold),
            new Setter(
                "cropOverlapRatio", "[0, 1]", AutomaticMaskSettings.Builder::cropOverlapRatio))
        .flatMap(setter -> DoubleStream.of(-0.01, 100.5, Double.NaN, Double.POSITIVE_INFINITY)
            .mapToObj(v ->
                Arguments.of(setter.name(), v, Double.toString(v), setter.range(), setter.set())));
    Stream<Arguments> layers = IntStream.of(-1, 6, Integer.MAX_VALUE)
        .mapToObj(v -> refused(
            new Setter("cropLayers", "[0, 5]", (b, layer) -> b.cropLayers(layer.intValue())), v));
    Stream<Arguments> areas = IntStream.of(-1, Integer.MIN_VALUE)
        .mapToObj(v -> refused(
            new Setter(
                "minMaskRegionArea",
                "[0, 2147483647]",
                (b, area) -> b.minMaskRegionArea(area.intValue())),
            v));
    return Stream.of(counts, scores, layers, areas).flatMap(s -> s);
  }

  private static Arguments refused(Setter setter, int value) {
    return Arguments.of(
        setter.name(), (double) value, Integer.toString(value), setter.range(), setter.set());
  }

  @ParameterizedTest(name = "{0} of {2}")
  @MethodSource("outOfRange")
  void settingOutOfRangeIsRefusedByNameValueAndRange(
      String name,
      double value,
      String text,
      String range,
      BiConsumer<AutomaticMaskSettings.Builder, Double> set) {
    AutomaticMaskSettings.Builder builder = AutomaticMaskSettings.builder();

    assertThatThrownBy(() -> set.accept(builder, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(range)
        .hasMessageContaining("got " + text);
  }
}
