// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.image.RgbImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged JPEGs that are read on demand, with a warning. */
final class DamagedJpegTest {
  @TempDir
  private Path folder;

  private Path file;

  private final List<String> warnings = new ArrayList<>();

  @BeforeEach
  void nameFile() {
    file = folder.resolve("file.jpg");
  }

  private RgbImage lenient(byte[] bytes) throws IOException {
    return Images.read(Files.write(file, bytes), warnings::add);
  }

  @Test
  void soundFilesGiveNoWarningAndTheSamePixels() throws IOException {
    for (byte[] sound : MadeJpeg.kinds()) {
      assertThat(lenient(sound)).isEqualTo(Images.read(file));
    }
    assertThat(warnings).isEmpty();
  }

  @Test
  void whatComesBeforeTheDamageIsDecoded() throws IOException {
    for (byte[] sound : MadeJpeg.kinds()) {
      warnings.clear();
      RgbImage whole = lenient(sound);

      // a third of the file is gone
      RgbImage cut = lenient(Arrays.copyOf(sound, sound.length * 2 / 3));

      assertThat(cut.width()).isEqualTo(whole.width());
      assertThat(cut.height()).isEqualTo(whole.height());
      assertThat(warnings).singleElement().asString().startsWith(file + ": ").contains(" JPEG: ");
      assertThatThrownBy(() -> Images.read(file)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void firstRowsOfABaselineFileStayWhatTheyWere() throws IOException {
    byte[] sound = MadeJpeg.kinds().get(0);
    RgbImage whole = lenient(sound);

    RgbImage cut = lenient(Arrays.copyOf(sound, sound.length - sound.length / 4));

    for (int y = 0; y < 8; y++) {
      for (int x = 0; x < whole.width(); x++) {
        // decoders may round differently
        assertThat(cut.sample(x, y, 0))
            .as("pixel (%d, %d)", x, y)
            .isBetween(whole.sample(x, y, 0) - 2, whole.sample(x, y, 0) + 2);
      }
    }
  }

  @Test
  void turnsDamagedFilesToo() throws IOException {
    byte[] turned =
        MadeJpeg.with(MadeJpeg.kinds().get(0), 0xE1, MadeJpeg.segment(MadeJpeg.exif(6, true)));
    Files.write(file, Arrays.copyOf(turned, turned.length * 3 / 4));

    RgbImage upright = Images.readUpright(file, warnings::add);

    assertThat(upright.width()).isEqualTo(Images.read(file, w -> {}).height());
    assertThat(warnings).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 20, 100})
  void filesWithoutAFrameAreRefused(int length) {
    byte[] beginning = Arrays.copyOf(MadeJpeg.kinds().get(0), length);

    assertThatThrownBy(() -> lenient(beginning))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("file.jpg: ");
    assertThat(warnings).isEmpty();
  }
}
