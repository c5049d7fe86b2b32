package io.github.sam4j.mask;

import java.util.Objects;

/** Labels in an array, which is handed over. */
final class LabelArray implements LabelGrid {
  private final int width;
  private final int height;
  private final int depth;
  private final int[] labels;

  LabelArray(int width, int height, int depth, int[] labels) {
    if (width < 1 || height < 1 || depth < 1) {
      throw new IllegalArgumentException("sides of a grid must be positive, got width=" + width
          + " height=" + height + " depth=" + depth);
    }
    if ((double) width * height * depth != labels.length) {
      throw new IllegalArgumentException("expected a label for each voxel, got " + labels.length
          + " for width=" + width + " height=" + height + " depth=" + depth);
    }
    this.width = width;
    this.height = height;
    this.depth = depth;
    this.labels = labels;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public int depth() {
    return depth;
  }

  @Override
  public void readRow(int y, int z, int[] into) {
    Objects.checkIndex(y, height);
    Objects.checkIndex(z, depth);
    System.arraycopy(labels, (z * height + y) * width, into, 0, width);
  }

  @Override
  public String toString() {
    return "LabelGrid[" + width + "x" + height + "x" + depth + "]";
  }
}
