package io.github.sam4j.io.volume;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * A file that is not, or not completely, a volume that can be read here: damaged, of another format
 * or of an element type without a value per voxel.
 *
 * <p>The message names the file, what was expected and what was found; it never holds content that
 * could tell of a patient.
 */
public final class MalformedVolumeException extends IOException {
  private static final long serialVersionUID = 1L;
  private static final long UNKNOWN = -1;

  private final String path;
  private final long byteOffset;

  /** Creates the exception for a problem at an unknown place of the file. */
  public MalformedVolumeException(Path path, String problem) {
    super(path + ": " + problem);
    this.path = path.toString();
    this.byteOffset = UNKNOWN;
  }

  /**
   * Creates the exception for a problem at a known place.
   *
   * @param byteOffset offset into the file, after decompression if it is compressed
   */
  public MalformedVolumeException(Path path, long byteOffset, String problem) {
    super(path + ": " + problem + " at byte " + byteOffset);
    this.path = path.toString();
    this.byteOffset = byteOffset;
  }

  /** Creates the exception for a problem that another exception told. */
  public MalformedVolumeException(Path path, long byteOffset, String problem, Throwable cause) {
    this(path, byteOffset, problem);
    initCause(cause);
  }

  /** The file. */
  public Path path() {
    return Path.of(path);
  }

  /** Where in the file, after decompression if it is compressed; empty if that is not known. */
  public OptionalLong byteOffset() {
    return byteOffset == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(byteOffset);
  }
}
