// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io;

import io.github.sam4j.image.internal.files.ContentPointer;
import io.github.sam4j.io.VolumeFormat.Probe;
import io.github.sam4j.io.volume.LabelVolume;
import io.github.sam4j.io.volume.MalformedVolumeException;
import io.github.sam4j.io.volume.Volume;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes volumes in the formats on the class path: NIfTI, NRRD, and every other
 * {@link VolumeFormat} that {@link ServiceLoader} finds there.
 */
public final class Volumes {
  private static volatile @Nullable List<VolumeFormat> formats;

  private Volumes() {}

  /**
   * Returns the formats in order of precedence. They are not loaded with this class: a format that
   * can't be loaded is then named each time, not the first time only.
   */
  private static List<VolumeFormat> formats() {
    List<VolumeFormat> known = formats;
    if (known == null) {
      known = load(VolumeFormat.class.getClassLoader());
      formats = known;
    }
    return known;
  }

  /** Loads the formats that a class loader sees, in order of precedence. */
  static List<VolumeFormat> load(ClassLoader loader) {
    return ServiceLoader.load(VolumeFormat.class, loader).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparingInt(VolumeFormat::priority)
            .reversed()
            .thenComparing(VolumeFormat::name))
        .toList();
  }

  /**
   * Reads a volume in the format that recognises its content, whatever the name of the file.
   *
   * <p>NIfTI is read as NIfTI-1 or NIfTI-2 in a single file, plain or compressed by gzip; NRRD with
   * its voxels in the same file or in others beside it. The whole file is read into memory.
   *
   * @throws NoSuchFileException if there is no such file
   * @throws MalformedVolumeException if no format recognises the file, or the content is damaged or
   *     of an element type that is not supported
   * @throws IOException if the path is a folder that no format recognises, reading fails, or the
   *     voxels do not fit into the heap
   */
  public static Volume read(Path path) throws IOException {
    return format(path).read(path);
  }

  /**
   * Returns the format that recognises a file or folder.
   *
   * @throws NoSuchFileException if there is neither
   * @throws MalformedVolumeException if it is a file that no format recognises
   * @throws IOException if it is a folder that no format recognises, or cannot be read
   * @throws java.util.ServiceConfigurationError if a format on the class path cannot be loaded
   */
  public static VolumeFormat format(Path path) throws IOException {
    Probe probe;
    try {
      probe = Probe.of(path);
    } catch (NoSuchFileException e) {
      Optional<String> pointer = ContentPointer.describe(path);
      if (pointer.isPresent()) {
        throw new NoSuchFileException(path.toString(), null, "found " + pointer.get());
      }
      throw e;
    }
    for (VolumeFormat format : formats()) {
      if (format.recognises(probe)) {
        return format;
      }
    }
    String known = formats().stream().map(VolumeFormat::name).collect(Collectors.joining(" or "));
    if (probe.isFolder()) {
      throw new IOException(path + ": expected a file, got a folder that is not " + known);
    }
    Optional<String> pointer = ContentPointer.describe(path);
    throw new MalformedVolumeException(
        path,
        0,
        "expected " + known + ", got " + pointer.orElseGet(() -> OtherFormats.describe(probe)));
  }

  /**
   * Writes a volume in the format of the suffix of the file name: {@code .nii} for NIfTI-1,
   * {@code .nii.gz} for the same compressed by gzip, {@code .nrrd} and {@code .nhdr} for NRRD. If
   * several suffixes match, the longest decides.
   *
   * <p>NIfTI keeps element type, scaling and, for a volume that was read from NIfTI, the header
   * fields of its geometry; transforms and scaling are rounded to single precision. Several frames
   * become the fourth dimension. Not kept are the distance of frames (written as 1), dimensions
   * beyond the fourth (their frames follow each other in the fourth), header fields that a
   * {@link Volume} does not hold, such as description, intent and extensions, and transform codes
   * of NIfTI-2 beyond 16 bits, for which the nearest 16-bit number is written.
   *
   * <p>NRRD keeps element type and geometry exactly, and frames as a fourth axis. It knows no
   * scaling: values are written as an element type that holds them. A {@code .nhdr} has its voxels
   * beside it, in a file of the same name that ends in {@code .raw.gz} or {@code .raw}.
   *
   * @throws IllegalArgumentException if no format writes the suffix, or the format cannot hold the
   *     volume. For NIfTI: if a side exceeds 32,767, or if a number of scaling or geometry is too
   *     large for single precision, or a slope or an intercept other than 0 so small that it would
   *     become 0 there
   * @throws IOException if the folder does not exist or writing fails; an older file is then
   *     unchanged
   */
  public static void write(Volume volume, Path path) throws IOException {
    formatBySuffix(path).write(volume, path);
  }

  /**
   * Writes a segmentation as {@link #write} writes a volume.
   *
   * @throws IllegalArgumentException as {@link #write} does
   * @throws IOException as {@link #write} does
   */
  public static void writeLabels(LabelVolume labels, Path path) throws IOException {
    write(labels.asVolume(), path);
  }

  private static VolumeFormat formatBySuffix(Path path) {
    String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    // of equal lengths, max keeps the first
    return formats().stream()
        .max(Comparator.comparingInt(format -> matchedSuffix(format, name)))
        .filter(format -> matchedSuffix(format, name) > 0)
        .orElseThrow(() -> new IllegalArgumentException("expected a file name that ends in "
            + formats().stream()
                .flatMap(format -> format.suffixes().stream())
                .collect(Collectors.joining(" or "))
            + ", got path=" + path));
  }

  /** Returns the length of the longest suffix that the name has, 0 for none. */
  private static int matchedSuffix(VolumeFormat format, String name) {
    return format.suffixes().stream()
        .filter(name::endsWith)
        .mapToInt(String::length)
        .max()
        .orElse(0);
  }
}
