// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.sam4j.automatic.AutomaticMask;
import io.github.sam4j.mask.Box;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.prompt.Prompt;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class AutomaticCommandTest {
  /** Returns an annotation, parsed from the JSON that is written. */
  private static JsonNode annotation(float predictedIou, float stabilityScore) throws IOException {
    Box pixel = new Box(0, 0, 0, 0);
    AutomaticMask mask = new AutomaticMask(
        Mask.empty(4, 3),
        pixel,
        predictedIou,
        stabilityScore,
        new Prompt.Point(1, 1, true),
        new Box(0, 0, 3, 2));
    return new ObjectMapper()
        .readTree(Json.line(AutomaticCommand.annotation(0, mask, AutomaticCommand.Rle.coco)));
  }

  @Test
  void scoreThatIsNotANumberIsNull() throws IOException {
    JsonNode annotation = annotation(Float.NaN, Float.NaN);

    assertThat(annotation.get("predicted_iou").isNull()).isTrue();
    assertThat(annotation.get("stability_score").isNull()).isTrue();
  }

  @Test
  void scoresAreWrittenInSinglePrecision() throws IOException {
    JsonNode annotation = annotation(0.9f, 0.95f);

    assertThat(annotation.get("predicted_iou")).hasToString("0.9");
    assertThat(annotation.get("stability_score")).hasToString("0.95");
  }
}
