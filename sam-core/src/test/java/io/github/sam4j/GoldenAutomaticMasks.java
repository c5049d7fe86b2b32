// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sam4j.automatic.AutomaticMask;
import io.github.sam4j.automatic.AutomaticMaskSettings;
import io.github.sam4j.automatic.CandidatePool;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.mask.Box;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.progress.Progress;
import io.github.sam4j.testing.SharedData;
import java.io.IOException;
import java.util.List;
import org.assertj.core.data.Offset;

/**
 * What the reference implementation finds in its pictures, and how a segmenter compares with it.
 */
final class GoldenAutomaticMasks {
  private static final Offset<Double> SCORE = within(1e-3);
  private static final Offset<Integer> PIXEL = within(1);

  /** The pictures that there are also results of crops and without small regions for. */
  private static final List<String> WITH_MORE_FILES = List.of("dog", "spleen_ct");

  private GoldenAutomaticMasks() {}

  /** Compares count, order, boxes, masks and scores of all results that there are of a picture. */
  static void compare(SamSegmenter sam, String name) throws IOException {
    compareDefaults(sam, name);
    compareSmallGrids(sam, name);
  }

  /** Compares the results with the default settings: 1024 points, most of the time of all. */
  static void compareDefaults(SamSegmenter sam, String name) throws IOException {
    generateAndCompare(sam, GoldenImages.image(name), Golden.read(name, "amg_default.json"));
  }

  /**
   * Compares the results of 256 points each: with loose thresholds and, where there are such,
   * without small regions and with crops. The pool of the loose thresholds serves both.
   */
  static void compareSmallGrids(SamSegmenter sam, String name) throws IOException {
    RgbImage image = GoldenImages.image(name);
    Golden loose = Golden.read(name, "amg_loose.json");
    CandidatePool pool = sam.automatic(loose.settings())
        .candidates(image, CandidatePool.Floor.of(loose.settings()), Progress.none());
    compare(loose, pool.select(loose.settings()));
    if (WITH_MORE_FILES.contains(name)) {
      Golden cleaned = Golden.read(name, "amg_minarea.json");
      compare(cleaned, pool.select(cleaned.settings()));
      generateAndCompare(sam, image, Golden.read(name, "amg_crops.json"));
    }
  }

  /**
   * Returns which share of the reference's masks with the default settings a segmenter finds too,
   * each with that IoU at least. For a precision at which scores near a threshold fall to its other
   * side.
   */
  static double shareFound(SamSegmenter sam, String name, double minIou) throws IOException {
    Golden golden = Golden.read(name, "amg_default.json");
    List<AutomaticMask> masks = sam.automatic(golden.settings()).generate(GoldenImages.image(name));
    int found = 0;
    for (JsonNode each : golden.records()) {
      Mask expected = GoldenImages.mask(each.get("segmentation"));
      if (masks.stream().anyMatch(m -> GoldenImages.iou(m.mask(), expected) >= minIou)) {
        found++;
      }
    }
    return (double) found / golden.records().size();
  }

  private static void generateAndCompare(SamSegmenter sam, RgbImage image, Golden golden) {
    compare(golden, sam.automatic(golden.settings()).generate(image));
  }

  /** What the reference found, and with which settings. */
  private record Golden(String what, AutomaticMaskSettings settings, JsonNode records) {
    static Golden read(String name, String file) throws IOException {
      JsonNode golden = SharedData.json(GoldenImages.folder(name) + file);
      return new Golden(
          name + " " + file,
          GoldenAutomaticMasks.settings(golden.get("params")),
          golden.get("records"));
    }
  }

  private static AutomaticMaskSettings settings(JsonNode params) {
    return AutomaticMaskSettings.builder()
        .pointsPerSide(params.get("points_per_side").asInt())
        .pointsPerBatch(params.get("points_per_batch").asInt())
        .predictedIouThreshold(params.get("pred_iou_thresh").asDouble())
        .stabilityThreshold(params.get("stability_score_thresh").asDouble())
        .stabilityOffset(params.get("stability_score_offset").asDouble())
        .boxNmsThreshold(params.get("box_nms_thresh").asDouble())
        .cropLayers(params.get("crop_n_layers").asInt())
        .cropNmsThreshold(params.get("crop_nms_thresh").asDouble())
        .cropOverlapRatio(params.get("crop_overlap_ratio").asDouble())
        .cropPointsDownscaleFactor(params.get("crop_n_points_downscale_factor").asInt())
        .minMaskRegionArea(params.get("min_mask_region_area").asInt())
        .build();
  }

  private static void compare(Golden golden, List<AutomaticMask> masks) {
    assertThat(masks).as("masks of %s", golden.what()).hasSameSizeAs(golden.records());
    for (int i = 0; i < masks.size(); i++) {
      compare(golden.what() + " mask " + i, masks.get(i), golden.records().get(i));
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
    GoldenImages.assertSameMask(
        what, mask.mask(), GoldenImages.mask(golden.get("segmentation")), GoldenImages.MASK_IOU);
    assertThat((double) mask.predictedIou())
        .as("predicted IoU of %s", what)
        .isCloseTo(golden.get("predicted_iou").asDouble(), SCORE);
    // a ratio of two counts of pixels: one at the border of being counted is more than that in a
    // small mask, and rounding decides about it in the reference, too
    double onePixel = 1.0 / golden.get("area").asInt();
    assertThat((double) mask.stabilityScore())
        .as("stability of %s", what)
        .isCloseTo(
            golden.get("stability_score").asDouble(), within(Math.max(SCORE.value, onePixel)));
    // the same doubles: grid, crop size and place are computed in the reference's order
    JsonNode point = golden.get("point_coords").get(0);
    assertThat(mask.point().x()).as("point of %s", what).isEqualTo(point.get(0).asDouble());
    assertThat(mask.point().y()).as("point of %s", what).isEqualTo(point.get(1).asDouble());
    JsonNode crop = golden.get("crop_box");
    assertThat(mask.cropBox())
        .as("crop of %s", what)
        .isEqualTo(new Box(
            crop.get(0).asInt(),
            crop.get(1).asInt(),
            crop.get(0).asInt() + crop.get(2).asInt() - 1,
            crop.get(1).asInt() + crop.get(3).asInt() - 1));
  }
}
