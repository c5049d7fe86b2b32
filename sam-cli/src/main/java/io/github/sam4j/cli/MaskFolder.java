// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import io.github.sam4j.automatic.AutomaticMask;
import io.github.sam4j.image.internal.files.DiskErrors;
import io.github.sam4j.io.Images;
import io.github.sam4j.mask.Box;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of masks in the layout of the reference's command line: {@code 0.png}, {@code 1.png} …
 * with 255 where the mask is set, and a line for each in {@code metadata.csv}.
 */
final class MaskFolder {
  private static final String HEADER = "id,area,bbox_x0,bbox_y0,bbox_w,bbox_h,point_input_x,"
      + "point_input_y,predicted_iou,stability_score,crop_box_x0,crop_box_y0,crop_box_w,crop_box_h";

  private MaskFolder() {}

  /** Checks that the folder is empty and writable, or can be created. */
  static void check(Path folder) throws IOException {
    if (Files.exists(folder)) {
      if (!isEmptyFolder(folder)) {
        throw new IOException(
            folder + ": expected a new or empty folder for the masks, found that it has content");
      }
      if (!Files.isWritable(folder)) {
        throw new IOException(
            folder + ": expected a folder to write into, found that it is read-only");
      }
      return;
    }
    Path parent = OutputFiles.followed(folder).getParent();
    if (parent == null || !Files.isDirectory(parent) || !Files.isWritable(parent)) {
      throw new IOException(folder + ": expected a path for a new folder, found that " + parent
          + " is not a folder to write into");
    }
  }

  private static boolean isEmptyFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> content = Files.list(folder)) {
      return content.findAny().isEmpty();
    }
  }

  /**
   * Writes all files to a hidden folder and moves them to their destination when they are complete.
   * An existing folder keeps its identity and permissions: the files move up into it, the table
   * last. A failure leaves the destination as it was.
   */
  static void write(List<AutomaticMask> masks, Path folder) throws IOException {
    Path target = OutputFiles.followed(folder);
    String name = "." + target.getFileName() + "." + Long.toHexString(System.nanoTime()) + ".part";
    if (Files.isDirectory(target)) {
      Path part = Files.createDirectory(target.resolve(name));
      fillAndMove(masks, part, files -> moveUp(files, target));
      Files.delete(part);
    } else {
      Path part = Files.createDirectory(target.resolveSibling(name));
      fillAndMove(masks, part, files -> Files.move(part, target));
    }
  }

  /** Moves complete files to their destination. */
  @FunctionalInterface
  private interface Move {
    void move(List<Path> files) throws IOException;
  }

  private static void fillAndMove(List<AutomaticMask> masks, Path part, Move move)
      throws IOException {
    try {
      move.move(fill(masks, part));
    } catch (IOException | RuntimeException | Error e) {
      deleteFolder(part, e);
      throw e;
    }
  }

  /** Writes the files and returns them, the table last. */
  private static List<Path> fill(List<AutomaticMask> masks, Path part) throws IOException {
    List<Path> files = new ArrayList<>();
    StringBuilder table = new StringBuilder(HEADER).append('\n');
    for (int i = 0; i < masks.size(); i++) {
      AutomaticMask mask = masks.get(i);
      Path file = part.resolve(i + ".png");
      Images.writePng(mask.mask(), file);
      files.add(file);
      appendRow(table, i, mask);
    }
    Path metadata = part.resolve("metadata.csv");
    DiskErrors.naming(metadata, () -> Files.writeString(metadata, table));
    files.add(metadata);
    return files;
  }

  /** Moves files up into a folder; they must not replace any. */
  private static void moveUp(List<Path> files, Path target) throws IOException {
    List<Path> moved = new ArrayList<>();
    try {
      for (Path file : files) {
        moved.add(Files.move(file, target.resolve(file.getFileName())));
      }
    } catch (IOException | RuntimeException | Error e) {
      moved.forEach(file -> delete(file, e));
      throw e;
    }
  }

  private static void appendRow(StringBuilder table, int id, AutomaticMask mask) {
    Box box = mask.box();
    Box crop = mask.cropBox();
    table.append(id).append(',').append(mask.mask().area());
    append(table, box.x0(), box.y0(), box.x1() - box.x0(), box.y1() - box.y0());
    table.append(',').append(mask.point().x()).append(',').append(mask.point().y());
    table
        .append(',')
        .append(text(mask.predictedIou()))
        .append(',')
        .append(text(mask.stabilityScore()));
    append(table, crop.x0(), crop.y0(), crop.width(), crop.height());
    table.append('\n');
  }

  private static void append(StringBuilder table, int... values) {
    for (int value : values) {
      table.append(',').append(value);
    }
  }

  /** Formats a score as Python does. */
  private static String text(float score) {
    return Float.isNaN(score) ? "nan" : Float.toString(score);
  }

  /** Cleans up after a failure; what fails here is added to it as suppressed. */
  private static void deleteFolder(Path folder, Throwable failure) {
    try (Stream<Path> content = Files.walk(folder)) {
      content.sorted(Comparator.reverseOrder()).forEach(path -> delete(path, failure));
    } catch (IOException | UncheckedIOException e) {
      failure.addSuppressed(e);
    }
  }

  private static void delete(Path path, Throwable failure) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
