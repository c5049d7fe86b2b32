package io.github.sam4j.automatic;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.ImageEmbedding;
import io.github.sam4j.PredictedMask;
import io.github.sam4j.Prediction;
import io.github.sam4j.SamSegmenter;
import io.github.sam4j.TinySam;
import io.github.sam4j.image.ResizeLongestSide;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.internal.ort.OrtTensor;
import io.github.sam4j.mask.Box;
import io.github.sam4j.mask.LogitUpscaler;
import io.github.sam4j.prompt.Prompt;
import io.github.sam4j.prompt.PromptPoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Automatic masks of {@link TinySam} against prompts one by one and plain filters. */
final class AutomaticMaskGeneratorTest {
  private static final RgbImage IMAGE = TinySam.image(83, 61, 7);
  private static final float SCORE_TOLERANCE = 1e-4f;

  private static final Map<Integer, List<AutomaticMask>> CANDIDATES = new ConcurrentHashMap<>();

  private static SamSegmenter sam;

  @BeforeAll
  static void load(@TempDir Path folder) throws IOException {
    sam = SamSegmenter.builder(TinySam.model(folder)).threads(2).build();
  }

  @AfterAll
  static void close() {
    sam.close();
  }

  @Test
  void everyMaskStaysWithoutThresholdsAndSuppression() {
    List<AutomaticMask> masks = sam.automatic(settings(4, 0, 0, 1)).generate(IMAGE);

    assertThat(masks).hasSize(4 * 4 * 3);
    assertSame(masks, plain(settings(4, 0, 0, 1)));
  }

  @Test
  void masksComeByFallingPredictedIou() {
    List<AutomaticMask> masks = sam.automatic(settings(4, 0, 0, 0.9)).generate(IMAGE);

    assertThat(masks)
        .isSortedAccordingTo(Comparator.comparingDouble((AutomaticMask m) -> -m.predictedIou()));
  }

  @ParameterizedTest(name = "grid {0}, predicted IoU {1}, stability {2}, NMS {3}")
  @CsvSource({
    "1, 0, 0, 0.7",
    "3, 0, 0, 0.7",
    "4, 0.7, 0, 0.7",
    "4, 0, 0.8, 0.7",
    "4, 0.7, 0.8, 0.5",
    "4, 0.75, 0.9, 1",
    "4, 1, 0, 0.7",
    "4, 0, 1, 0.7"
  })
  void masksEqualThoseOfPromptsAndPlainFilters(int grid, double iou, double stability, double nms) {
    AutomaticMaskSettings settings = settings(grid, iou, stability, nms);

    assertSame(sam.automatic(settings).generate(IMAGE), plain(settings));
  }

  @Test
  void filtersOfTheTestAboveDropSomeAndKeepSome() {
    int all = sam.automatic(settings(4, 0, 0, 1)).generate(IMAGE).size();

    assertThat(sam.automatic(settings(4, 0.75, 0, 1)).generate(IMAGE)).hasSizeBetween(3, all - 3);
    assertThat(sam.automatic(settings(4, 0, 0.8, 1)).generate(IMAGE)).hasSizeBetween(3, all - 3);
    assertThat(sam.automatic(settings(4, 0, 0, 0.7)).generate(IMAGE)).hasSizeBetween(3, all - 3);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4096})
  void pointsPerBatchHaveNoInfluence(int points) {
    AutomaticMaskGenerator generator = sam.automatic(settings(4, 0.7, 0.7, 0.7));

    List<AutomaticMask> masks = generator.pointsPerBatch(points).generate(IMAGE);

    assertSame(masks, generator.generate(IMAGE));
  }

  @Test
  void eachSettingReturnsANewGenerator() {
    AutomaticMaskGenerator generator = sam.automatic();

    AutomaticMaskSettings changed = generator
        .pointsPerSide(9)
        .pointsPerBatch(2)
        .predictedIouThreshold(0.1)
        .stabilityThreshold(0.2)
        .stabilityOffset(3)
        .boxNmsThreshold(0.4)
        .cropLayers(1)
        .cropNmsThreshold(0.3)
        .cropOverlapRatio(0.6)
        .cropPointsDownscaleFactor(3)
        .minMaskRegionArea(8)
        .settings();

    assertThat(changed)
        .usingRecursiveComparison()
        .isEqualTo(AutomaticMaskSettings.builder()
            .pointsPerSide(9)
            .pointsPerBatch(2)
            .predictedIouThreshold(0.1)
            .stabilityThreshold(0.2)
            .stabilityOffset(3)
            .boxNmsThreshold(0.4)
            .cropLayers(1)
            .cropNmsThreshold(0.3)
            .cropOverlapRatio(0.6)
            .cropPointsDownscaleFactor(3)
            .minMaskRegionArea(8)
            .build());
    assertThat(generator.pointGrids(List.of(PointGrid.regular(2))).settings().pointGrids())
        .containsExactly(PointGrid.regular(2));
    assertThat(generator.settings()).isSameAs(AutomaticMaskSettings.defaults());
  }

  @Test
  void nothingIsLeftOpenAfterwards() {
    long before = OrtTensor.outstanding();

    sam.automatic(settings(3, 0, 0.5, 0.7)).generate(IMAGE);

    assertThat(OrtTensor.outstanding()).isEqualTo(before);
  }

  private static AutomaticMaskSettings settings(
      int pointsPerSide, double predictedIou, double stability, double nms) {
    return AutomaticMaskSettings.builder()
        .pointsPerSide(pointsPerSide)
        .predictedIouThreshold(predictedIou)
        .stabilityThreshold(stability)
        .boxNmsThreshold(nms)
        .build();
  }

  /** The reference's steps on the answers to one multimask prompt per grid point. */
  private static List<AutomaticMask> plain(AutomaticMaskSettings settings) {
    List<AutomaticMask> candidates = new ArrayList<>(CANDIDATES.computeIfAbsent(
        settings.pointsPerSide(), AutomaticMaskGeneratorTest::candidates));
    float iou = (float) settings.predictedIouThreshold();
    float stability = (float) settings.stabilityThreshold();
    candidates.removeIf(m -> iou > 0 && m.predictedIou() <= iou);
    candidates.removeIf(
        m -> stability > 0 && (Float.isNaN(m.stabilityScore()) || m.stabilityScore() < stability));
    candidates.sort(Comparator.comparingDouble((AutomaticMask m) -> -m.predictedIou()));
    List<AutomaticMask> kept = new ArrayList<>();
    for (AutomaticMask mask : candidates) {
      if (kept.stream()
          .noneMatch(better -> overlap(better.box(), mask.box()) > settings.boxNmsThreshold())) {
        kept.add(mask);
      }
    }
    return kept;
  }

  /** Three masks for each point of a grid of {@code n} points a side. */
  private static List<AutomaticMask> candidates(int n) {
    List<Prompt> grid = new ArrayList<>();
    for (int i = 0; i < n * n; i++) {
      int row = i / n;
      double x = (1 / (2.0 * n) + (double) (i - row * n) / n) * IMAGE.width();
      double y = (1 / (2.0 * n) + (double) row / n) * IMAGE.height();
      grid.add(Prompt.point(x, y).multimask());
    }
    LogitUpscaler upscaler = LogitUpscaler.of(ResizeLongestSide.of(IMAGE.width(), IMAGE.height()));
    Box whole = new Box(0, 0, IMAGE.width() - 1, IMAGE.height() - 1);
    List<AutomaticMask> candidates = new ArrayList<>();
    try (ImageEmbedding embedding = sam.encode(IMAGE)) {
      List<Prediction> predictions = embedding.predictAll(grid);
      for (int i = 0; i < grid.size(); i++) {
        PromptPoint point = grid.get(i).points().get(0);
        for (PredictedMask mask : predictions.get(i).masks()) {
          candidates.add(new AutomaticMask(
              mask.mask(),
              mask.mask().box().orElse(new Box(0, 0, 0, 0)),
              mask.predictedIou(),
              upscaler.upscale(mask.logits(), 1).stabilities().get(0).score(),
              point,
              whole));
        }
      }
    }
    return candidates;
  }

  private static float overlap(Box a, Box b) {
    int width = Math.max(0, Math.min(a.x1(), b.x1()) - Math.max(a.x0(), b.x0()));
    int height = Math.max(0, Math.min(a.y1(), b.y1()) - Math.max(a.y0(), b.y0()));
    int both = width * height;
    int any = (a.x1() - a.x0()) * (a.y1() - a.y0()) + (b.x1() - b.x0()) * (b.y1() - b.y0()) - both;
    return (float) both / (float) any;
  }

  private static void assertSame(List<AutomaticMask> actual, List<AutomaticMask> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.size(); i++) {
      AutomaticMask a = actual.get(i);
      AutomaticMask b = expected.get(i);
      assertThat(Math.abs(a.predictedIou() - b.predictedIou()))
          .as("predicted IoU of mask %s", i)
          .isLessThan(SCORE_TOLERANCE);
      assertThat(a.mask().xor(b.mask()).area()).as("pixels of mask %s", i).isLessThanOrEqualTo(2);
      assertThat(a.box())
          .as("box of mask %s", i)
          .isEqualTo(a.mask().box().orElse(new Box(0, 0, 0, 0)));
      assertThat(a.stabilityScore())
          .as("stability of mask %s", i)
          .satisfies(score -> assertThat(
                  score.equals(b.stabilityScore()) || Math.abs(score - b.stabilityScore()) < 1e-2f)
              .isTrue());
      assertThat(Math.abs(a.point().x() - b.point().x())).isLessThan(1e-9);
      assertThat(Math.abs(a.point().y() - b.point().y())).isLessThan(1e-9);
      assertThat(a.cropBox()).isEqualTo(b.cropBox());
    }
  }
}
