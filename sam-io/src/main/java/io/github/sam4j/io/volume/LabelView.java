package io.github.sam4j.io.volume;

import io.github.sam4j.mask.LabelGrid;
import java.util.Objects;

/** A volume of whole numbers as labels. */
final class LabelView implements LabelGrid {
  private final Volume volume;

  LabelView(Volume volume) {
    this.volume = volume;
  }

  @Override
  public int width() {
    return volume.shape().nx();
  }

  @Override
  public int height() {
    return volume.shape().ny();
  }

  @Override
  public int depth() {
    return volume.shape().nz();
  }

  @Override
  public void readRow(int y, int z, int[] into) {
    Objects.checkIndex(y, height());
    Objects.checkIndex(z, depth());
    double[] values = new double[width()];
    volume.readValues(z, y * width(), 1, values.length, values);
    for (int x = 0; x < values.length; x++) {
      into[x] = (int) Math.rint(values[x]);
    }
  }

  @Override
  public String toString() {
    return "LabelView[" + volume + "]";
  }
}
