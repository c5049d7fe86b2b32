// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.io.Images;
import io.github.sam4j.io.Volumes;
import io.github.sam4j.io.volume.Axis;
import io.github.sam4j.io.volume.Intensity;
import io.github.sam4j.io.volume.Slice;
import io.github.sam4j.testing.SharedData;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares pictures with those that the reference implementation was run on. */
final class ReferenceSlicesTest {
  @ParameterizedTest
  @CsvSource({"hippocampus_001, Task04_Hippocampus, false", "spleen_2, Task09_Spleen, true"})
  void greysAreThoseOfTheReference(String name, String task, boolean ct)
      throws IOException, NoSuchAlgorithmException {
    JsonNode golden = SharedData.json("golden/protocol/open/" + name + "/slices.json");
    List<Slice> images = slices("msd/" + task + "/imagesTr/" + name + ".nii.gz");
    List<Slice> labels = slices("msd/" + task + "/labelsTr/" + name + ".nii.gz");
    Intensity intensity = ct ? Intensity.softTissue() : Intensity.minMaxVolume();

    assertThat(intensity.range(images.get(0)).lo())
        .isEqualTo(golden.get("intensity").get("lo").asDouble());
    assertThat(intensity.range(images.get(0)).hi())
        .isEqualTo(golden.get("intensity").get("hi").asDouble());
    assertThat(golden.get("slices")).isNotEmpty();
    for (JsonNode slice : golden.get("slices")) {
      int k = slice.get("k").asInt();
      RgbImage image = images.get(k).toRgb(intensity);
      assertThat(image.height()).isEqualTo(slice.get("size").get(0).asInt());
      assertThat(image.width()).isEqualTo(slice.get("size").get(1).asInt());
      assertThat(sha256(grey(image)))
          .as("k=%s", k)
          .isEqualTo(slice.get("image_sha256").asText());
      assertThat(labels.get(k).foreground().area())
          .isEqualTo(slice.get("object_area").asLong());
    }
  }

  private static List<Slice> slices(String name) throws IOException {
    return Volumes.read(SharedData.require("testdata/" + name)).slices(Axis.THROUGH_PLANE);
  }

  private static byte[] grey(RgbImage image) {
    byte[] rgb = image.toByteArray();
    byte[] grey = new byte[rgb.length / 3];
    for (int i = 0; i < grey.length; i++) {
      grey[i] = rgb[3 * i];
    }
    return grey;
  }

  private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void goldenPictureOfTheHippocampusIsItsSlice() throws IOException {
    Path picture = SharedData.require("golden/open/hippocampus_mr/image.png");

    RgbImage image = slices("msd/Task04_Hippocampus/imagesTr/hippocampus_001.nii.gz")
        .get(17)
        .toRgb(Intensity.minMaxVolume());

    assertThat(image).isEqualTo(Images.read(picture));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"brain1_mr", "dog", "hippocampus_mr", "spleen_ct", "sunnybrook_mr", "truck"})
  void picturesHaveThePixelsThatAnotherDecoderFinds(String name) throws IOException {
    Path file = SharedData.require("golden/open/" + name + "/image.png");
    BufferedImage expected = ImageIO.read(file.toFile());

    RgbImage image = Images.read(file);

    assertThat(image.width()).isEqualTo(expected.getWidth());
    assertThat(image.height()).isEqualTo(expected.getHeight());
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        int rgb = image.sample(x, y, 0) << 16 | image.sample(x, y, 1) << 8 | image.sample(x, y, 2);
        if (rgb != (expected.getRGB(x, y) & 0xFFFFFF)) {
          assertThat(rgb).as("x=%s y=%s", x, y).isEqualTo(expected.getRGB(x, y) & 0xFFFFFF);
        }
      }
    }
  }
}
