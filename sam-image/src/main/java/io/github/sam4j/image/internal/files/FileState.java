package io.github.sam4j.image.internal.files;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What tells a file from another one under the same path, or from itself once it was written to.
 *
 * @param size in bytes
 * @param modified when it was written to last
 * @param key identifies the file where the file system has such a thing
 */
public record FileState(
    long size, FileTime modified, @Nullable Object key) {
  /** Returns the state in which a file is now. */
  public static FileState of(Path path) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
    return new FileState(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
  }

  /**
   * Checks that a file still is in this state.
   *
   * @throws IOException if it isn't, or is gone
   */
  public void requireUnchanged(Path path) throws IOException {
    FileState now = now(path);
    if (now.size != size) {
      throw new EOFException("expected a file of " + size + " bytes as when it was opened, found "
          + now.size + " bytes");
    }
    if (!now.modified.equals(modified)) {
      throw new IOException("expected the file as it was when it was opened, written at " + modified
          + ", found one written at " + now.modified);
    }
    if (!Objects.equals(now.key, key)) {
      throw new IOException("expected the file that was opened, found another one in its place");
    }
  }

  private static FileState now(Path path) throws IOException {
    try {
      return of(path);
    } catch (NoSuchFileException e) {
      // by itself it names the path and nothing else
      throw new NoSuchFileException(path.toString(), null, "no such file any more");
    }
  }
}
