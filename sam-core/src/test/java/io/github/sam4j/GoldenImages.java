// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.mask.RunLengths;
import io.github.sam4j.testing.Picture;
import io.github.sam4j.testing.SharedData;
import java.io.IOException;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;

/** The pictures of the reference set and how closely masks must agree with it. */
final class GoldenImages {
  /** What masks of the reference's precision must agree in. */
  static final double MASK_IOU = 0.999;

  private static final long SMALL_DIFFERENCE = 2;

  private GoldenImages() {}

  static Stream<String> names() {
    return Stream.of("brain1_mr", "dog", "hippocampus_mr", "spleen_ct", "sunnybrook_mr", "truck");
  }

  static String folder(String name) {
    return "golden/open/" + name + "/";
  }

  static RgbImage image(String name) throws IOException {
    return imageIn(folder(name));
  }

  static RgbImage imageIn(String folder) throws IOException {
    Picture picture = Picture.read(SharedData.require(folder + "image.png"));
    return RgbImage.of(picture.width(), picture.height(), picture.rgb());
  }

  /** Reads a mask written as uncompressed run lengths. */
  static Mask mask(JsonNode rle) {
    int[] counts = SharedData.integers(rle.get("counts"));
    return RunLengths.ofCounts(
            rle.get("size").get(1).asInt(), rle.get("size").get(0).asInt(), counts)
        .toMask();
  }

  /** Checks that masks have that IoU at least, or differ in two pixels at most. */
  static void assertSameMask(String what, Mask actual, Mask expected, double minIou) {
    long different = actual.xor(expected).area();
    double iou = iou(actual, expected);
    Assertions.assertThat(iou >= minIou || different <= SMALL_DIFFERENCE)
        .as("%s: IoU %s, %s pixels apart", what, iou, different)
        .isTrue();
  }

  /** Intersection over union; 1 for two empty masks. */
  static double iou(Mask a, Mask b) {
    long union = a.or(b).area();
    return union == 0 ? 1 : 1 - (double) a.xor(b).area() / union;
  }
}
