// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.image.internal.files;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes a file next to its destination and moves it there once it is complete. */
public final class FileReplacement {
  /** Writes the content of a file. */
  @FunctionalInterface
  public interface Content {
    /** Writes the whole content; the caller closes the stream. */
    void writeTo(OutputStream out) throws IOException;
  }

  private static final int BUFFER_BYTES = 1 << 16;

  /** The limit of Linux. */
  private static final int MAX_LINKS = 40;

  private FileReplacement() {}

  /**
   * Creates or replaces a file. After a failure, the previous file is unchanged.
   *
   * <p>A symbolic link is followed: its target is created or replaced. Devices and pipes are not
   * replaced but written to directly, so a failure may leave part of the content there.
   *
   * @throws NoSuchFileException if the folder does not exist
   * @throws java.nio.file.FileSystemException if the system fails to write; it names the file
   * @throws IOException if the destination is a folder, or the content fails
   */
  public static void write(Path path, Content content) throws IOException {
    Path target = writableTarget(path);
    if (isSpecial(target)) {
      try (OutputStream out =
          buffered(path, Files.newOutputStream(target, StandardOpenOption.WRITE))) {
        content.writeTo(out);
      }
      return;
    }
    // not createTempFile, whose result only its owner may read
    Path part = target.resolveSibling(
        "." + target.getFileName() + "." + Long.toHexString(System.nanoTime()) + ".part");
    try {
      try (OutputStream out = buffered(path, Files.newOutputStream(part))) {
        content.writeTo(out);
      }
      move(part, target);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /**
   * Performs the checks that precede {@link #write}, for programs that run for a long time before
   * they write. Nothing is created; writing may still fail, for lack of space or because the folder
   * has changed in the meantime.
   *
   * @throws NoSuchFileException if the folder does not exist
   * @throws AccessDeniedException if the folder, or the device named by the path, is not writable
   * @throws IOException if the destination is a folder
   */
  public static void checkWritable(Path path) throws IOException {
    writableTarget(path);
  }

  /** Returns the path to write to: the path itself, or the target of the link. */
  private static Path writableTarget(Path path) throws IOException {
    if (isSpecial(path)) {
      // not resolved: links to the standard streams lead to names that are not paths
      if (!Files.isWritable(path)) {
        throw new AccessDeniedException(path.toString(), null, "not writable");
      }
      return path;
    }
    Path target = followed(path).toAbsolutePath();
    Path folder = target.getParent();
    if (folder == null || Files.isDirectory(target)) {
      throw new IOException("expected the name of a file, got a folder: " + path);
    }
    if (!Files.isDirectory(folder)) {
      throw new NoSuchFileException(
          path.toString(), null, "the folder to write into does not exist");
    }
    if (!Files.isWritable(folder)) {
      throw new AccessDeniedException(
          path.toString(), null, "the folder to write into is not writable");
    }
    return target;
  }

  /**
   * Follows symbolic links, even to a target that does not exist yet.
   *
   * @throws FileSystemLoopException if the links form a cycle
   */
  public static Path followed(Path path) throws IOException {
    Path target = path;
    for (int links = 0; Files.isSymbolicLink(target); links++) {
      if (Files.exists(target)) {
        return target.toRealPath();
      }
      if (links == MAX_LINKS) {
        throw new FileSystemLoopException(path.toString());
      }
      target = target.resolveSibling(Files.readSymbolicLink(target));
    }
    return target;
  }

  /** Returns whether the path names a device or a pipe. */
  private static boolean isSpecial(Path path) {
    return Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path);
  }

  private static OutputStream buffered(Path path, OutputStream out) {
    return new BufferedOutputStream(DiskErrors.naming(path, out), BUFFER_BYTES);
  }

  /** Moves a complete file to its place in the same folder, at once where the system can. */
  public static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
