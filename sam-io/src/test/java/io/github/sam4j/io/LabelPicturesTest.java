// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.image.RgbImage;
import io.github.sam4j.testing.PngWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of colours and transparency are the labels of a picture. */
final class LabelPicturesTest {
  @TempDir
  private Path folder;

  private void assertLabels(PngWriter png, int... expected) throws IOException {
    byte[] grey = new byte[expected.length];
    for (int i = 0; i < grey.length; i++) {
      grey[i] = (byte) expected[i];
    }
    assertThat(labels(png)).isEqualTo(RgbImage.ofGrey(expected.length, 1, grey));
  }

  private RgbImage labels(PngWriter png) throws IOException {
    return Images.readLabels(Files.write(folder.resolve("mask.png"), png.end()));
  }

  private void assertContradiction(PngWriter png) {
    assertThatThrownBy(() -> labels(png))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("mask.png: ")
        .hasMessageContaining("contradict");
  }

  private static PngWriter png(int width, int type) {
    return PngWriter.of(width, 1, 8, type);
  }

  @Test
  void opaqueColoursAreTheLabels() throws IOException {
    assertLabels(png(3, PngWriter.GREY).samples(3, 0, 2, 255), 0, 2, 255);
    assertLabels(png(2, PngWriter.GREY_ALPHA).samples(4, 0, 255, 9, 255), 0, 9);
    assertLabels(png(1, PngWriter.RGB_ALPHA).samples(4, 4, 4, 4, 255), 4);
    assertThat(labels(png(1, PngWriter.RGB).samples(3, 1, 2, 3)))
        .isEqualTo(RgbImage.of(1, 1, new byte[] {1, 2, 3}));
  }

  @Test
  void opacityIsTheLabelWhereOneColourIsAll() throws IOException {
    assertLabels(png(3, PngWriter.GREY_ALPHA).samples(6, 255, 0, 255, 255, 255, 7), 0, 255, 7);
    assertLabels(png(2, PngWriter.GREY_ALPHA).samples(4, 0, 255, 0, 0), 255, 0);
    assertLabels(png(2, PngWriter.RGB_ALPHA).samples(8, 1, 2, 3, 0, 1, 2, 3, 255), 0, 255);
    assertLabels(png(2, PngWriter.GREY_ALPHA).samples(4, 255, 0, 255, 0), 0, 0);
  }

  @Test
  void coloursAreTheLabelsWhereBlackIsTransparent() throws IOException {
    assertLabels(png(3, PngWriter.GREY_ALPHA).samples(6, 0, 0, 3, 255, 5, 1), 0, 3, 5);
    assertLabels(png(2, PngWriter.RGB_ALPHA).samples(8, 0, 0, 0, 0, 8, 8, 8, 255), 0, 8);
  }

  @Test
  void paletteEntriesMayBeTransparent() throws IOException {
    byte[] white = {-1, -1, -1, -1, -1, -1};
    assertLabels(
        png(3, PngWriter.PALETTE).chunk("PLTE", white).chunk("tRNS", (byte) 0).samples(3, 0, 1, 0),
        0,
        255,
        0);
    assertContradiction(png(3, PngWriter.PALETTE)
        .chunk("PLTE", new byte[] {9, 9, 9, 5, 5, 5, 0, 0, 0})
        .chunk("tRNS", (byte) 0)
        .samples(3, 0, 1, 2));
  }

  @Test
  void aPaletteWithoutTransparencyIsItsColours() throws IOException {
    assertLabels(
        png(2, PngWriter.PALETTE).chunk("PLTE", new byte[] {0, 0, 0, 1, 1, 1}).samples(2, 1, 0),
        1,
        0);
  }

  @Test
  void oneColourMayBeTransparent() throws IOException {
    assertLabels(
        png(3, PngWriter.GREY).chunk("tRNS", new byte[] {0, 0}).samples(3, 0, 6, 1), 0, 6, 1);
    assertLabels(
        png(2, PngWriter.RGB)
            .chunk("tRNS", new byte[] {0, 0, 0, 0, 0, 0})
            .samples(6, 0, 0, 0, 4, 4, 4),
        0,
        4);
    assertContradiction(png(2, PngWriter.GREY).chunk("tRNS", new byte[] {0, 6}).samples(2, 0, 6));
  }

  @Test
  void greyOfFewerBitsComparesItsOwnSamplesWithTheTransparentColour() throws IOException {
    PngWriter png = PngWriter.of(8, 1, 1, PngWriter.GREY).chunk("tRNS", new byte[] {0, 0});

    assertLabels(png.rows(new byte[] {0, 0b0110_0001}), 0, 255, 255, 0, 0, 0, 0, 255);
  }

  @Test
  void contradictionsAreRefused() {
    assertContradiction(png(3, PngWriter.GREY_ALPHA).samples(6, 0, 255, 9, 255, 9, 0));
    assertContradiction(png(2, PngWriter.GREY_ALPHA).samples(4, 3, 128, 4, 128));
    assertContradiction(png(2, PngWriter.RGB_ALPHA).samples(8, 0, 0, 0, 255, 1, 1, 1, 0));
  }

  @Test
  void transparencyThatDoesntFitIsRefusedOnlyWhereItMatters() throws IOException {
    PngWriter png = png(1, PngWriter.GREY).chunk("tRNS", new byte[3]).samples(1, 5);
    Path file = Files.write(folder.resolve("mask.png"), png.end());

    assertThat(Images.read(file).sample(0, 0, 0)).isEqualTo(5);
    assertThatThrownBy(() -> Images.readLabels(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("tRNS");
  }
}
