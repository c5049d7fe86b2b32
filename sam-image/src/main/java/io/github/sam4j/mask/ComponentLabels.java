package io.github.sam4j.mask;

import java.util.Objects;

/** The parts of a mask as labels, straight from its runs; the planes lie behind each other. */
final class ComponentLabels implements LabelGrid {
  private final NumberedRuns parts;
  private final int height;
  private final int depth;

  ComponentLabels(NumberedRuns parts, int depth) {
    this.parts = parts;
    this.depth = depth;
    height = parts.runs().height() / depth;
  }

  @Override
  public int width() {
    return parts.runs().width();
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
    parts.readLabels(z * height + y, into);
  }

  @Override
  public String toString() {
    return "LabelGrid[" + width() + "x" + height + "x" + depth + "]";
  }
}
