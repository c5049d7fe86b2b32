package io.github.sam4j.io.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file next to its final place and moves it there when it is complete. */
public final class FileReplacement {
  /** Writes the content of a file. */
  @FunctionalInterface
  public interface Content {
    /** Writes everything; the stream is closed by the caller. */
    void writeTo(OutputStream out) throws IOException;
  }

  private FileReplacement() {}

  /**
   * Creates or replaces a file. A failure leaves what was there before.
   *
   * @throws NoSuchFileException if the folder does not exist
   * @throws IOException if the place is a folder or writing fails
   */
  public static void write(Path path, Content content) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder == null || Files.isDirectory(path)) {
      throw new IOException("expected the name of a file, got a folder: " + path);
    }
    if (!Files.isDirectory(folder)) {
      throw new NoSuchFileException(
          path.toString(), null, "the folder to write into does not exist");
    }
    // no createTempFile: its result would be readable by its owner only
    Path part = folder.resolve(
        "." + path.getFileName() + "." + Long.toHexString(System.nanoTime()) + ".part");
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16)) {
        content.writeTo(out);
      }
      move(part, path);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
