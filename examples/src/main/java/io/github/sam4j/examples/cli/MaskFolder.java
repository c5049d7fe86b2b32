package io.github.sam4j.examples.cli;

import io.github.sam4j.automatic.AutomaticMask;
import io.github.sam4j.io.Images;
import io.github.sam4j.mask.Box;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Masks as the reference's own program leaves them: {@code 0.png}, {@code 1.png} … with 255 where
 * the mask is set, and a line for each in {@code metadata.csv}.
 */
final class MaskFolder {
  private static final String HEADER = "id,area,bbox_x0,bbox_y0,bbox_w,bbox_h,point_input_x,"
      + "point_input_y,predicted_iou,stability_score,crop_box_x0,crop_box_y0,crop_box_w,crop_box_h";

  private MaskFolder() {}

  /** Checks that there is nothing yet that a new folder would replace, and a place for it. */
  static void check(Path folder) throws IOException {
    if (Files.exists(folder) && !isEmptyFolder(folder)) {
      throw new IOException(
          folder + ": expected a new or empty folder for the masks, found that it has content");
    }
    Path parent = folder.toAbsolutePath().normalize().getParent();
    if (parent == null || !Files.isDirectory(parent) || !Files.isWritable(parent)) {
      throw new IOException(folder + ": expected a place for a new folder, found that " + parent
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

  /** Writes the folder beside its place and moves it there when it is complete. */
  static void write(List<AutomaticMask> masks, Path folder) throws IOException {
    Path target = folder.toAbsolutePath().normalize();
    Path part = target.resolveSibling(
        "." + target.getFileName() + "." + Long.toHexString(System.nanoTime()) + ".part");
    try {
      Files.createDirectory(part);
      StringBuilder table = new StringBuilder(HEADER).append('\n');
      for (int i = 0; i < masks.size(); i++) {
        Images.writePng(masks.get(i).mask(), part.resolve(i + ".png"));
        appendRow(table, i, masks.get(i));
      }
      Files.writeString(part.resolve("metadata.csv"), table);
      Files.deleteIfExists(target);
      Files.move(part, target);
    } finally {
      delete(part);
    }
  }

  private static void appendRow(StringBuilder table, int id, AutomaticMask mask) {
    Box box = mask.box();
    Box crop = mask.cropBox();
    table.append(id).append(',').append(mask.mask().area());
    append(table, box.x0(), box.y0(), box.x1() - box.x0(), box.y1() - box.y0());
    table.append(',').append(mask.point().x()).append(',').append(mask.point().y());
    table.append(',').append(mask.predictedIou()).append(',').append(mask.stabilityScore());
    append(table, crop.x0(), crop.y0(), crop.width(), crop.height());
    table.append('\n');
  }

  private static void append(StringBuilder table, int... values) {
    for (int value : values) {
      table.append(',').append(value);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> content = Files.walk(folder)) {
      content.sorted(Comparator.reverseOrder()).forEach(MaskFolder::deleteOne);
    } catch (UncheckedIOException e) {
      throw new IOException("cannot remove the incomplete folder " + folder, e);
    }
  }

  private static void deleteOne(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
