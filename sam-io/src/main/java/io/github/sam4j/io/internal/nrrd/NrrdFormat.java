// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.nrrd;

import io.github.sam4j.image.internal.files.FileReplacement;
import io.github.sam4j.io.VolumeFormat;
import io.github.sam4j.io.volume.Volume;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** NRRD: reads and writes headers with their voxels in the same file or in others. */
public final class NrrdFormat implements VolumeFormat {
  private static final String DETACHED = ".nhdr";

  /** Creates the format; {@link java.util.ServiceLoader} calls this. */
  public NrrdFormat() {}

  @Override
  public String name() {
    return "NRRD";
  }

  @Override
  public boolean recognises(Probe probe) {
    return probe.hasText(0, "NRRD00");
  }

  @Override
  public Volume read(Path path) throws IOException {
    return NrrdReader.read(path);
  }

  @Override
  public List<String> suffixes() {
    return List.of(".nrrd", DETACHED);
  }

  @Override
  public void write(Volume volume, Path path) throws IOException {
    NrrdWriter writer = NrrdWriter.of(volume);
    String name = String.valueOf(path.getFileName());
    if (!name.toLowerCase(Locale.ROOT).endsWith(DETACHED)) {
      FileReplacement.write(path, out -> {
        out.write((writer.header() + "\n").getBytes(StandardCharsets.UTF_8));
        writer.writeVoxels(out);
      });
      return;
    }
    String data = name.substring(0, name.length() - DETACHED.length()) + writer.dataSuffix();
    if (data.chars().anyMatch(Character::isISOControl) || !data.equals(data.strip())) {
      throw new IllegalArgumentException(
          "expected a file name without control characters or spaces at its ends, got path="
              + path);
    }
    // the header is complete when the voxels take their place, and takes its own after them
    FileReplacement.write(path, out -> {
      String header = writer.header() + "data file: " + data + "\n";
      out.write(header.getBytes(StandardCharsets.UTF_8));
      out.flush();
      FileReplacement.write(path.resolveSibling(data), writer::writeVoxels);
    });
  }
}
