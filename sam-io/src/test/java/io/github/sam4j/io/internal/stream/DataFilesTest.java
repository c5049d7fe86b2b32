// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.io.volume.MalformedVolumeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DataFilesTest {
  @TempDir
  private Path folder;

  private Path header = Path.of("");

  @BeforeEach
  void makeFiles() throws IOException {
    header = Files.createDirectory(folder.resolve("in")).resolve("header");
    Files.writeString(folder.resolve("beside"), "data");
    Files.createDirectory(header.resolveSibling("sub"));
    Files.writeString(header.resolveSibling("sub").resolve("a b"), "data");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sub/a b", "sub\\a b", "./sub/a b", "sub/../sub/a b"})
  void namesInsideOfTheFolderAreFound(String name) throws IOException {
    assertThat(DataFiles.resolve(header, name)).hasContent("data");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/etc/passwd",
        "../beside",
        "sub/../../beside",
        "..\\beside",
        "C:\\beside",
        "\\\\host\\beside",
        ".."
      })
  void namesThatLeadOutAreRefused(String name) {
    assertThatThrownBy(() -> DataFiles.resolve(header, name))
        .isInstanceOf(MalformedVolumeException.class)
        .hasMessageStartingWith(header + ": expected a data file in the folder of the header")
        .hasMessageContainingAll(name, "sam4j.io.dataFilesOutside");
  }

  @Test
  void namesThatLeadOutAreFoundWhereAllowed() throws IOException {
    System.setProperty(DataFiles.OUTSIDE, "true");
    try {
      assertThat(DataFiles.resolve(header, "../beside")).hasContent("data");
      assertThat(DataFiles.resolve(header, folder.resolve("beside").toString())).hasContent("data");
    } finally {
      System.clearProperty(DataFiles.OUTSIDE);
    }
  }

  @Test
  void missingFileIsNamedWithItsHeader() {
    assertThatThrownBy(() -> DataFiles.resolve(header, "none.raw"))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContainingAll(header.resolveSibling("none.raw").toString(), "of header");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\nb", "a\0b"})
  void whatIsNoNameIsRefused(String name) {
    assertThatThrownBy(() -> DataFiles.resolve(header, name))
        .isInstanceOf(MalformedVolumeException.class)
        .hasMessageContaining("expected the name of a data file");
  }

  @Test
  void folderIsRefused() {
    assertThatThrownBy(() -> DataFiles.resolve(header, "sub"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("got a folder");
  }
}
