// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io;

import io.github.sam4j.io.internal.stream.VolumeInput;
import io.github.sam4j.io.volume.Volume;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * A file format of volumes, which {@link Volumes} finds by {@link java.util.ServiceLoader}.
 *
 * <p>An implementation is a public class with a public constructor without parameters, named in
 * {@code META-INF/services/io.github.sam4j.io.VolumeFormat}, and visible to the class loader of
 * this library. Its methods may be called from any thread.
 *
 * <p>What a file states beyond the fields of a {@link Volume}, and a writer needs to write it back,
 * belongs in a {@link io.github.sam4j.io.volume.SourceHeader} of the format's own.
 */
public interface VolumeFormat {
  /** Returns the name for messages and reports, such as {@code NIfTI}. */
  String name();

  /**
   * Returns the priority among formats that recognise the same file or write the same suffix: the
   * highest is used, and among equal priorities the first by name.
   */
  default int priority() {
    return 0;
  }

  /**
   * Returns whether a file or folder is of this format, by its content. It may be damaged;
   * {@link #read} reports that.
   *
   * @throws IOException if this takes more than the probe's bytes and they cannot be read
   */
  boolean recognises(Probe probe) throws IOException;

  /**
   * Reads a file or folder that this format recognises.
   *
   * @throws io.github.sam4j.io.volume.MalformedVolumeException if the content is damaged or of a
   *     kind that is not supported
   * @throws IOException if reading fails or the voxels do not fit into the heap
   */
  Volume read(Path path) throws IOException;

  /**
   * Returns the suffixes of file names that this format writes: lower-case, with their dot, such as
   * {@code .nii.gz}. Empty for a format that is only read.
   */
  default List<String> suffixes() {
    return List.of();
  }

  /**
   * Writes a file, replacing an older one.
   *
   * @param path a name with one of the {@link #suffixes}, in lower or upper case
   * @throws IllegalArgumentException if the format cannot hold the volume
   * @throws IOException if writing fails; an older file is then unchanged
   */
  default void write(Volume volume, Path path) throws IOException {
    throw new UnsupportedOperationException(name() + " is only read");
  }

  /** A path with the first bytes of its file, by which formats recognise their own. Immutable. */
  final class Probe {
    /** Largest length of the {@link #head}. */
    public static final int HEAD_BYTES = 1024;

    private final Path path;
    private final boolean folder;
    private final byte[] head;

    private Probe(Path path, boolean folder, byte[] head) {
      this.path = path;
      this.folder = folder;
      this.head = head;
    }

    /**
     * Opens a file, reads its beginning and closes it; a folder is not looked into.
     *
     * @throws NoSuchFileException if there is neither
     * @throws io.github.sam4j.io.volume.MalformedVolumeException if the file is compressed and
     *     nothing of it can be decompressed
     * @throws IOException if it is a device or cannot be read
     */
    public static Probe of(Path path) throws IOException {
      if (!Files.exists(path)) {
        throw new NoSuchFileException(path.toString());
      }
      if (Files.isDirectory(path)) {
        return new Probe(path, true, new byte[0]);
      }
      if (!Files.isRegularFile(path)) {
        throw new IOException(path + ": expected a file or a folder, got a device");
      }
      try (VolumeInput in = VolumeInput.open(path)) {
        return new Probe(path, false, in.readHead(HEAD_BYTES));
      }
    }

    /** The file or folder. */
    public Path path() {
      return path;
    }

    /** Returns whether the path names a folder, which has no {@link #head}. */
    public boolean isFolder() {
      return folder;
    }

    /**
     * Returns a read-only view of the first {@value #HEAD_BYTES} bytes, big-endian; fewer if the
     * file is shorter. If it is compressed by gzip, these are decompressed bytes.
     */
    public ByteBuffer head() {
      return ByteBuffer.wrap(head).asReadOnlyBuffer();
    }

    /**
     * Returns whether the {@link #head} holds a text at an offset, one byte a character (ISO
     * 8859-1).
     */
    public boolean hasText(int offset, String text) {
      return new String(head, StandardCharsets.ISO_8859_1).startsWith(text, offset);
    }

    @Override
    public String toString() {
      return "Probe[" + path + "]";
    }
  }
}
