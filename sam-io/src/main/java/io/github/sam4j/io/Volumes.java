package io.github.sam4j.io;

import io.github.sam4j.io.internal.nifti.NiftiFormat;
import io.github.sam4j.io.volume.LabelVolume;
import io.github.sam4j.io.volume.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads and writes volumes. */
public final class Volumes {
  private Volumes() {}

  /**
   * Reads a volume: NIfTI-1 or NIfTI-2 in a single file, plain or compressed by gzip. The whole
   * file is read into memory.
   *
   * @throws NoSuchFileException if there is no such file
   * @throws io.github.sam4j.io.volume.MalformedVolumeException if the content is damaged or of a
   *     format or element type that is not supported
   * @throws IOException if the path is a folder, reading fails, or the voxels don't fit into the
   *     heap
   */
  public static Volume read(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new NoSuchFileException(path.toString());
    }
    if (!Files.isRegularFile(path)) {
      throw new IOException(path + ": expected a file, got a folder or a device");
    }
    return NiftiFormat.read(path);
  }

  /**
   * Writes a volume as NIfTI-1, compressed if the name ends in {@code .nii.gz}. Element type,
   * scaling and the header fields of the geometry are kept, transforms and scaling rounded to
   * single precision. Several frames become the fourth dimension.
   *
   * <p>Not kept are the distance of frames (written as 1), dimensions beyond the fourth (their
   * frames follow each other in the fourth), header fields that a {@link Volume} doesn't hold, such
   * as description, intent and extensions, and transform codes of NIfTI-2 beyond 16 bits, for which
   * the nearest 16-bit number is written.
   *
   * @throws IllegalArgumentException if the name ends neither in {@code .nii} nor in
   *     {@code .nii.gz}, if a side exceeds 32,767, or if a number of scaling or geometry is too
   *     large for single precision, or a slope, an intercept or a voxel size other than 0 so small
   *     that it would become 0 there
   * @throws IOException if the folder doesn't exist or writing fails; an older file is then
   *     unchanged
   */
  public static void write(Volume volume, Path path) throws IOException {
    NiftiFormat.write(volume, path);
  }

  /**
   * Writes a segmentation as NIfTI-1, as {@link #write} does.
   *
   * @throws IllegalArgumentException as {@link #write} does
   * @throws IOException as {@link #write} does
   */
  public static void writeLabels(LabelVolume labels, Path path) throws IOException {
    NiftiFormat.write(labels.asVolume(), path);
  }
}
