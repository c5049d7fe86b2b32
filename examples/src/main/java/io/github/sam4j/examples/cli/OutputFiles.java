package io.github.sam4j.examples.cli;

import io.github.sam4j.image.internal.files.FileReplacement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Checks where results go before any work is done, so that a wrong place costs nothing and leaves
 * nothing behind.
 */
final class OutputFiles {
  private OutputFiles() {}

  /**
   * Checks that each output can be written and overwrites neither the input nor another output.
   *
   * @param outputs null where an output isn't wanted
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
   * Checks that no output is a new or empty folder that other results go into, or lies in it.
   *
   * @param outputs null where an output isn't wanted
   */
  static void checkOutside(Path folder, @Nullable Path... outputs) throws IOException {
    Path results = followed(folder);
    for (Path output : outputs) {
      // what is there already isn't in a folder that is empty, and a device has no path to follow
      if (output != null && !Files.exists(output) && followed(output).startsWith(results)) {
        throw new IllegalArgumentException(
            "expected other outputs outside of the folder " + folder + ", got " + output);
      }
    }
  }

  /** Returns where a path leads, in a form that paths to one place share. */
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

  /** Makes sure that a folder for results is there. */
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
