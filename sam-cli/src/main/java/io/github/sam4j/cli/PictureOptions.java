// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import io.github.sam4j.image.RgbImage;
import io.github.sam4j.io.Images;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The picture that a command works on, and how it is read. */
final class PictureOptions {
  /** What becomes of the rotation that a file states. */
  enum ExifOrientation {
    /** The pixels stay as they are stored. */
    ignore,
    /** The pixels are turned as they are displayed. */
    apply
  }

  @Option(names = "--image", required = true, paramLabel = "FILE", description = "PNG or JPEG")
  private Path path = Path.of("");

  @Option(
      names = "--exif-orientation",
      paramLabel = "WAY",
      description =
          "what becomes of a rotation stated in the file: ${COMPLETION-CANDIDATES} (default: "
              + "${DEFAULT-VALUE}); coordinates and masks are those of the pixels as they are "
              + "stored, or as they are turned")
  private ExifOrientation orientation = ExifOrientation.ignore;

  Path path() {
    return path;
  }

  RgbImage read() throws IOException {
    return orientation == ExifOrientation.apply ? Images.readUpright(path) : Images.read(path);
  }
}
