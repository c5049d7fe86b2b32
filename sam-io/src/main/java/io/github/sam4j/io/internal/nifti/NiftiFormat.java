package io.github.sam4j.io.internal.nifti;

import io.github.sam4j.image.internal.files.FileReplacement;
import io.github.sam4j.io.volume.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** Reads and writes volumes in the NIfTI format. */
public final class NiftiFormat {
  private NiftiFormat() {}

  /**
   * Reads a file, whatever its name.
   *
   * @throws io.github.sam4j.io.volume.MalformedVolumeException if it can't be read as NIfTI
   * @throws IOException if it can't be opened or its voxels don't fit into the heap
   */
  public static Volume read(Path path) throws IOException {
    try (VolumeInput in = VolumeInput.open(path)) {
      return VoxelReader.read(in, HeaderParser.parse(in));
    }
  }

  /**
   * Writes a NIfTI-1 file, compressed if its name ends in {@code .gz}.
   *
   * @throws IllegalArgumentException if the name ends neither in {@code .nii} nor in
   *     {@code .nii.gz}, or if a side is too long for the format or a number of scaling or geometry
   *     doesn't fit into single precision
   * @throws IOException if writing fails; the file is then as it was before
   */
  public static void write(Volume volume, Path path) throws IOException {
    String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    boolean compressed = name.endsWith(".nii.gz");
    if (!compressed && !name.endsWith(".nii")) {
      throw new IllegalArgumentException(
          "expected a file name that ends in .nii or .nii.gz, got path=" + path);
    }
    byte[] header = HeaderWriter.header(volume);
    FileReplacement.write(path, out -> {
      if (compressed) {
        try (GZIPOutputStream gzip = new GZIPOutputStream(out, 1 << 16)) {
          HeaderWriter.write(volume, header, gzip);
        }
      } else {
        HeaderWriter.write(volume, header, out);
      }
    });
  }
}
