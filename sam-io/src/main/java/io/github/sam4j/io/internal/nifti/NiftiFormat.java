// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.nifti;

import io.github.sam4j.image.internal.files.FileReplacement;
import io.github.sam4j.io.VolumeFormat;
import io.github.sam4j.io.internal.stream.VolumeInput;
import io.github.sam4j.io.internal.stream.VoxelLayout;
import io.github.sam4j.io.volume.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** NIfTI: reads both versions in single files and writes NIfTI-1, plain or compressed by gzip. */
public final class NiftiFormat implements VolumeFormat {
  /** Creates the format; {@link java.util.ServiceLoader} calls this. */
  public NiftiFormat() {}

  @Override
  public String name() {
    return "NIfTI";
  }

  @Override
  public boolean recognises(Probe probe) {
    return HeaderParser.recognises(probe);
  }

  @Override
  public Volume read(Path path) throws IOException {
    try (VolumeInput in = VolumeInput.open(path)) {
      return VoxelReader.read(in, HeaderParser.parse(in));
    }
  }

  @Override
  public List<String> suffixes() {
    return List.of(".nii", ".nii.gz");
  }

  @Override
  public void write(Volume volume, Path path) throws IOException {
    byte[] header = HeaderWriter.header(volume);
    FileReplacement.write(path, out -> {
      if (path.toString().toLowerCase(Locale.ROOT).endsWith(".gz")) {
        try (GZIPOutputStream gzip = new GZIPOutputStream(out, 1 << 16)) {
          gzip.write(header);
          VoxelLayout.writeStored(volume, gzip);
        }
      } else {
        out.write(header);
        VoxelLayout.writeStored(volume, out);
      }
    });
  }
}
