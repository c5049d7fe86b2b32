// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.preprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.testing.Picture;
import io.github.sam4j.testing.SharedData;
import io.github.sam4j.weights.ModelSpec;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FrameResizeTest {
  private static final long SEED = 1021;
  private static final int CHANNELS = 3;

  @Test
  void samplesEqualThoseOfTheReferenceInEveryByte() throws IOException {
    JsonNode pictures = SharedData.json("golden/resize/resize.json").get("images");
    assertThat(pictures).hasSize(12);
    for (JsonNode picture : pictures) {
      RgbImage in = golden(picture.get("input").asText());
      RgbImage out = golden(picture.get("output").asText());

      FrameResize resize = FrameResize.of(ModelSpec.sam1(), in.width(), in.height());

      assertThat(resize.apply(in)).as(picture.get("name").asText()).isEqualTo(out);
    }
  }

  private static RgbImage golden(String file) throws IOException {
    Picture picture = Picture.read(SharedData.require("golden/resize/" + file));
    return RgbImage.of(picture.width(), picture.height(), picture.rgb());
  }

  @ParameterizedTest(name = "{0}x{1} becomes {2}x{3}")
  @CsvSource({
    "1024, 1024, 1024, 1024",
    "320, 320, 1024, 1024",
    "1800, 1200, 1024, 683",
    "1200, 1800, 683, 1024",
    "769, 1025, 768, 1024",
    "1, 1, 1024, 1024",
    "1, 300, 3, 1024",
    "2048, 1, 1024, 1",
    "512, 511, 1024, 1022",
  })
  void longestSideBecomes1024AndTheOtherIsRounded(
      int width, int height, int resizedWidth, int resizedHeight) {
    FrameResize resize = FrameResize.of(ModelSpec.sam1(), width, height);

    assertThat(resize.resizedWidth()).isEqualTo(resizedWidth);
    assertThat(resize.resizedHeight()).isEqualTo(resizedHeight);
    assertThat(resize.width()).isEqualTo(width);
    assertThat(resize.height()).isEqualTo(height);
  }

  @ParameterizedTest(name = "{0}x{1} becomes {2}x{3}")
  @CsvSource({
    "100, 40, LONGEST_SIDE, 256, 102",
    "1800, 1200, LONGEST_SIDE, 256, 171",
    "100, 40, STRETCH, 256, 256",
    "1, 32767, STRETCH, 256, 256"
  })
  void frameAndModeAreThoseOfTheModel(
      int width, int height, ModelSpec.Resize mode, int resizedWidth, int resizedHeight) {
    ModelSpec spec = ModelSpec.builder(256, 16).resize(mode).build();

    FrameResize resize = FrameResize.of(spec, width, height);

    assertThat(resize.resizedWidth()).isEqualTo(resizedWidth);
    assertThat(resize.resizedHeight()).isEqualTo(resizedHeight);
    assertThat(resize.toFrameX(width)).isEqualTo(resizedWidth);
    assertThat(resize.toFrameY(height)).isEqualTo(resizedHeight);
  }

  @ParameterizedTest(name = "{0}x{1}")
  @CsvSource({"1, 2049", "2049, 1", "3, 6500", "32767, 15"})
  void imageWhoseShortSideRoundsToNothingIsRefused(int width, int height) {
    assertThatThrownBy(() -> FrameResize.of(ModelSpec.sam1(), width, height))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("too thin")
        .hasMessageContaining("width=" + width + " height=" + height);
  }

  @ParameterizedTest(name = "{0}x{1}")
  @CsvSource({"0, 5", "5, 0", "-1, 5", "32768, 32768"})
  void sidesOutOfRangeAreRefused(int width, int height) {
    assertThatThrownBy(() -> FrameResize.of(ModelSpec.sam1(), width, height))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("width=" + width + " height=" + height);
  }

  @Test
  void imageOfAnotherSizeIsRefused() {
    FrameResize resize = FrameResize.of(ModelSpec.sam1(), 7, 5);
    RgbImage turned = RgbImage.ofGrey(5, 7, new byte[35]);

    assertThatThrownBy(() -> resize.apply(turned))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("width=7 height=5")
        .hasMessageContaining("5x7");
  }

  @Test
  void imageThatFitsIsReturnedWithItsOwnSamples() {
    RgbImage image = random(new Random(SEED), 1024, 3);

    assertThat(FrameResize.of(ModelSpec.sam1(), 1024, 3).apply(image)).isEqualTo(image);
  }

  @Test
  void coordinatesScaleBySidesAfterRounding() {
    FrameResize resize = FrameResize.of(ModelSpec.sam1(), 1800, 1200);

    // 1200 rows become 683, not 682.67: the two axes scale differently
    assertThat(resize.toFrameX(900)).isEqualTo((float) (900 * (1024.0 / 1800)));
    assertThat(resize.toFrameY(600)).isEqualTo((float) (600 * (683.0 / 1200)));
    assertThat(resize.toFrameX(0)).isZero();
    assertThat(resize.toFrameY(1200)).isEqualTo(683f);
  }

  @Test
  void textTellsBothSizes() {
    assertThat(FrameResize.of(ModelSpec.sam1(), 1800, 1200))
        .hasToString("FrameResize[1800x1200 -> 1024x683]");
  }

  @ParameterizedTest(name = "{0}x{1}, seed 1021")
  @CsvSource({
    "1, 1",
    "2, 1",
    "1, 2",
    "2, 3",
    "3, 2",
    "1, 300",
    "1021, 1",
    "1, 1021",
    "2047, 1",
    "1, 2047",
    "1024, 1023",
    "1023, 1024",
    "1025, 1024",
    "1024, 3",
    "3, 1024",
    "1301, 1024",
    "1024, 1301",
    "13, 7",
    "17, 31",
    "1301, 11",
    "5, 1499",
    "1301, 401",
    "3001, 13",
    "13, 3001",
    "32767, 17",
    "17, 32767",
    "111, 32767"
  })
  void samplesEqualThoseOfTwoPlainPassesInEveryByte(int width, int height) {
    RgbImage image = random(new Random(SEED), width, height);
    FrameResize resize = FrameResize.of(ModelSpec.sam1(), width, height);

    RgbImage resized = resize.apply(image);

    assertThat(resized)
        .isEqualTo(NaiveResize.resize(image, resize.resizedWidth(), resize.resizedHeight()));
  }

  @ParameterizedTest(name = "{0}x{1}")
  @CsvSource({"1, 2", "1800, 1200", "1025, 1023", "13, 3001", "32767, 17"})
  void darkestAndBrightestPicturesStayWhatTheyAre(int width, int height) {
    FrameResize resize = FrameResize.of(ModelSpec.sam1(), width, height);
    for (byte extreme : new byte[] {0, (byte) 255}) {
      byte[] grey = new byte[width * height];
      Arrays.fill(grey, extreme);

      byte[] resized = resize.apply(RgbImage.ofGrey(width, height, grey)).toByteArray();

      assertThat(resized).containsOnly(extreme);
    }
  }

  @ParameterizedTest(name = "{0}x{1}, seed 1021")
  @CsvSource({"1, 1", "2, 3", "13, 7", "23, 23", "17, 31", "1301, 11", "5, 1499", "1301, 401"})
  void samplesAreWithinOneOfAResizeInDoublePrecision(int width, int height) {
    RgbImage image = random(new Random(SEED), width, height);
    FrameResize resize = FrameResize.of(ModelSpec.sam1(), width, height);

    RgbImage resized = resize.apply(image);

    double[] expected = naive(image, resize);
    byte[] actual = resized.toByteArray();
    assertThat(actual).hasSameSizeAs(expected);
    double worst = 0;
    for (int i = 0; i < expected.length; i++) {
      worst = Math.max(worst, Math.abs((actual[i] & 0xFF) - Math.rint(expected[i])));
    }
    assertThat(worst).isLessThanOrEqualTo(1);
  }

  private static RgbImage random(Random random, int width, int height) {
    byte[] samples = new byte[width * height * CHANNELS];
    random.nextBytes(samples);
    return RgbImage.of(width, height, samples);
  }

  /** A triangle filter per axis without any rounding in between. */
  private static double[] naive(RgbImage image, FrameResize resize) {
    int width = image.width();
    int height = image.height();
    int newWidth = resize.resizedWidth();
    int newHeight = resize.resizedHeight();
    double[][] columns = weights(width, newWidth);
    double[][] rows = weights(height, newHeight);
    double[] wide = new double[height * newWidth * CHANNELS];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < newWidth; x++) {
        for (int k = 0; k < width; k++) {
          double weight = columns[x][k];
          for (int c = 0; weight != 0 && c < CHANNELS; c++) {
            wide[(y * newWidth + x) * CHANNELS + c] += weight * image.sample(k, y, c);
          }
        }
      }
    }
    int rowLength = newWidth * CHANNELS;
    double[] result = new double[newHeight * rowLength];
    for (int y = 0; y < newHeight; y++) {
      for (int k = 0; k < height; k++) {
        double weight = rows[y][k];
        for (int i = 0; weight != 0 && i < rowLength; i++) {
          result[y * rowLength + i] += weight * wide[k * rowLength + i];
        }
      }
    }
    return result;
  }

  private static double[][] weights(int in, int out) {
    double scale = (double) in / out;
    double reach = Math.max(scale, 1);
    double[][] weights = new double[out][in];
    for (int i = 0; i < out; i++) {
      double sum = 0;
      for (int k = 0; k < in; k++) {
        double distance = Math.abs(k + 0.5 - (i + 0.5) * scale);
        weights[i][k] = Math.max(0, 1 - distance / reach);
        sum += weights[i][k];
      }
      for (int k = 0; k < in; k++) {
        weights[i][k] /= sum;
      }
    }
    return weights;
  }
}
