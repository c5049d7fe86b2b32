// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.io.internal.nifti.NiftiBytes;
import io.github.sam4j.io.volume.MalformedVolumeException;
import io.github.sam4j.io.volume.Volume;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ServiceConfigurationError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VolumeFormatTest {
  @TempDir
  private Path folder;

  @Test
  void formatOfTheClassPathReadsAndWrites() throws IOException {
    Path file = Files.writeString(folder.resolve("misleading.nii"), "letters:abc");

    Volume volume = Volumes.read(file);
    Volumes.write(volume, folder.resolve("written.LETTERS"));

    assertThat(volume.value(2, 0, 0)).isEqualTo('c');
    assertThat(folder.resolve("written.LETTERS")).hasContent("letters:abc");
  }

  @Test
  void compressedContentIsRecognised() throws IOException {
    byte[] gzip = NiftiBytes.gzip("letters:abc".getBytes(StandardCharsets.US_ASCII));

    assertThat(format(gzip)).isEqualTo("Letters");
    assertThat(format(NiftiBytes.small().gzip())).isEqualTo("NIfTI");
    assertThat(format(NiftiBytes.second(ByteOrder.BIG_ENDIAN).bytes())).isEqualTo("NIfTI");
    assertThat(format(NiftiBytes.small().raw(0, (byte) 9).bytes())).isEqualTo("NIfTI");
  }

  @Test
  void highestPriorityThenNameDecidesAmongFormatsOfTheSameContent() throws IOException {
    assertThat(format("letters:abc".getBytes(StandardCharsets.US_ASCII))).isEqualTo("Letters");
    assertThat(format("letters:ABC".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo("Letters in capitals");
  }

  private String format(byte[] content) throws IOException {
    return Volumes.format(Files.write(folder.resolve("file"), content)).name();
  }

  @Test
  void pointersToContentElsewhereAreNamed() throws IOException {
    Path pointer = Files.writeString(
        folder.resolve("a.nii.gz"), "version https://git-lfs.github.com/spec/v1\noid sha256:0\n");
    Path link =
        Files.createSymbolicLink(folder.resolve("b.nii.gz"), Path.of(".git/annex/objects/x/y/z"));

    assertThatThrownBy(() -> Volumes.read(pointer))
        .isInstanceOf(MalformedVolumeException.class)
        .hasMessageContainingAll("a.nii.gz", "Git LFS");
    assertThatThrownBy(() -> Volumes.read(link))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContainingAll("b.nii.gz", "git-annex");
  }

  @Test
  void longestEndingDecidesAmongFormatsThatWrite() throws IOException {
    Volume volume = Volumes.read(Files.writeString(folder.resolve("file"), "letters:abc"));

    Volumes.write(volume, folder.resolve("a.capital.letters"));

    assertThat(folder.resolve("a.capital.letters")).hasContent("letters:ABC");
  }

  @Test
  void formatThatCannotBeLoadedIsNamedEachTime() throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(services.resolve(VolumeFormat.class.getName()), "missing.Format");

    try (URLClassLoader loader = new URLClassLoader(
        new URL[] {folder.toUri().toURL()}, VolumeFormat.class.getClassLoader())) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> Volumes.load(loader))
            .isInstanceOf(ServiceConfigurationError.class)
            .hasMessageContaining("missing.Format");
      }
    }
  }

  @Test
  void foldersAreAskedAboutToo() throws IOException {
    Files.writeString(folder.resolve("row"), "letters:xyz");

    assertThat(Volumes.read(folder).value(0, 0, 0)).isEqualTo('x');
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThatThrownBy(() -> Volumes.read(empty))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expected a file, got a folder")
        .hasMessageContaining("NIfTI");
  }

  @Test
  void formatThatOnlyReadsRefusesToWrite() throws IOException {
    VolumeFormat format = new LetterFormats.LetterFolder();
    Volume volume = Volumes.read(Files.writeString(folder.resolve("file"), "letters:abc"));

    assertThat(format.suffixes()).isEmpty();
    assertThatThrownBy(() -> format.write(volume, folder.resolve("a")))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("Folder of letters");
  }

  @ParameterizedTest
  @CsvSource({
    "NRRD0004, NRRD header",
    "ObjectType = Image, MetaImage",
    "NDims = 3, MetaImage",
    "CDF\u0001, MINC",
    "\u00FF\u00D8\u00FF\u00E0, JPEG",
    "anything, unknown kind",
    "'', an empty file"
  })
  void otherFilesAreRefusedWithWhatTheyAreAndWhatIsRead(String content, String found)
      throws IOException {
    byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);

    assertRefused(bytes, found);
    if (bytes.length > 0) {
      assertRefused(NiftiBytes.gzip(bytes), found);
    }
  }

  @Test
  void dicomIsRefusedByName() throws IOException {
    byte[] dicom = new byte[400];
    System.arraycopy("DICM".getBytes(StandardCharsets.US_ASCII), 0, dicom, 128, 4);

    assertRefused(dicom, "DICOM, which is not supported");
  }

  @Test
  void damagedCompressionIsRefused() throws IOException {
    assertRefused(new byte[] {0x1F, (byte) 0x8B, 8}, "gzip");
  }

  private void assertRefused(byte[] content, String found) throws IOException {
    Path file = Files.write(folder.resolve("file"), content);

    assertThatThrownBy(() -> Volumes.read(file))
        .isInstanceOf(MalformedVolumeException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(found);
  }
}
