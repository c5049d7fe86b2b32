// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.volume;

import io.github.sam4j.mask.LabelGrid;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A three-dimensional array of voxels, or several of them in sequence (frames), with its geometry.
 *
 * <p>The first array axis varies fastest. Samples are kept in the element type of their source, one
 * array per plane of the third axis, so that volumes may exceed 2 GiB; a single plane may not.
 * Every {@code value} is scaled, in double precision.
 *
 * <p>Statistics are computed on the first call, over all frames, and kept.
 */
public final class Volume {
  private final Voxels voxels;
  private final Geometry geometry;
  private final @Nullable SourceHeader sourceHeader;
  private final boolean planar;
  private final VolumeStatistics statistics;

  private Volume(
      Voxels voxels, Geometry geometry, @Nullable SourceHeader sourceHeader, boolean planar) {
    this.voxels = voxels;
    this.geometry = geometry;
    this.sourceHeader = sourceHeader;
    this.planar = planar;
    this.statistics = new VolumeStatistics(voxels);
  }

  /**
   * Starts a volume whose planes are added in sequence.
   *
   * @throws IllegalArgumentException if a plane would have 2 GiB or more, or there would be 2³¹
   *     planes or more
   */
  public static Builder builder(VolumeShape shape, ElementType type, Geometry geometry) {
    return new Builder(shape, type, geometry);
  }

  /**
   * Returns a volume of 16-bit numbers.
   *
   * @param voxels one number per voxel, first axis fastest, copied
   * @throws IllegalArgumentException if the count does not match the shape
   */
  public static Volume of(VolumeShape shape, Geometry geometry, short... voxels) {
    checkCount(shape, voxels.length);
    return builder(shape, ElementType.INT16, geometry)
        .addAll((plane, from, count) ->
            plane.asShortBuffer().put(ShortBuffer.wrap(voxels, from, count)));
  }

  /**
   * Returns a volume of single-precision numbers.
   *
   * @param voxels one number per voxel, first axis fastest, copied
   * @throws IllegalArgumentException if the count does not match the shape
   */
  public static Volume of(VolumeShape shape, Geometry geometry, float... voxels) {
    checkCount(shape, voxels.length);
    return builder(shape, ElementType.FLOAT32, geometry)
        .addAll((plane, from, count) ->
            plane.asFloatBuffer().put(FloatBuffer.wrap(voxels, from, count)));
  }

  /**
   * Returns a volume of double-precision numbers.
   *
   * @param voxels one number per voxel, first axis fastest, copied
   * @throws IllegalArgumentException if the count does not match the shape
   */
  public static Volume of(VolumeShape shape, Geometry geometry, double... voxels) {
    checkCount(shape, voxels.length);
    return builder(shape, ElementType.FLOAT64, geometry)
        .addAll((plane, from, count) ->
            plane.asDoubleBuffer().put(DoubleBuffer.wrap(voxels, from, count)));
  }

  private static void checkCount(VolumeShape shape, int length) {
    if (length != shape.voxels()) {
      throw new IllegalArgumentException(
          "expected " + shape.voxels() + " voxels for shape=" + shape + ", got " + length);
    }
  }

  /** Extent in voxels. */
  public VolumeShape shape() {
    return voxels.shape();
  }

  /** Position in the patient. */
  public Geometry geometry() {
    return geometry;
  }

  /** Header data that the file format needs for writing; empty for a volume created in code. */
  public Optional<SourceHeader> sourceHeader() {
    return Optional.ofNullable(sourceHeader);
  }

  /**
   * Returns whether the position and orientation of the {@link #geometry} were stated: true unless
   * the source header {@linkplain SourceHeader#isPositioned says otherwise}.
   */
  public boolean isPositioned() {
    return sourceHeader == null || sourceHeader.isPositioned();
  }

  /**
   * Returns whether this is a picture rather than a volume of one plane: its source has two axes
   * only. Distances are measured differently in the two.
   */
  public boolean isPlanar() {
    return planar;
  }

  /** Number format of a stored voxel. */
  public ElementType elementType() {
    return voxels.samples().type();
  }

  /** Factor from stored samples to values: {@code value = slope * sample + intercept}. */
  public double slope() {
    return voxels.samples().scaling().slope();
  }

  /** Value of the stored sample 0. */
  public double intercept() {
    return voxels.samples().scaling().intercept();
  }

  /**
   * Returns the value of a voxel of the first frame.
   *
   * @throws IndexOutOfBoundsException outside the volume
   */
  public double value(int i, int j, int k) {
    return value(i, j, k, 0);
  }

  /**
   * Returns the value of a voxel.
   *
   * @throws IndexOutOfBoundsException outside the volume
   */
  public double value(int i, int j, int k, int frame) {
    return voxels.value(i, j, k, frame);
  }

  /**
   * Reads the values of one plane of the third axis, first axis fastest.
   *
   * @param into receives {@code nx * ny} values from its beginning on
   * @throws IndexOutOfBoundsException outside the volume or if the array is too short
   */
  public void readPlane(int k, int frame, double[] into) {
    voxels.readPlane(voxels.planeIndex(k, frame), into);
  }

  /**
   * Returns a read-only view of the stored samples of one plane, before scaling, first axis
   * fastest, little-endian.
   *
   * @throws IndexOutOfBoundsException outside the volume
   */
  public ByteBuffer storedPlane(int k, int frame) {
    return voxels.stored(voxels.planeIndex(k, frame));
  }

  /**
   * Returns one frame as a volume of its own, with statistics of its own; samples are shared, not
   * copied.
   *
   * @throws IndexOutOfBoundsException if there is no such frame
   */
  public Volume frame(int frame) {
    Objects.checkIndex(frame, shape().frames());
    return shape().frames() == 1
        ? this
        : new Volume(voxels.frame(frame), geometry, sourceHeader, planar);
  }

  /**
   * Returns the slices across an axis, in storage order without flips. They are views and cheap to
   * create.
   *
   * @throws IllegalStateException if there are several frames; choose one with {@link #frame}
   */
  public List<Slice> slices(Axis axis) {
    return slices(axis.arrayAxis(geometry));
  }

  /**
   * Returns the slices across the third array axis, whatever the geometry: use this to traverse
   * several volumes of equal shape in step.
   *
   * @throws IllegalStateException if there are several frames; choose one with {@link #frame}
   */
  public List<Slice> planes() {
    return slices(2);
  }

  /**
   * Returns the slices across an array axis, whatever the geometry: use this to slice several
   * volumes of equal shape in the same way.
   *
   * @param arrayAxis 0, 1 or 2
   * @throws IndexOutOfBoundsException for another axis
   * @throws IllegalStateException if there are several frames; choose one with {@link #frame}
   */
  public List<Slice> slices(int arrayAxis) {
    checkOneFrame();
    int count = shape().length(arrayAxis);
    return IntStream.range(0, count)
        .mapToObj(i -> new Slice(this, arrayAxis, i))
        .toList();
  }

  private void checkOneFrame() {
    if (shape().frames() != 1) {
      throw new IllegalStateException(
          "expected one frame, got frames=" + shape().frames() + "; choose one with frame(int)");
    }
  }

  /** Smallest finite value; NaN if there is none. */
  public double minimum() {
    return statistics.summary().minimum();
  }

  /** Largest finite value; NaN if there is none. */
  public double maximum() {
    return statistics.summary().maximum();
  }

  /** Sum of all finite values, added in voxel order; 0 if there is none. */
  public double sum() {
    return statistics.summary().sum();
  }

  /**
   * Returns the number of voxels of each label, sorted by label; the background 0 is left out. A
   * value belongs to the integer from which it differs by less than {@value Slice#LABEL_TOLERANCE}.
   *
   * @return empty if a value belongs to no integer of the {@code int} range, or if there are more
   *     than 65,536 different labels
   */
  public Optional<SortedMap<Integer, Long>> labels() {
    return LabelCounts.of(voxels);
  }

  /**
   * Returns the volume as labels, each value rounded to the integer from which it differs by less
   * than {@value Slice#LABEL_TOLERANCE}. This reads every voxel once to check that; the labels are
   * then a view, nothing is copied.
   *
   * @throws IllegalStateException if there are several frames; choose one with {@link #frame}
   * @throws IllegalArgumentException if a value belongs to no integer of the {@code int} range
   */
  public LabelGrid asLabels() {
    checkOneFrame();
    return LabelView.of(voxels);
  }

  Voxels voxels() {
    return voxels;
  }

  VolumeStatistics statistics() {
    return statistics;
  }

  @Override
  public String toString() {
    return "Volume[" + shape() + ", " + elementType() + ", " + geometry + "]";
  }

  /** Collects the planes of a volume. Not thread-safe. */
  public static final class Builder {
    private final Voxels.Collector voxels;
    private final Geometry geometry;
    private Scaling scaling = Scaling.NONE;
    private @Nullable SourceHeader sourceHeader;
    private boolean planar;

    /** Writes {@code count} voxels from index {@code from} on into a little-endian plane. */
    private interface PlaneSource {
      void put(ByteBuffer plane, int from, int count);
    }

    private Builder(VolumeShape shape, ElementType type, Geometry geometry) {
      this.voxels = new Voxels.Collector(shape, type);
      this.geometry = Objects.requireNonNull(geometry, "geometry");
    }

    /**
     * Sets the map from samples to values, {@code value = slope * sample + intercept} in double
     * precision; by default values equal the samples.
     *
     * @param slope finite and not 0
     * @param intercept finite
     * @throws IllegalArgumentException otherwise
     */
    public Builder scaling(double slope, double intercept) {
      this.scaling = new Scaling(slope, intercept);
      return this;
    }

    /** Sets the header data that the file format needs for writing, none by default. */
    public Builder sourceHeader(SourceHeader sourceHeader) {
      this.sourceHeader = Objects.requireNonNull(sourceHeader, "sourceHeader");
      return this;
    }

    /**
     * Sets whether this is a picture rather than a volume of one plane, false by default.
     *
     * @throws IllegalArgumentException if it is and there is more than one plane
     */
    public Builder planar(boolean planar) {
      if (planar && voxels.shape().planes() != 1) {
        throw new IllegalArgumentException("a picture has one plane, got shape=" + voxels.shape());
      }
      this.planar = planar;
      return this;
    }

    /**
     * Adds the next plane: all planes of the first frame, then those of the second, and so on.
     *
     * @param samples the remaining bytes, in the buffer's byte order, copied; its position does not
     *     move
     * @throws IllegalArgumentException if the buffer does not hold exactly one plane
     * @throws IllegalStateException if all planes are there already
     */
    public Builder addPlane(ByteBuffer samples) {
      voxels.add(samples);
      return this;
    }

    /**
     * Returns the volume.
     *
     * @throws IllegalStateException if planes are missing
     */
    public Volume build() {
      return new Volume(voxels.build(scaling), geometry, sourceHeader, planar);
    }

    private Volume addAll(PlaneSource source) {
      ByteBuffer plane = ByteBuffer.allocate(voxels.planeBytes()).order(ByteOrder.LITTLE_ENDIAN);
      int count = Math.toIntExact(voxels.shape().voxelsPerPlane());
      for (int p = 0; p < voxels.shape().planes(); p++) {
        source.put(plane, p * count, count);
        addPlane(plane);
      }
      return build();
    }
  }
}
