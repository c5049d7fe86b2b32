// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import io.github.sam4j.image.RgbImage;
import io.github.sam4j.io.Images;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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

  /** What becomes of a JPEG whose compressed data are damaged. */
  enum DamagedJpeg {
    /** It is an error. */
    refuse,
    /** It is read as far as possible, with a line on standard error. */
    warn
  }

  @Option(
      names = "--damaged-jpeg",
      paramLabel = "WAY",
      description = "what becomes of a JPEG whose compressed data are damaged or end early: "
          + "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}); with warn, pixels that can't be "
          + "decoded are grey or wrong")
  private DamagedJpeg damaged = DamagedJpeg.refuse;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  Path path() {
    return path;
  }

  RgbImage read() throws IOException {
    boolean upright = orientation == ExifOrientation.apply;
    if (damaged == DamagedJpeg.refuse) {
      return upright ? Images.readUpright(path) : Images.read(path);
    }
    PrintWriter err = command.commandLine().getErr();
    return upright ? Images.readUpright(path, err::println) : Images.read(path, err::println);
  }
}
