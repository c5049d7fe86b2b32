package io.github.sam4j.automatic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.BiConsumer;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
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
        .build();

    AutomaticMaskSettings copy = settings.toBuilder().build();

    assertThat(copy).usingRecursiveComparison().isEqualTo(settings);
    assertThat(copy.pointsPerSide()).isEqualTo(7);
    assertThat(copy.pointsPerBatch()).isEqualTo(3);
    assertThat(copy.predictedIouThreshold()).isEqualTo(0.25);
    assertThat(copy.stabilityThreshold()).isEqualTo(0.5);
    assertThat(copy.stabilityOffset()).isEqualTo(2.5);
    assertThat(copy.boxNmsThreshold()).isEqualTo(0.125);
  }

  @Test
  void builtSettingsDoNotFollowTheirBuilder() {
    AutomaticMaskSettings.Builder builder = AutomaticMaskSettings.builder().pointsPerSide(5);
    AutomaticMaskSettings settings = builder.build();

    builder.pointsPerSide(6);

    assertThat(settings.pointsPerSide()).isEqualTo(5);
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
            new Setter("pointsPerBatch", "[1, 4096]", (b, v) -> b.pointsPerBatch(v.intValue())))
        .flatMap(setter -> IntStream.of(0, -1, 5000, Integer.MAX_VALUE, Integer.MIN_VALUE)
            .mapToObj(v -> Arguments.of(
                setter.name(), (double) v, Integer.toString(v), setter.range(), setter.set())));
    Stream<Arguments> scores = Stream.of(
            new Setter(
                "predictedIouThreshold",
                "[0, 1]",
                AutomaticMaskSettings.Builder::predictedIouThreshold),
            new Setter(
                "stabilityThreshold", "[0, 1]", AutomaticMaskSettings.Builder::stabilityThreshold),
            new Setter(
                "stabilityOffset", "[0, 100]", AutomaticMaskSettings.Builder::stabilityOffset),
            new Setter("boxNmsThreshold", "[0, 1]", AutomaticMaskSettings.Builder::boxNmsThreshold))
        .flatMap(setter -> DoubleStream.of(-0.01, 100.5, Double.NaN, Double.POSITIVE_INFINITY)
            .mapToObj(v ->
                Arguments.of(setter.name(), v, Double.toString(v), setter.range(), setter.set())));
    return Stream.concat(counts, scores);
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
