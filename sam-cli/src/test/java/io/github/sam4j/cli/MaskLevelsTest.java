// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.testing.PngWriter;
import io.github.sam4j.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Masks as people have them in pictures. */
final class MaskLevelsTest {
  @TempDir
  private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pred-P",
        "pred-alpha",
        "pred-antialiased",
        "pred-la",
        "pred-phys",
        "pred01",
        "pred1bit"
      })
  void everyKindOfPictureHasTheSameDice(String name) throws IOException {
    Path pictures = SharedData.require("testdata/reports/metrics-png");

    Outcome outcome = Outcome.run(
        "metrics",
        "--reference",
        pictures.resolve("truth.png"),
        "--prediction",
        pictures.resolve(name + ".png"));

    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(new ObjectMapper()
            .readTree(outcome.out())
            .get("overlap")
            .get("dice")
            .asDouble())
        .isCloseTo(0.84, within(1e-12));
  }

  private static Mask row(int... greys) {
    byte[] bytes = new byte[greys.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) greys[i];
    }
    return MaskLevels.mask(RgbImage.ofGrey(greys.length, 1, bytes));
  }

  private static Mask expected(int... set) {
    return Mask.of(set.length, 1, (x, y) -> set[x] == 1);
  }

  @Test
  void labelsBelongToTheMaskWhateverTheirNumbers() {
    assertThat(row(0, 1, 0)).isEqualTo(expected(0, 1, 0));
    assertThat(row(0, 1, 2, 200, 254)).isEqualTo(expected(0, 1, 1, 1, 1));
    assertThat(row(0, 255, 255)).isEqualTo(expected(0, 1, 1));
    assertThat(row(0, 0).isEmpty()).isTrue();
  }

  @Test
  void softEdgesAreCutAtHalf() {
    assertThat(row(0, 3, 255, 255, 130, 127, 1, 0)).isEqualTo(expected(0, 0, 1, 1, 1, 0, 0, 0));
  }

  @Test
  void softEdgesOfAColourAreCutAtHalf() {
    RgbImage red =
        RgbImage.of(4, 1, new byte[] {0, 0, 0, 100, 20, 0, (byte) 255, 51, 0, (byte) 200, 40, 0});

    assertThat(MaskLevels.mask(red)).isEqualTo(expected(0, 0, 1, 1));
  }

  @Test
  void otherColoursAreLabels() {
    RgbImage colours = RgbImage.of(3, 1, new byte[] {0, 0, 0, (byte) 255, 0, 0, 0, 9, 0});

    assertThat(MaskLevels.mask(colours)).isEqualTo(expected(0, 1, 1));
  }

  @Test
  void shadesAwayFromTheEdgeAreRefused() {
    assertThatThrownBy(() -> row(0, 85, 85, 85, 170, 170, 170, 255))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("level 85 of 255 at pixel (1, 0)");
    assertThatThrownBy(() -> row(0, 255, 255, 255, 170))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("level 170 of 255 at pixel (4, 0)");
  }

  @Test
  void theRefusedFileIsNamed() throws IOException {
    Path labels = Files.write(
        folder.resolve("labels.png"),
        PngWriter.of(6, 1, 8, PngWriter.GREY).samples(6, 0, 85, 85, 85, 85, 255).end());
    Path both = Files.write(
        folder.resolve("both.png"),
        PngWriter.of(2, 1, 8, PngWriter.GREY_ALPHA).samples(4, 0, 255, 9, 0).end());

    for (Path file : new Path[] {labels, both}) {
      assertThat(Outcome.refusal(folder, "metrics", "--reference", file, "--prediction", file))
          .contains(file.getFileName().toString());
    }
  }

  @Test
  void aMaskInTransparencyIsRead() throws IOException {
    Path file = Files.write(
        folder.resolve("mask.png"),
        PngWriter.of(4, 1, 8, PngWriter.GREY_ALPHA)
            .samples(8, 255, 0, 255, 40, 255, 255, 255, 255)
            .end());

    assertThat(MaskFile.find(file).orElseThrow().read(null)).isEqualTo(expected(0, 0, 1, 1));
  }
}
