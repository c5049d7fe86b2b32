// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.sam4j.image.RgbImage;
import io.github.sam4j.testing.PngWriter;
import io.github.sam4j.testing.SharedData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Kinds of PNG, which of their pictures is read, and damage. */
final class PngTest {
  private static final int WIDTH = 11;
  private static final int HEIGHT = 7;

  @TempDir
  private Path folder;

  private RgbImage read(byte[] file) throws IOException {
    return Images.read(Files.write(folder.resolve("file.png"), file));
  }

  private void assertRefused(byte[] file, String... problem) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("file.png: ")
        .hasMessageContainingAll(problem);
  }

  @ParameterizedTest(name = "colour type {0}, depth {1}")
  @CsvSource({"0,1", "0,2", "0,4", "0,8", "2,8", "3,1", "3,2", "3,4", "3,8", "4,8", "6,8"})
  void everyKindHasTheSamplesThatWereWritten(int type, int depth) throws IOException {
    for (boolean interlaced : new boolean[] {false, true}) {
      Samples samples = new Samples(type, depth);
      PngWriter png = PngWriter.of(WIDTH, HEIGHT, depth, type, interlaced);
      if (type == PngWriter.PALETTE) {
        png.chunk("PLTE", samples.palette);
      }

      RgbImage image = read(png.rows(samples.rows(interlaced)).end());

      for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
          for (int channel = 0; channel < 3; channel++) {
            assertThat(image.sample(x, y, channel))
                .as("interlaced=%s x=%d y=%d channel=%d", interlaced, x, y, channel)
                .isEqualTo(samples.expected(x, y, channel));
          }
        }
      }
    }
  }

  /** Random samples, written with random filters. */
  private static final class Samples {
    private static final int[][] ADAM7 = {
      {0, 0, 8, 8},
      {4, 0, 8, 8},
      {0, 4, 4, 8},
      {2, 0, 4, 4},
      {0, 2, 2, 4},
      {1, 0, 2, 2},
      {0, 1, 1, 2}
    };

    private final Random random = new Random(4);
    private final int type;
    private final int depth;
    private final int channels;
    private final int[][][] values;
    private final byte[] palette;

    Samples(int type, int depth) {
      this.type = type;
      this.depth = depth;
      channels = new int[] {1, 0, 3, 1, 2, 0, 4}[type];
      values = new int[HEIGHT][WIDTH][channels];
      for (int[][] row : values) {
        for (int[] pixel : row) {
          Arrays.setAll(pixel, channel -> random.nextInt(1 << depth));
        }
      }
      palette = new byte[3 << depth];
      random.nextBytes(palette);
    }

    int expected(int x, int y, int channel) {
      int[] pixel = values[y][x];
      return switch (type) {
        case PngWriter.PALETTE -> palette[3 * pixel[0] + channel] & 0xFF;
        case PngWriter.GREY, PngWriter.GREY_ALPHA ->
          Math.round(pixel[0] * 255F / ((1 << depth) - 1));
        default -> pixel[channel];
      };
    }

    byte[] rows(boolean interlaced) {
      ByteArrayOutputStream rows = new ByteArrayOutputStream();
      for (int[] pass : interlaced ? ADAM7 : new int[][] {{0, 0, 1, 1}}) {
        int columns = (WIDTH - pass[0] + pass[2] - 1) / pass[2];
        byte[] above = new byte[(columns * channels * depth + 7) / 8];
        for (int y = pass[1]; y < HEIGHT; y += pass[3]) {
          byte[] row = new byte[above.length];
          for (int i = 0; i < columns * channels; i++) {
            int value = values[y][pass[0] + i / channels * pass[2]][i % channels];
            row[i * depth / 8] |= (byte) (value << (8 - depth - i * depth % 8));
          }
          int filter = random.nextInt(5);
          rows.write(filter);
          rows.writeBytes(filtered(filter, row, above));
          above = row;
        }
      }
      return rows.toByteArray();
    }

    private byte[] filtered(int filter, byte[] row, byte[] above) {
      int step = Math.max(1, channels * depth / 8);
      byte[] filtered = new byte[row.length];
      for (int i = 0; i < row.length; i++) {
        int a = i < step ? 0 : row[i - step] & 0xFF;
        int b = above[i] & 0xFF;
        int c = i < step ? 0 : above[i - step] & 0xFF;
        int p = a + b - c;
        int nearest = Math.abs(p - a) <= Math.abs(p - b) && Math.abs(p - a) <= Math.abs(p - c)
            ? a
            : Math.abs(p - b) <= Math.abs(p - c) ? b : c;
        filtered[i] = (byte) (row[i] - new int[] {0, a, b, (a + b) / 2, nearest}[filter]);
      }
      return filtered;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"apng-hidden-default", "apng-hidden-default-half-frame", "apng-normal"})
  void theStillPictureOfAnAnimationIsRead(String name) throws IOException {
    Path folder = SharedData.require("testdata/reports/png-apng");

    RgbImage image = Images.read(folder.resolve(name + ".png"));

    assertThat(image).isEqualTo(Images.read(folder.resolve("still.png")));
  }

  @Test
  void aGreyAnimationHasItsStillPicture() throws IOException {
    Path file = SharedData.require("testdata/reports/png-apng/apng-grey.png");

    assertThat(Images.read(file).width()).isEqualTo(64);
  }

  @ParameterizedTest
  @ValueSource(strings = {"apng-badfilter", "badfilter-still"})
  void unknownFiltersAreRefused(String name) {
    Path file = SharedData.require("testdata/reports/png-apng").resolve(name + ".png");

    assertThatThrownBy(() -> Images.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("expected a filter of 0 to 4 before each row, got 7");
  }

  @Test
  void aStillPictureOutsideOfItsAnimationIsRead() throws IOException {
    byte[] file = PngWriter.of(3, 1, 8, PngWriter.GREY)
        .chunk("acTL", new byte[] {0, 0, 0, 1, 0, 0, 0, 0})
        .samples(3, 10, 20, 30)
        .chunk("fcTL", frame(0, 3, 1))
        .chunk("fdAT", frameData(1, new byte[] {0, 90, 91, 92}))
        .end();

    assertThat(read(file)).isEqualTo(RgbImage.ofGrey(3, 1, new byte[] {10, 20, 30}));
  }

  @Test
  void aStillPictureIsReadThoughTheFrameBeforeItIsSmaller() throws IOException {
    byte[] file = PngWriter.of(2, 2, 8, PngWriter.PALETTE)
        .chunk("PLTE", new byte[] {0, 0, 0, 7, 7, 7, 9, 9, 9})
        .chunk("acTL", new byte[] {0, 0, 0, 2, 0, 0, 0, 0})
        .chunk("fcTL", frame(0, 1, 1))
        .chunk("fdAT", frameData(1, new byte[] {0, 2}))
        .samples(2, 0, 1, 1, 0)
        .chunk("fcTL", frame(2, 1, 1))
        .chunk("fdAT", frameData(3, new byte[] {0, 0}))
        .end();

    assertThat(read(file)).isEqualTo(RgbImage.ofGrey(2, 2, new byte[] {0, 7, 7, 0}));
  }

  private static byte[] frame(int sequence, int width, int height) {
    return ByteBuffer.allocate(26)
        .putInt(sequence)
        .putInt(width)
        .putInt(height)
        .putInt(20, 0x00010064)
        .array();
  }

  private static byte[] frameData(int sequence, byte[] rows) {
    byte[] data = PngWriter.deflate(rows);
    return ByteBuffer.allocate(4 + data.length).putInt(sequence).put(data).array();
  }

  @Test
  void chunksThatDescribeColourChangeNoSample() throws IOException {
    byte[] file = PngWriter.of(2, 1, 8, PngWriter.GREY)
        .chunk("gAMA", ByteBuffer.allocate(4).putInt(220_000).array())
        .chunk("sBIT", (byte) 3)
        .chunk("iCCP", "broken".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
        .samples(2, 100, 200)
        .end();

    assertThat(read(file)).isEqualTo(RgbImage.ofGrey(2, 1, new byte[] {100, (byte) 200}));
  }

  @Test
  void pixelDataMayBeCutIntoChunksAnywhere() throws IOException {
    byte[] data = PngWriter.deflate(new byte[] {0, 5, 6});
    PngWriter png = PngWriter.of(2, 1, 8, PngWriter.GREY).chunk("IDAT");
    for (byte each : data) {
      png.chunk("IDAT", each);
    }

    assertThat(read(png.chunk("IDAT").end())).isEqualTo(RgbImage.ofGrey(2, 1, new byte[] {5, 6}));
  }

  @Test
  void bytesBehindTheEndAreIgnored() throws IOException {
    byte[] file = PngWriter.of(1, 1, 8, PngWriter.GREY).samples(1, 77).end();

    assertThat(read(Arrays.copyOf(file, file.length + 50)).sample(0, 0, 0)).isEqualTo(77);
  }

  @Test
  void damageIsRefused() {
    byte[] rows = {0, 1, 0, 2};
    byte[] data = PngWriter.deflate(rows);

    assertRefused(grey().rows(new byte[] {0, 1, 5, 2}).end(), "damaged", "a filter", "got 5");
    assertRefused(grey().rows(new byte[] {0, 1, 0, 2, 0}).end(), "more than the header implies");
    assertRefused(
        grey().chunk("IDAT", Arrays.copyOf(data, data.length + 1)).end(),
        "more than the header implies");
    assertRefused(grey().rows(rows).chunk("IDAT", (byte) 0).end(), "more than the header implies");
    assertRefused(
        grey().chunk("IDAT", Arrays.copyOf(data, data.length - 2)).end(), "expected a checksum");
    data[data.length - 1] ^= 1;
    assertRefused(grey().chunk("IDAT", data).end(), "can't be decompressed");
    assertRefused(grey().rows(rows).chunk("tEXt").rows(rows).end(), "in a row", "tEXt");
    assertRefused(grey().end(), "expected pixel data before the end");
    assertRefused(grey().chunk("IHDR", new byte[13]).rows(rows).end(), "header chunk first");
    assertRefused(grey().chunk("CgBI", new byte[4]).rows(rows).end(), "required chunk CgBI");
  }

  private static PngWriter grey() {
    return PngWriter.of(1, 2, 8, PngWriter.GREY);
  }

  @Test
  void palettesThatDontFitAreRefused() {
    PngWriter without = PngWriter.of(1, 1, 2, PngWriter.PALETTE);
    assertRefused(without.rows(new byte[] {0, 0}).end(), "a palette of 1 to 4 colours, got 0");
    PngWriter tooLong = PngWriter.of(1, 1, 2, PngWriter.PALETTE).chunk("PLTE", new byte[15]);
    assertRefused(tooLong.rows(new byte[] {0, 0}).end(), "a palette of 1 to 4 colours, got 15");
    PngWriter tooShort = PngWriter.of(3, 1, 2, PngWriter.PALETTE).chunk("PLTE", new byte[6]);
    assertRefused(
        tooShort.rows(new byte[] {0, 0b01_00_10_00}).end(), "2 colours, got 2 at pixel (2, 0)");
  }

  @ParameterizedTest(name = "colour type {0}, depth {1}")
  @CsvSource({"1, 8", "7, 8", "2, 4", "0, 3", "3, 0", "6, 1"})
  void headersOfNoKindAreRefused(int type, int depth) {
    assertRefused(PngWriter.of(1, 1, depth, type).rows(new byte[9]).end(), "damaged PNG", "type");
  }

  @Test
  void sizesThatTheDataCannotHaveAreRefusedAtOnce() {
    byte[] file =
        PngWriter.of(32_000, 20_000, 8, PngWriter.RGB).rows(new byte[100_000]).end();

    assertTimeoutPreemptively(
        Duration.ofSeconds(1), () -> assertRefused(file, "truncated PNG", "1920020000"));
  }
}
