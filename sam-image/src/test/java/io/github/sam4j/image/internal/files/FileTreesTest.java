// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.image.internal.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Folders are deleted with their content and nothing else. */
final class FileTreesTest {
  @TempDir
  private Path folder;

  private Path tree() throws IOException {
    Path tree = folder.resolve("tree");
    for (int i = 0; i < 10; i++) {
      Path inner = Files.createDirectories(tree.resolve("a" + i).resolve("b"));
      Files.createFile(inner.resolve("file"));
      Files.createFile(inner.resolveSibling("file"));
    }
    return tree;
  }

  @Test
  void folderGoesWithItsContentAndAFileGoes() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Path other = Files.createFile(folder.resolve("other"));

    FileTrees.delete(tree());
    FileTrees.delete(file);

    assertThat(folder)
        .isDirectoryContaining(other::equals)
        .isDirectoryNotContaining("glob:**{tree,file}");
  }

  @Test
  void whatIsNotThereIsNoFailure() throws IOException {
    FileTrees.delete(folder.resolve("nothing"));

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
  void whatALinkPointsToStays() throws IOException {
    Path target = Files.createDirectory(folder.resolve("target"));
    Path file = Files.createFile(target.resolve("file"));
    Path tree = tree();
    Files.createSymbolicLink(tree.resolve("link"), target);

    FileTrees.delete(tree);

    assertThat(tree).doesNotExist();
    assertThat(file).exists();
  }

  @Test
  void severalDeleteTheSame() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (int round = 0; round < 20; round++) {
        Path tree = tree();
        Callable<Boolean> task = () -> {
          FileTrees.delete(tree);
          return true;
        };
        for (Future<Boolean> each : threads.invokeAll(List.of(task, task, task, task))) {
          assertThat(each.get()).isTrue();
        }
        assertThat(tree).doesNotExist();
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
