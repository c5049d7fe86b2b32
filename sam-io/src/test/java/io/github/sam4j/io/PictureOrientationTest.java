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
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rotation that a file states: not applied unless asked for. */
final class PictureOrientationTest {
  @TempDir
  private Path folder;

  private Path file(byte[] content) throws IOException {
    return Files.write(folder.resolve("picture"), content);
  }

  private static byte[] png(byte[] exif) {
    return PngWriter.of(3, 2, 8, PngWriter.GREY)
        .chunk("eXIf", exif)
        .samples(3, 1, 2, 3, 4, 5, 6)
        .end();
  }

  /** The stored rows are 123 and 456. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "0, 123 456",
    "1, 123 456",
    "2, 321 654",
    "3, 654 321",
    "4, 456 123",
    "5, 14 25 36",
    "6, 41 52 63",
    "7, 63 52 41",
    "8, 36 25 14",
    "9, 123 456"
  })
  void pixelsAreTurnedAsTheyAreDisplayed(int orientation, String rows) throws IOException {
    for (boolean littleEndian : new boolean[] {false, true}) {
      Path file = file(png(MadeJpeg.exif(orientation, littleEndian)));

      assertThat(text(Images.readUpright(file))).isEqualTo(rows);
      assertThat(text(Images.read(file))).isEqualTo("123 456");
    }
  }

  private static String text(RgbImage image) {
    StringBuilder text = new StringBuilder();
    for (int y = 0; y < image.height(); y++) {
      text.append(y == 0 ? "" : " ");
      for (int x = 0; x < image.width(); x++) {
        text.append(image.sample(x, y, 0));
      }
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void jpegIsTurnedAsPng(int orientation) throws IOException {
    byte[] jpeg = MadeJpeg.kinds().get(3);
    byte[] exif = MadeJpeg.exif(orientation, orientation % 2 == 0);
    Path plain = file(jpeg);
    RgbImage stored = Images.read(plain);
    assertThat(Images.readUpright(plain)).isEqualTo(stored);
    PngWriter png =
        PngWriter.of(stored.width(), stored.height(), 8, PngWriter.RGB).chunk("eXIf", exif);
    byte[] samples = stored.toByteArray();
    int[] unsigned = new int[samples.length];
    Arrays.setAll(unsigned, i -> samples[i]);
    RgbImage expected =
        Images.readUpright(file(png.samples(3 * stored.width(), unsigned).end()));

    Path file = file(MadeJpeg.with(jpeg, 0xE1, MadeJpeg.segment(exif)));

    assertThat(Images.readUpright(file)).isEqualTo(expected);
    assertThat(Images.read(file)).isEqualTo(stored);
  }

  @Test
  void aFileThatStatesNothingIsReadAsItIs() throws IOException {
    byte[] otherEntries = MadeJpeg.exif(6, false);
    otherEntries[23] = 0x13;

    assertThat(text(Images.readUpright(file(png(otherEntries))))).isEqualTo("123 456");
    byte[] plain = PngWriter.of(1, 1, 8, PngWriter.GREY).samples(1, 5).end();
    assertThat(text(Images.readUpright(file(plain)))).isEqualTo("5");
  }

  @Test
  void damagedDataAreRefusedOnlyWhereTheyMatter() throws IOException {
    byte[] sound = MadeJpeg.exif(6, false);
    byte[] otherType = sound.clone();
    otherType[25] = 4;
    for (byte[] damaged : new byte[][] {
      {}, {'M', 'M'}, {'X', 'Y', 0, 42, 0, 0, 0, 8}, Arrays.copyOf(sound, 20), otherType
    }) {
      Path file = file(png(damaged));

      assertThat(text(Images.read(file))).isEqualTo("123 456");
      assertThatThrownBy(() -> Images.readUpright(file))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(file + ": damaged EXIF data");
    }
  }
}
