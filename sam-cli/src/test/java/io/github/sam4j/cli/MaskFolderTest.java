// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.sam4j.automatic.AutomaticMask;
import io.github.sam4j.mask.Box;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.prompt.Prompt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.AbstractList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What writing a folder of masks creates, and what it preserves. */
final class MaskFolderTest {
  private static final String[] COMPLETE = {"0.png", "1.png", "metadata.csv"};

  @TempDir
  private Path base;

  private static AutomaticMask mask(float stabilityScore) {
    Mask mask = Mask.of(4, 3, (x, y) -> x == y);
    return new AutomaticMask(
        mask,
        new Box(0, 0, 2, 2),
        0.9f,
        stabilityScore,
        new Prompt.Point(1, 1, true),
        new Box(0, 0, 3, 2));
  }

  private static List<AutomaticMask> twoMasks() {
    return List.of(mask(0.95f), mask(0.5f));
  }

  private static List<String> content(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static Object identity(Path folder) throws IOException {
    return Files.readAttributes(folder, BasicFileAttributes.class).fileKey();
  }

  @Test
  void newFolderIsComplete() throws IOException {
    Path target = base.resolve("masks");

    MaskFolder.check(target);
    MaskFolder.write(twoMasks(), target);

    assertThat(content(target)).containsExactly(COMPLETE);
    assertThat(content(base)).containsExactly("masks");
  }

  @Test
  void emptyFolderStaysTheSameFolderWithItsRights() throws IOException {
    Path target = Files.createDirectory(base.resolve("masks"));
    Set<PosixFilePermission> rights = PosixFilePermissions.fromString("rwx-----x");
    Files.setPosixFilePermissions(target, rights);
    Object before = identity(target);

    // as "." names it
    MaskFolder.check(target.resolve("."));
    MaskFolder.write(twoMasks(), target.resolve("."));

    assertThat(identity(target)).isEqualTo(before);
    assertThat(Files.getPosixFilePermissions(target)).isEqualTo(rights);
    assertThat(content(target)).containsExactly(COMPLETE);
    assertThat(content(base)).containsExactly("masks");
  }

  @Test
  void linkToAnEmptyFolderStaysALink() throws IOException {
    Path target = Files.createDirectory(base.resolve("masks"));
    Path link = Files.createSymbolicLink(base.resolve("link"), Path.of("masks"));

    MaskFolder.check(link);
    MaskFolder.write(twoMasks(), link);

    assertThat(link).isSymbolicLink();
    assertThat(content(target)).containsExactly(COMPLETE);
  }

  @Test
  void linkToAFolderThatIsNotThereYetStaysALink() throws IOException {
    Path link = Files.createSymbolicLink(base.resolve("link"), Path.of("masks"));

    MaskFolder.check(link);
    MaskFolder.write(twoMasks(), link);

    assertThat(link).isSymbolicLink();
    assertThat(content(base.resolve("masks"))).containsExactly(COMPLETE);
    assertThat(content(base)).containsExactly("link", "masks");
  }

  @Test
  void writableFolderInAReadOnlyOneIsTaken() throws IOException {
    Path parent = Files.createDirectory(base.resolve("parent"));
    Path target = Files.createDirectory(parent.resolve("masks"));
    Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("r-xr-xr-x"));
    try {
      assumeFalse(Files.isWritable(parent), "needs a user who is bound by permissions");

      MaskFolder.check(target);
      MaskFolder.write(twoMasks(), target);

      assertThat(content(target)).containsExactly(COMPLETE);
    } finally {
      Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @Test
  void readOnlyFolderIsRefused() throws IOException {
    Path target = Files.createDirectory(base.resolve("masks"));
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("r-xr-xr-x"));
    assumeFalse(Files.isWritable(target), "needs a user who is bound by permissions");

    assertThatIOException()
        .isThrownBy(() -> MaskFolder.check(target))
        .withMessageContaining("masks")
        .withMessageContaining("read-only");
  }

  @Test
  void contentAddedDuringTheRunIsKept() throws IOException {
    Path target = Files.createDirectory(base.resolve("masks"));
    MaskFolder.check(target);
    Files.writeString(target.resolve("1.png"), "keep me");

    assertThatThrownBy(() -> MaskFolder.write(twoMasks(), target))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("1.png");

    assertThat(content(target)).containsExactly("1.png");
    assertThat(target.resolve("1.png")).hasContent("keep me");
  }

  @Test
  void folderCreatedDuringTheRunIsKept() throws IOException {
    Path target = base.resolve("masks");
    List<AutomaticMask> masks = new FailingList(1, () -> {
      Files.createDirectory(target);
      throw new IllegalStateException("no more masks");
    });

    assertThatThrownBy(() -> MaskFolder.write(masks, target)).hasMessage("no more masks");

    assertThat(content(base)).containsExactly("masks");
    assertThat(content(target)).isEmpty();
  }

  @Test
  void failureLeavesAnEmptyFolderEmpty() throws IOException {
    Path target = Files.createDirectory(base.resolve("masks"));
    List<AutomaticMask> masks = new FailingList(1, () -> {
      throw new IllegalStateException("no more masks");
    });

    assertThatThrownBy(() -> MaskFolder.write(masks, target))
        .hasMessage("no more masks")
        .hasNoSuppressedExceptions();

    assertThat(content(target)).isEmpty();
  }

  @Test
  void failureToCleanUpIsSuppressed() throws IOException {
    Path target = Files.createDirectory(base.resolve("masks"));
    List<AutomaticMask> masks = new FailingList(0, () -> {
      Files.delete(target.resolve(content(target).get(0)));
      throw new IllegalStateException("no masks");
    });

    assertThatThrownBy(() -> MaskFolder.write(masks, target))
        .hasMessage("no masks")
        .satisfies(e ->
            assertThat(e.getSuppressed()).singleElement().isInstanceOf(NoSuchFileException.class));
  }

  @Test
  void scoreThatIsNotANumberIsWrittenAsTheReferenceDoes() throws IOException {
    Path target = base.resolve("masks");

    MaskFolder.write(List.of(mask(Float.NaN)), target);

    assertThat(Files.readAllLines(target.resolve("metadata.csv")).get(1))
        .isEqualTo("0,3,0,0,2,2,1.0,1.0,0.9,nan,0,0,4,3");
  }

  @FunctionalInterface
  private interface Failure {
    void run() throws IOException;
  }

  /** A list that fails at one index. */
  private static final class FailingList extends AbstractList<AutomaticMask> {
    private final int index;
    private final Failure failure;

    FailingList(int index, Failure failure) {
      this.index = index;
      this.failure = failure;
    }

    @Override
    public AutomaticMask get(int i) {
      if (i == index) {
        try {
          failure.run();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return mask(1);
    }

    @Override
    public int size() {
      return index + 1;
    }
  }
}
