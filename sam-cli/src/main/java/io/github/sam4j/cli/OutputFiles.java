// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import io.github.sam4j.image.internal.files.FileReplacement;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Checks the paths of outputs before any work is done, so that a wrong path costs no time and
 * leaves no files behind.
 */
final class OutputFiles {
  private OutputFiles() {}

  /**
   * Checks that each output can be written and overwrites neither the input nor another output.
   *
   * @param outputs null for an output that isn't requested
   */
  static void check(Path input, @Nullable Path... outputs) throws IOException {
    for (int i = 0; i < outputs.length; i++) {
      Path output = outputs[i];
      if (output == null) {
        continue;
      }
      FileReplacement.checkWritable(output);
      if (isSame(output, input)) {
        throw new IllegalArgumentException(
            "expected an output other than the input, got " + output + " for both");
      }
      for (int k = 0; k < i; k++) {
        Path earlier = outputs[k];
        if (earlier != null && isSame(output, earlier)) {
          throw new IllegalArgumentException(
              "expected different outputs, got " + output + " twice");
        }
      }
    }
  }

  /**
   * Checks that no output equals or lies in a folder, new or empty, that other results go into.
   *
   * @param outputs null for an output that isn't requested
   */
  static void checkOutside(Path folder, @Nullable Path... outputs) throws IOException {
    Path results = followed(folder);
    for (Path output : outputs) {
      // an existing file can't lie in an empty folder, and a device has no path to follow
      if (output != null && !Files.exists(output) && followed(output).startsWith(results)) {
        throw new IllegalArgumentException(
            "expected other outputs outside the folder " + folder + ", got " + output);
      }
    }
  }

  /**
   * Prints the outputs that are files or folders, a line each; nothing goes between what was
   * written to a device such as {@code /dev/stdout}.
   *
   * @param outputs null for an output that wasn't requested
   */
  static void printWritten(PrintWriter out, @Nullable Path... outputs) {
    for (Path output : outputs) {
      if (output != null && (Files.isRegularFile(output) || Files.isDirectory(output))) {
        out.println("written: " + output);
      }
    }
    out.flush();
  }

  /** Returns the path with its links followed: the same for all paths to one file. */
  static Path followed(Path path) throws IOException {
    Path target = FileReplacement.followed(path.toAbsolutePath());
    if (Files.exists(target)) {
      return target.toRealPath();
    }
    Path parent = target.getParent();
    return parent != null && Files.exists(parent)
        ? parent.toRealPath().resolve(target.getFileName())
        : target.normalize();
  }

  private static boolean isSame(Path a, Path b) throws IOException {
    return a.toAbsolutePath().normalize().equals(b.toAbsolutePath().normalize())
        || (Files.exists(a) && Files.exists(b) && Files.isSameFile(a, b));
  }

  /** Creates a folder for results unless it exists. */
  static void createFolder(Path folder) throws IOException {
    for (Path part = folder.toAbsolutePath(); part != null; part = part.getParent()) {
      if (Files.exists(part)) {
        if (!Files.isDirectory(part)) {
          throw new IOException(
              folder + ": expected a folder to write into, found that " + part + " is a file");
        }
        break;
      }
    }
    Files.createDirectories(folder);
    if (!Files.isWritable(folder)) {
      throw new IOException(
          folder + ": expected a folder to write into, found that it is read-only");
    }
  }
}
