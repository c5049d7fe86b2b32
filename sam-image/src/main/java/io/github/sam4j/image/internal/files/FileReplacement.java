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

/** Writes a file next to its final place and moves it there when it is complete. */
public final class FileReplacement {
  /** Writes the content of a file. */
  @FunctionalInterface
  public interface Content {
    /** Writes everything; the stream is closed by the caller. */
    void writeTo(OutputStream out) throws IOException;
  }

  private static final int BUFFER_BYTES = 1 << 16;
  /** As many as Linux follows. */
  private static final int MAX_LINKS = 40;

  private FileReplacement() {}

  /**
   * Creates or replaces a file. A failure leaves what was there before.
   *
   * <p>A symbolic link is followed: what it points to is created or replaced. Devices and pipes are
   * never replaced but written into, so that a failure may leave part of the content there.
   *
   * @throws NoSuchFileException if the folder does not exist
   * @throws IOException if the place is a folder or writing fails
   */
  public static void write(Path path, Content content) throws IOException {
    Path target = writableTarget(path);
    if (isSpecial(target)) {
      try (OutputStream out = buffered(Files.newOutputStream(target, StandardOpenOption.WRITE))) {
        content.writeTo(out);
      }
      return;
    }
    // no createTempFile: its result would be readable by its owner only
    Path part = target.resolveSibling(
        "." + target.getFileName() + "." + Long.toHexString(System.nanoTime()) + ".part");
    try {
      try (OutputStream out = buffered(Files.newOutputStream(part))) {
        content.writeTo(out);
      }
      move(part, target);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /**
   * Checks what {@link #write} checks before it writes anything, for programs that work long before
   * they write. Nothing is created; writing may still fail, for want of space or because the folder
   * changed in the meantime.
   *
   * @throws NoSuchFileException if the folder does not exist
   * @throws AccessDeniedException if the folder, or the device that the path names, is not writable
   * @throws IOException if the place is a folder
   */
  public static void checkWritable(Path path) throws IOException {
    writableTarget(path);
  }

  /** Returns where to write: the path itself, or what it points to. */
  private static Path writableTarget(Path path) throws IOException {
    if (isSpecial(path)) {
      // not resolved: links to the standard streams lead to names that are no paths
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
   * Returns where a path leads: links are followed, also to what doesn't exist yet.
   *
   * @throws FileSystemLoopException if the links lead in a circle
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

  private static OutputStream buffered(OutputStream out) {
    return new BufferedOutputStream(out, BUFFER_BYTES);
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
