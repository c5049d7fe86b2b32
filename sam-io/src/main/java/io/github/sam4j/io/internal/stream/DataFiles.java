// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.stream;

import io.github.sam4j.image.internal.files.ContentPointer;
import io.github.sam4j.io.volume.MalformedVolumeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Files of voxels that a header in a file of its own names. */
public final class DataFiles {
  /** System property that allows names that lead out of the folder of the header. */
  public static final String OUTSIDE = "sam4j.io.dataFilesOutside";

  private static final int MAX_NAME = 4096;
  private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*");
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}]");

  private DataFiles() {}

  /**
   * Returns the file that a header names, relative to the folder of the header. A name may have
   * folders, separated as on any system. Links are followed.
   *
   * @throws MalformedVolumeException if the name is not that of a file, or leads out of the folder
   *     and the system property {@value #OUTSIDE} is not {@code true}
   * @throws NoSuchFileException if there is no such file
   * @throws IOException if it is a folder or a device
   */
  public static Path resolve(Path header, String name) throws IOException {
    if (name.isBlank() || name.length() > MAX_NAME || UNPRINTABLE.matcher(name).find()) {
      throw new MalformedVolumeException(
          header,
          "expected the name of a data file, got "
              + (name.isBlank()
                  ? "none"
                  : "one of " + name.length() + " characters, or unprintable"));
    }
    Path file = inFolder(header, name);
    if (!Files.exists(file)) {
      throw new NoSuchFileException(
          file.toString(),
          null,
          "expected the data file of " + header.getFileName() + ", got "
              + ContentPointer.describe(file).orElse("no such file"));
    }
    if (!Files.isRegularFile(file)) {
      throw new IOException(file + ": expected the data file of " + header.getFileName()
          + ", got a folder or a device");
    }
    return file;
  }

  private static Path inFolder(Path header, String name) throws MalformedVolumeException {
    try {
      Path stated = Path.of(name);
      Path portable = Path.of(name.replace('\\', '/')).normalize();
      boolean outside = stated.isAbsolute()
          || portable.isAbsolute()
          || name.startsWith("/")
          || name.startsWith("\\")
          || DRIVE.matcher(name).matches()
          || portable.startsWith("..");
      if (outside && !Boolean.getBoolean(OUTSIDE)) {
        throw new MalformedVolumeException(
            header,
            "expected a data file in the folder of the header, got " + name + " (-D" + OUTSIDE
                + "=true allows it)");
      }
      Path file = header.resolveSibling(stated);
      return Files.exists(file) ? file : header.resolveSibling(portable);
    } catch (InvalidPathException e) {
      throw new MalformedVolumeException(
          header, "expected the name of a data file, got one that this system does not allow");
    }
  }
}
