package io.github.sam4j.io.volume;

import io.github.sam4j.mask.LabelGrid;
import java.util.Objects;

/** A volume of whole numbers as labels. */
final class LabelView implements LabelGrid {
  private final Volume volume;

  private LabelView(Volume volume) {
    this.volume = volume;
  }

  /** Checks that all values are labels. */
  static LabelView of(Volume volume) {
    VolumeShape shape = volume.shape();
    double[] values = new double[shape.nx()];
    for (int z = 0; z < shape.nz(); z++) {
      for (int y = 0; y < shape.ny(); y++) {
        volume.readValues(z, y * shape.nx(), 1, values.length, values);
        for (int x = 0; x < values.length; x++) {
          // also false for NaN and beyond the range, where the nearest int is far away
          if (!(Math.abs(values[x] - (int) Math.rint(values[x])) < Slice.LABEL_TOLERANCE)) {
            throw new IllegalArgumentException("expected whole numbers as labels, found "
                + values[x] + " at voxel (" + x + ", " + y + ", " + z + ")");
          }
        }
      }
    }
    return new LabelView(volume);
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
