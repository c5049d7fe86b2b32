// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.image.internal.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class FileReplacementTest {
  @TempDir
  private Path base;

  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(base.resolve("folder"));
  }

  @Test
  void failuresLeaveTheOlderFileAndNothingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "older");

    assertThatThrownBy(() -> FileReplacement.write(file, out -> {
          out.write('n');
          throw new IOException("disk full");
        }))
        .isInstanceOf(IOException.class)
        .hasMessage("disk full");

    assertThat(file).hasContent("older");
    assertFiles("file");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
  void linksAreFollowed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "older");
    Path link = Files.createSymbolicLink(base.resolve("link"), Path.of("folder", "file"));
    Path second = Files.createSymbolicLink(base.resolve("second"), link);

    write(second, "newer");

    assertThat(file).hasContent("newer");
    assertThat(link).isSymbolicLink();
    assertThat(second).isSymbolicLink();
    assertFiles("file");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
  void linksToNothingYetAreFollowed() throws IOException {
    Path link = Files.createSymbolicLink(base.resolve("link"), Path.of("folder", "file"));
    Path astray = Files.createSymbolicLink(base.resolve("astray"), Path.of("none", "file"));

    write(link, "new");

    assertThat(folder.resolve("file")).hasContent("new");
    assertThat(link).isSymbolicLink();
    assertRefused(astray, NoSuchFileException.class, "folder to write into does not exist");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
  void linksInACircleAreRefused() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("other"));
    Files.createSymbolicLink(folder.resolve("other"), Path.of("link"));

    assertRefused(link, FileSystemLoopException.class, "link");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no pipes with a path of this kind")
  void pipesAreWrittenInto() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Path link = Files.createSymbolicLink(base.resolve("link"), pipe);

    for (Path path : new Path[] {pipe, link}) {
      FutureTask<String> reader = new FutureTask<>(() -> Files.readString(pipe));
      Thread thread = new Thread(reader);
      thread.setDaemon(true);
      thread.start();
      FileReplacement.checkWritable(path);
      write(path, "through the pipe");

      assertThat(reader.get(30, TimeUnit.SECONDS)).isEqualTo("through the pipe");
      assertThat(Files.isRegularFile(path)).isFalse();
    }
    assertFiles("pipe");
  }

  @Test
  void checksCreateNothing() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "older");

    FileReplacement.checkWritable(file);
    FileReplacement.checkWritable(folder.resolve("new"));
    FileReplacement.checkWritable(Path.of("in-the-working-folder"));

    assertThat(file).hasContent("older");
    assertFiles("file");
  }

  @Test
  void foldersAreRefused() {
    assertRefused(folder, IOException.class, "expected the name of a file, got a folder");
    assertRefused(folder.getRoot(), IOException.class, "got a folder");
  }

  @Test
  void missingFoldersAreRefused() {
    assertRefused(
        folder.resolve("none").resolve("file"),
        NoSuchFileException.class,
        "folder to write into does not exist");
  }

  @Test
  void filesInPlaceOfFoldersAreRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "older");

    assertRefused(file.resolve("below"), NoSuchFileException.class, "does not exist");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "permissions differ there")
  void foldersThatAreNotWritableAreRefused() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
    assumeFalse(Files.isWritable(folder), "needs a user whom permissions bind");

    assertRefused(folder.resolve("file"), AccessDeniedException.class, "not writable");
  }

  private static void assertRefused(
      Path path, Class<? extends IOException> type, String messagePart) {
    assertThatThrownBy(() -> FileReplacement.checkWritable(path))
        .isInstanceOf(type)
        .hasMessageContaining(path.toString())
        .hasMessageContaining(messagePart);
    assertThatThrownBy(() -> write(path, "never"))
        .isInstanceOf(type)
        .hasMessageContaining(path.toString())
        .hasMessageContaining(messagePart);
  }

  private static void write(Path path, String text) throws IOException {
    FileReplacement.write(path, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  private void assertFiles(String... names) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> String.valueOf(file.getFileName())))
          .containsExactlyInAnyOrder(names);
    }
  }
}
