// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.image.RgbImage;
import io.github.sam4j.io.volume.Intensity;
import io.github.sam4j.mask.Mask;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DirectColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BufferedImagesTest {
  private static BufferedImage noise(BufferedImage image) {
    Random random = new Random(18);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        image.setRGB(x, y, random.nextInt());
      }
    }
    return image;
  }

  private static BufferedImage noise(int type) {
    return noise(new BufferedImage(37, 11, type));
  }

  private static BufferedImage component(int space, boolean alpha, int transferType) {
    var colours = new ComponentColorModel(
        ColorSpace.getInstance(space),
        alpha,
        false,
        alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE,
        transferType);
    return new BufferedImage(colours, colours.createCompatibleWritableRaster(37, 11), false, null);
  }

  private static byte[] png(BufferedImage image) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, "png", out)).isTrue();
    return out.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_INT_ARGB,
        BufferedImage.TYPE_INT_BGR,
        BufferedImage.TYPE_3BYTE_BGR,
        BufferedImage.TYPE_4BYTE_ABGR,
        BufferedImage.TYPE_BYTE_GRAY,
        BufferedImage.TYPE_BYTE_INDEXED,
        BufferedImage.TYPE_BYTE_BINARY
      })
  void samplesAreThoseOfTheFile(int type) throws IOException {
    BufferedImage held = noise(type);
    byte[] file = png(held);
    RgbImage expected = Images.read(file);

    assertThat(BufferedImages.toRgb(held)).isEqualTo(expected);
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(file));
    assertThat(BufferedImages.toRgb(read)).isEqualTo(expected);
    assertThat(BufferedImages.toRgb(held.getSubimage(5, 3, 20, 7)))
        .isEqualTo(expected.crop(5, 3, 20, 7));
  }

  @Test
  void samplesOfGreyWithAlphaAreThoseOfTheFile() throws IOException {
    BufferedImage held = noise(component(ColorSpace.CS_GRAY, true, DataBuffer.TYPE_BYTE));
    byte[] file = png(held);

    assertThat(BufferedImages.toRgb(held)).isEqualTo(Images.read(file));
    assertThat(BufferedImages.toRgb(ImageIO.read(new ByteArrayInputStream(file))))
        .isEqualTo(Images.read(file));
  }

  @Test
  void colourSpacesAreNotConverted() {
    BufferedImage linear = component(ColorSpace.CS_LINEAR_RGB, false, DataBuffer.TYPE_BYTE);
    linear.getRaster().setPixel(2, 1, new int[] {10, 100, 200});

    RgbImage image = BufferedImages.toRgb(linear);

    assertThat(image.sample(2, 1, 0)).isEqualTo(10);
    assertThat(image.sample(2, 1, 1)).isEqualTo(100);
    assertThat(image.sample(2, 1, 2)).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(ints = {BufferedImage.TYPE_INT_ARGB_PRE, BufferedImage.TYPE_4BYTE_ABGR_PRE})
  void premultipliedColoursAreRefused(int type) {
    BufferedImage picture = noise(type);

    assertThatThrownBy(() -> BufferedImages.toRgb(picture))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("premultiplied");
  }

  @Test
  void otherDepthsAndColoursAreRefused() {
    assertThatThrownBy(() -> BufferedImages.toRgb(noise(BufferedImage.TYPE_USHORT_GRAY)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 16; say by an Intensity.Range");
    assertThatThrownBy(() -> BufferedImages.toRgb(noise(BufferedImage.TYPE_USHORT_565_RGB)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected 8 bits per sample, got 5");
    BufferedImage deep = component(ColorSpace.CS_sRGB, true, DataBuffer.TYPE_USHORT);
    assertThatThrownBy(() -> BufferedImages.toRgb(deep))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 16; convert");
    BufferedImage xyz = component(ColorSpace.CS_CIEXYZ, false, DataBuffer.TYPE_BYTE);
    assertThatThrownBy(() -> BufferedImages.toRgb(xyz))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected RGB or grey");
    var deepBlue = new DirectColorModel(32, 0xFFC00000, 0x3FF000, 0xFFC);
    var packed =
        new BufferedImage(deepBlue, deepBlue.createCompatibleWritableRaster(3, 2), false, null);
    assertThatThrownBy(() -> BufferedImages.toRgb(packed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 10");
  }

  @Test
  void deepGreysAreMappedByTheRangeFromAllBits() throws IOException {
    BufferedImage deep = new BufferedImage(4, 1, BufferedImage.TYPE_USHORT_GRAY);
    int[] samples = {999, 1000, 1064, 65535};
    deep.getRaster().setSamples(0, 0, 4, 1, 0, samples);
    Intensity.Range range = new Intensity.Range(1000, 1128);

    BufferedImage read = ImageIO.read(new ByteArrayInputStream(png(deep)));

    RgbImage expected = RgbImage.ofGrey(4, 1, new byte[] {0, 0, (byte) 128, (byte) 255});
    assertThat(BufferedImages.toRgb(deep, range)).isEqualTo(expected);
    assertThat(BufferedImages.toRgb(read, range)).isEqualTo(expected);
    assertThatThrownBy(() -> BufferedImages.toRgb(noise(BufferedImage.TYPE_INT_RGB), range))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected grey samples");
    BufferedImage floats = component(ColorSpace.CS_GRAY, false, DataBuffer.TYPE_FLOAT);
    assertThatThrownBy(() -> BufferedImages.toRgb(floats, range))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("8 or 16 bits");
  }

  @Test
  void picturesAndMasksComeBack() {
    RgbImage image = BufferedImages.toRgb(noise(BufferedImage.TYPE_INT_RGB));
    Mask mask = Mask.of(70, 5, (x, y) -> (x * y) % 3 == 1);

    assertThat(BufferedImages.toRgb(BufferedImages.of(image))).isEqualTo(image);
    assertThat(BufferedImages.toMask(BufferedImages.of(mask))).isEqualTo(mask);
    assertThat(BufferedImages.toMask(BufferedImages.of(Mask.empty(3, 2))).isEmpty())
        .isTrue();
  }

  @Test
  void masksOfSeveralColoursOrWithTransparencyAreRefused() {
    BufferedImage greys = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_GRAY);
    greys.getRaster().setSample(1, 0, 0, 255);
    greys.getRaster().setSample(2, 1, 0, 7);
    assertThatThrownBy(() -> BufferedImages.toMask(greys))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("#ffffff and #070707 at x=2 y=1");
    BufferedImage transparent = new BufferedImage(3, 2, BufferedImage.TYPE_INT_ARGB);
    assertThatThrownBy(() -> BufferedImages.toMask(transparent))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got alpha=0 at x=0 y=0");
  }

  @Test
  void streamsAndArraysAreReadAsFilesAre() throws IOException {
    RgbImage image = BufferedImages.toRgb(noise(BufferedImage.TYPE_INT_RGB));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Images.writePng(image, out);
    byte[] file = out.toByteArray();

    assertThat(Images.read(file)).isEqualTo(image);
    assertThat(Images.read(new ByteArrayInputStream(file))).isEqualTo(image);
    assertThat(Images.readUpright(file)).isEqualTo(image);
    assertThat(Images.readUpright(new ByteArrayInputStream(file))).isEqualTo(image);
    assertThat(Images.readLabels(file)).isEqualTo(image);
    assertThat(Images.readLabels(new ByteArrayInputStream(file))).isEqualTo(image);
    assertThatThrownBy(() -> Images.read(new byte[] {1, 2, 3}))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("expected a PNG or JPEG picture");
  }

  @Test
  void masksAreWrittenToStreams() throws IOException {
    Mask mask = Mask.of(9, 4, (x, y) -> x > y);
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    Images.writePng(mask, out);

    BufferedImage read = ImageIO.read(new ByteArrayInputStream(out.toByteArray()));
    assertThat(BufferedImages.toMask(read)).isEqualTo(mask);
  }
}
