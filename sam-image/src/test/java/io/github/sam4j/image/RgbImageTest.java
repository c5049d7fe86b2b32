// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RgbImageTest {
  @Test
  void samplesAreCopiedOnTheWayIn() {
    byte[] samples = {1, 2, 3, 4, 5, 6};
    RgbImage image = RgbImage.of(2, 1, samples);

    Arrays.fill(samples, (byte) 9);

    assertThat(image.toByteArray()).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void samplesAreCopiedOnTheWayOut() {
    RgbImage image = RgbImage.of(2, 1, new byte[] {1, 2, 3, 4, 5, 6});

    Arrays.fill(image.toByteArray(), (byte) 9);

    assertThat(image.toByteArray()).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void greyValuesAreCopiedOnTheWayIn() {
    byte[] grey = {7};
    RgbImage image = RgbImage.ofGrey(1, 1, grey);

    grey[0] = 8;

    assertThat(image.sample(0, 0, 0)).isEqualTo(7);
  }

  @Test
  void greyIsRepeatedInAllChannels() {
    RgbImage image = RgbImage.ofGrey(2, 2, new byte[] {0, 1, (byte) 128, (byte) 255});

    byte[] high = {(byte) 128, (byte) 255};
    assertThat(image.toByteArray())
        .containsExactly(0, 0, 0, 1, 1, 1, high[0], high[0], high[0], high[1], high[1], high[1]);
  }

  @Test
  void sampleIsUnsignedAndAddressedByColumnRowChannel() {
    RgbImage image = RgbImage.of(2, 2, new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, (byte) 250, 11});

    assertThat(image.sample(1, 0, 2)).isEqualTo(5);
    assertThat(image.sample(0, 1, 0)).isEqualTo(6);
    assertThat(image.sample(1, 1, 1)).isEqualTo(250);
  }

  @ParameterizedTest(name = "({0}, {1}) channel {2}")
  @CsvSource({"-1, 0, 0", "2, 0, 0", "0, -1, 0", "0, 3, 0", "0, 0, -1", "0, 0, 3"})
  void sampleOutsideOfTheImageIsRefused(int x, int y, int channel) {
    RgbImage image = RgbImage.ofGrey(2, 3, new byte[6]);

    assertThatThrownBy(() -> image.sample(x, y, channel))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageContaining("x=" + x + " y=" + y + " channel=" + channel)
        .hasMessageContaining("width=2 height=3");
  }

  @ParameterizedTest(name = "{0}x{1}")
  @CsvSource({"0, 1", "1, 0", "-4, 4", "40000, 1", "1, 40000", "32768, 1"})
  void sidesOutOfRangeAreRefused(int width, int height) {
    assertThatThrownBy(() -> RgbImage.of(width, height, new byte[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[1, 32767]")
        .hasMessageContaining("width=" + width + " height=" + height);
  }

  @ParameterizedTest(name = "{0}x{1}")
  @CsvSource({"32767, 32767", "26755, 26755", "32767, 21846"})
  void moreSamplesThanAnArrayHoldsAreRefused(int width, int height) {
    assertThatThrownBy(() -> RgbImage.ofGrey(width, height, new byte[1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pixels")
        .hasMessageContaining("width=" + width + " height=" + height);
  }

  @Test
  void largestSizesPassTheCheckBeforeAnythingIsAllocated() {
    assertThatCode(() -> RgbImage.checkSize(32_767, 21_845)).doesNotThrowAnyException();
    assertThatCode(() -> RgbImage.checkSize(26_754, 26_754)).doesNotThrowAnyException();
  }

  @Test
  void sidesBeyondIntAreRefused() {
    assertThatThrownBy(() -> RgbImage.checkSize(1L << 32, 1L << 32))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("width=4294967296");
  }

  @ParameterizedTest(name = "{0} samples")
  @CsvSource({"0", "17", "19", "6"})
  void colourArrayOfAnotherLengthIsRefused(int length) {
    assertThatThrownBy(() -> RgbImage.of(2, 3, new byte[length]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected 18")
        .hasMessageContaining("got " + length);
  }

  @ParameterizedTest(name = "{0} samples")
  @CsvSource({"0", "5", "7", "18"})
  void greyArrayOfAnotherLengthIsRefused(int length) {
    assertThatThrownBy(() -> RgbImage.ofGrey(2, 3, new byte[length]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected 6")
        .hasMessageContaining("got " + length);
  }

  @Test
  void imagesOfEqualSizeAndSamplesAreEqual() {
    RgbImage image = RgbImage.ofGrey(2, 3, new byte[6]);

    assertThat(image)
        .isEqualTo(RgbImage.of(2, 3, new byte[18]))
        .hasSameHashCodeAs(RgbImage.of(2, 3, new byte[18]))
        .isNotEqualTo(RgbImage.ofGrey(3, 2, new byte[6]))
        .isNotEqualTo(RgbImage.ofGrey(2, 3, new byte[] {0, 0, 0, 0, 0, 1}))
        .hasToString("RgbImage[2x3]");
  }

  @Test
  void cropHoldsTheSamplesOfItsPart() {
    byte[] samples = new byte[7 * 5 * 3];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) i;
    }
    RgbImage image = RgbImage.of(7, 5, samples);

    RgbImage crop = image.crop(2, 1, 4, 3);

    assertThat(crop.width()).isEqualTo(4);
    assertThat(crop.height()).isEqualTo(3);
    for (int y = 0; y < 3; y++) {
      for (int x = 0; x < 4; x++) {
        for (int c = 0; c < 3; c++) {
          assertThat(crop.sample(x, y, c)).isEqualTo(image.sample(2 + x, 1 + y, c));
        }
      }
    }
    assertThat(image.crop(0, 0, 7, 5)).isEqualTo(image);
  }

  @ParameterizedTest(name = "{2}x{3} at {0},{1}")
  @CsvSource({
    "-1, 0, 1, 1",
    "0, -1, 1, 1",
    "6, 0, 2, 1",
    "0, 4, 1, 2",
    "0, 0, 0, 1",
    "0, 0, 1, 0",
    "1, 0, 2147483647, 1",
    "0, 1, 1, 2147483647"
  })
  void cropOutsideOfTheImageIsRefused(int x, int y, int width, int height) {
    RgbImage image = RgbImage.of(7, 5, new byte[7 * 5 * 3]);

    assertThatThrownBy(() -> image.crop(x, y, width, height))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageContaining("x=" + x + " y=" + y)
        .hasMessageContaining("width=7 height=5");
  }
}
