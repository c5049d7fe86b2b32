// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.volume;

import io.github.sam4j.mask.Mask;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A segmentation: a label for each voxel of an image, 0 for none, in the image's geometry.
 *
 * <p>Labels are stored as 8-bit numbers if they fit, else as 16-bit numbers, without scaling.
 */
public final class LabelVolume {
  /** Largest label. */
  public static final int MAX_LABEL = 65_535;

  private final Volume volume;

  private LabelVolume(Volume volume) {
    this.volume = volume;
  }

  /**
   * Starts an empty segmentation.
   *
   * @param like the image, whose geometry, source header and extent of one frame are copied
   * @param axis across which the masks are slices
   */
  public static Builder builder(Volume like, Axis axis) {
    return new Builder(like, axis.arrayAxis(like.geometry()));
  }

  /** Returns the labels as a volume. Nothing is copied. */
  public Volume asVolume() {
    return volume;
  }

  /**
   * Returns the label of a voxel, in [0, {@link #MAX_LABEL}].
   *
   * @throws IndexOutOfBoundsException outside the volume
   */
  public int label(int i, int j, int k) {
    return (int) volume.value(i, j, k);
  }

  @Override
  public String toString() {
    return "LabelVolume[" + volume + "]";
  }

  /** Collects labelled masks. Not thread-safe. */
  public static final class Builder {
    private final VolumeShape shape;
    private final Geometry geometry;
    private final Optional<SourceHeader> sourceHeader;
    private final boolean planar;
    private final int axis;
    private final List<char[]> planes = new ArrayList<>();
    private int largest;

    private Builder(Volume like, int axis) {
      this.shape =
          VolumeShape.of(like.shape().nx(), like.shape().ny(), like.shape().nz());
      this.geometry = like.geometry();
      this.sourceHeader = like.sourceHeader();
      this.planar = like.isPlanar();
      this.axis = axis;
      int perPlane = Math.toIntExact(shape.voxelsPerPlane());
      for (int k = 0; k < shape.nz(); k++) {
        planes.add(new char[perPlane]);
      }
    }

    /**
     * Sets the pixels of a mask to a label, overwriting earlier labels; other pixels stay.
     *
     * @param sliceIndex index on the axis of the slices
     * @param mask of the size of a {@link Slice} across that axis
     * @param label in [0, {@link #MAX_LABEL}]; 0 clears
     * @throws IndexOutOfBoundsException if there is no such slice
     * @throws IllegalArgumentException for another size or label
     */
    public Builder set(int sliceIndex, Mask mask, int label) {
      if (sliceIndex < 0 || sliceIndex >= shape.length(axis)) {
        throw new IndexOutOfBoundsException(
            "sliceIndex=" + sliceIndex + " for " + shape.length(axis) + " slices");
      }
      int width = shape.length(axis == 0 ? 1 : 0);
      int height = shape.length(axis == 2 ? 1 : 2);
      if (mask.width() != width || mask.height() != height) {
        throw new IllegalArgumentException("expected a mask of " + width + "x" + height + ", got "
            + mask.width() + "x" + mask.height());
      }
      if (label < 0 || label > MAX_LABEL) {
        throw new IllegalArgumentException(
            "label must be in [0, " + MAX_LABEL + "], got label=" + label);
      }
      largest = Math.max(largest, label);
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          if (mask.get(x, y)) {
            put(sliceIndex, x, y, (char) label);
          }
        }
      }
      return this;
    }

    private void put(int slice, int x, int y, char label) {
      int nx = shape.nx();
      switch (axis) {
        case 0 -> planes.get(y)[x * nx + slice] = label;
        case 1 -> planes.get(y)[slice * nx + x] = label;
        default -> planes.get(slice)[y * nx + x] = label;
      }
    }

    /** Returns the segmentation; the builder can still be used afterwards. */
    public LabelVolume build() {
      boolean small = largest <= 255;
      Volume.Builder builder = Volume.builder(
              shape, small ? ElementType.UINT8 : ElementType.UINT16, geometry)
          .planar(planar);
      sourceHeader.ifPresent(builder::sourceHeader);
      int perPlane = Math.toIntExact(shape.voxelsPerPlane());
      ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(perPlane, small ? 1 : 2))
          .order(ByteOrder.LITTLE_ENDIAN);
      for (char[] plane : planes) {
        bytes.clear();
        for (char label : plane) {
          if (small) {
            bytes.put((byte) label);
          } else {
            bytes.putChar(label);
          }
        }
        builder.addPlane(bytes.flip());
      }
      return new LabelVolume(builder.build());
    }
  }
}
