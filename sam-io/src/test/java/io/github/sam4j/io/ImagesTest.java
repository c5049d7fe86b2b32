// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.image.RgbImage;
import io.github.sam4j.mask.Mask;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ImagesTest {
  @TempDir
  private Path folder;

  private static byte[] encode(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, out)).isTrue();
    return out.toByteArray();
  }

  private static BufferedImage noise(int width, int height, int type) {
    BufferedImage image = new BufferedImage(width, height, type);
    Random random = new Random(width * 31L + height);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, random.nextInt() | 0xFF000000);
      }
    }
    return image;
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_BYTE_INDEXED,
        BufferedImage.TYPE_BYTE_BINARY
      })
  void pngHasThePixelsThatAnotherDecoderFinds(int type) throws IOException {
    BufferedImage expected = noise(37, 11, type);

    RgbImage image = read(encode(expected, "png"));

    for (int y = 0; y < 11; y++) {
      for (int x = 0; x < 37; x++) {
        Color color = new Color(expected.getRGB(x, y));
        assertThat(image.sample(x, y, 0)).isEqualTo(color.getRed());
        assertThat(image.sample(x, y, 1)).isEqualTo(color.getGreen());
        assertThat(image.sample(x, y, 2)).isEqualTo(color.getBlue());
      }
    }
  }

  @Test
  void greyIsCopiedToAllChannels() throws IOException {
    BufferedImage grey = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_GRAY);
    grey.getRaster().setSample(1, 0, 0, 77);

    assertThat(read(encode(grey, "png")).toByteArray()).containsExactly(0, 0, 0, 77, 77, 77);
  }

  @Test
  void alphaIsDroppedWithoutBlending() throws IOException {
    BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0x40102030);

    assertThat(read(encode(image, "png")).toByteArray()).containsExactly(0x10, 0x20, 0x30);
  }

  @Test
  void jpegIsReadInRgbOrder() throws IOException {
    BufferedImage red = new BufferedImage(16, 8, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 16 * 8; i++) {
      red.setRGB(i % 16, i / 16, 0xC01020);
    }

    RgbImage image = read(encode(red, "jpg"));

    assertThat(image.width()).isEqualTo(16);
    assertThat(image.sample(5, 5, 0)).isBetween(0xBA, 0xC6);
    assertThat(image.sample(5, 5, 2)).isBetween(0x1A, 0x26);
  }

  @Test
  void jpegOrientationIsNotApplied() throws IOException {
    byte[] jpeg = encode(noise(24, 8, BufferedImage.TYPE_INT_RGB), "jpg");
    byte[] exif = {
      (byte) 0xFF,
      (byte) 0xE1,
      0,
      34,
      'E',
      'x',
      'i',
      'f',
      0,
      0,
      'M',
      'M',
      0,
      42,
      0,
      0,
      0,
      8,
      0,
      1,
      0x01,
      0x12,
      0,
      3,
      0,
      0,
      0,
      1,
      0,
      6,
      0,
      0,
      0,
      0,
      0,
      0
    };
    ByteBuffer turned = ByteBuffer.allocate(jpeg.length + exif.length)
        .put(jpeg, 0, 2)
        .put(exif)
        .put(jpeg, 2, jpeg.length - 2);

    RgbImage image = read(turned.array());

    assertThat(image).isEqualTo(read(jpeg));
    assertThat(image.width()).isEqualTo(24);
  }

  @Test
  void sixteenBitsAreRefused() throws IOException {
    byte[] png = encode(new BufferedImage(3, 3, BufferedImage.TYPE_USHORT_GRAY), "png");

    assertRefused(png, "at most 8 bits per sample, got 16");
  }

  @Test
  void truncatedFilesAreRefusedAtEveryLength() throws IOException {
    BufferedImage picture = noise(40, 30, BufferedImage.TYPE_INT_RGB);
    for (String format : new String[] {"png", "jpg"}) {
      byte[] file = encode(picture, format);
      for (int length = 0; length < file.length; length += 97) {
        assertRefused(Arrays.copyOf(file, length), "expected");
      }
      assertRefused(Arrays.copyOf(file, file.length - 1), "truncated");
    }
  }

  @Test
  void pngWithTooFewRowsIsRefused() throws IOException {
    byte[] png = encode(noise(20, 20, BufferedImage.TYPE_INT_RGB), "png");
    ByteBuffer bytes = ByteBuffer.wrap(png);
    bytes.putInt(20, 40);
    bytes.putInt(29, checksum(png, 12, 17));

    assertRefused(png, "truncated PNG: expected 2440 bytes of pixel data, got 1220");
  }

  @Test
  void pngWithAWrongChecksumIsRefused() throws IOException {
    byte[] png = encode(noise(20, 20, BufferedImage.TYPE_INT_RGB), "png");
    png[png.length / 2] ^= 4;

    assertRefused(png, "wrong checksum of chunk IDAT");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 32_768, Integer.MAX_VALUE})
  void impossibleSidesAreRefusedBeforeDecoding(int width) throws IOException {
    byte[] png = encode(noise(2, 2, BufferedImage.TYPE_INT_RGB), "png");
    ByteBuffer bytes = ByteBuffer.wrap(png);
    bytes.putInt(16, width);
    bytes.putInt(29, checksum(png, 12, 17));

    assertRefused(png, "image sides must be in");
  }

  private static int checksum(byte[] file, int from, int count) {
    CRC32 crc = new CRC32();
    crc.update(file, from, count);
    return (int) crc.getValue();
  }

  @Test
  void otherFilesAreRefused() {
    assertRefused(new byte[0], "empty file");
    assertRefused(new byte[100], "begins like neither");
    assertRefused("GIF89a and more".getBytes(StandardCharsets.US_ASCII), "got a GIF");
    assertThatThrownBy(() -> Images.read(folder.resolve("none.png")))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("none.png");
    assertThatThrownBy(() -> Images.read(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("folder");
  }

  @Test
  void otherFormatsAreRefusedByTheirNames() {
    assertNamed("II*\0", "a TIFF");
    assertNamed("MM\0*", "a TIFF");
    assertNamed("BM6", "a BMP");
    assertNamed("\0\0\0\30ftypheic", "a HEIC");
    assertNamed("\0\0\0\40ftypmif1", "a HEIC");
    assertNamed("\0\0\0\40ftypavif", "an AVIF");
    assertNamed("RIFF\1\2\3\4WEBP", "a WebP");
    assertNamed("\u008AMNG\r\n", "an MNG");
    assertNamed("\0".repeat(128) + "DICM", "a DICOM file");
  }

  private void assertNamed(String beginning, String name) {
    byte[] file = Arrays.copyOf(beginning.getBytes(StandardCharsets.ISO_8859_1), 200);

    assertRefused(file, "expected a PNG or JPEG picture, got " + name);
  }

  @Test
  void errorsWhileReadingNameTheFile() {
    Path memory = Path.of("/proc/self/mem");
    Assumptions.assumeTrue(Files.isReadable(memory), "needs a file that can't be read at 0");

    assertThatThrownBy(() -> Images.read(memory))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining(memory.toString());
  }

  @Test
  void picturesAreToldByTheirFirstBytes() throws IOException {
    BufferedImage picture = noise(3, 2, BufferedImage.TYPE_INT_RGB);

    assertThat(isPicture(encode(picture, "png"))).isTrue();
    assertThat(isPicture(encode(picture, "jpg"))).isTrue();
    assertThat(isPicture(Arrays.copyOf(encode(picture, "png"), 8))).isTrue();
    assertThat(isPicture(Arrays.copyOf(encode(picture, "png"), 7))).isFalse();
    assertThat(isPicture(encode(picture, "bmp"))).isFalse();
    assertThat(isPicture(new byte[0])).isFalse();
    assertThat(isPicture(new byte[400])).isFalse();
  }

  private boolean isPicture(byte[] file) throws IOException {
    return Images.isPicture(Files.write(folder.resolve("volume.nii"), file));
  }

  @Test
  void whatIsNoFileIsNeitherAPictureNorAnything() {
    assertThatThrownBy(() -> Images.isPicture(folder.resolve("none.png")))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("none.png");
    assertThatThrownBy(() -> Images.isPicture(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("got a folder");
  }

  @Test
  void picturesSurviveWritingAndReading() throws IOException {
    byte[] samples = new byte[7 * 5 * 3];
    new Random(3).nextBytes(samples);
    RgbImage image = RgbImage.of(7, 5, samples);
    Path file = folder.resolve("picture.png");

    Images.writePng(image, file);

    assertThat(Images.read(file)).isEqualTo(image);
    assertThat(new Color(ImageIO.read(file.toFile()).getRGB(6, 4)).getRed())
        .isEqualTo(image.sample(6, 4, 0));
  }

  @Test
  void masksAreWrittenAsBlackAndWhite() throws IOException {
    Mask mask = Mask.of(3, 2, (x, y) -> x > y);
    Path file = folder.resolve("mask.png");

    Images.writePng(mask, file);

    assertThat(Images.read(file)).isEqualTo(RgbImage.ofGrey(3, 2, mask.toByteArray(255)));
    assertThat(ImageIO.read(file.toFile()).getType()).isEqualTo(BufferedImage.TYPE_BYTE_GRAY);
  }

  @Test
  void missingFolderIsRefusedWhenWriting() {
    assertThatThrownBy(
            () -> Images.writePng(Mask.empty(1, 1), folder.resolve("none").resolve("a.png")))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("folder");
  }

  private void assertRefused(byte[] file, String messagePart) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(messagePart)
        .hasMessageContaining(folder.toString());
  }

  private RgbImage read(byte[] file) throws IOException {
    return Images.read(Files.write(folder.resolve("file"), file));
  }
}
