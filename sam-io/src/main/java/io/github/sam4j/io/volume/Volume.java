package io.github.sam4j.io.volume;

import io.github.sam4j.mask.LabelGrid;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A three-dimensional array of voxels, or several of them behind each other (frames), with its
 * geometry.
 *
 * <p>The first array axis varies fastest. Samples are kept in the element type of their source, one
 * array per plane of the third axis, so that volumes may exceed 2 GiB; a single plane may not.
 * Every {@code value} is scaled, in double precision.
 *
 * <p>Statistics are computed on the first call, over all frames, and kept.
 */
public final class Volume {
  private final VolumeShape shape;
  private final Geometry geometry;
  private final Samples samples;
  private final List<byte[]> planes;
  private final boolean planar;
  private final VolumeStatistics statistics;

  private Volume(
      VolumeShape shape, Geometry geometry, Samples samples, List<byte[]> planes, boolean planar) {
    this.shape = shape;
    this.geometry = geometry;
    this.samples = samples;
    this.planes = planes;
    this.planar = planar;
    this.statistics = new VolumeStatistics(this);
  }

  /** Starts a volume whose planes are added one after the other. */
  public static Builder builder(VolumeShape shape, ElementType type, Geometry geometry) {
    return new Builder(shape, type, geometry);
  }

  /**
   * Returns a volume of 16-bit numbers.
   *
   * @param voxels one number per voxel, first axis fastest, copied
   * @throws IllegalArgumentException if the count doesn't fit the shape
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
   * @throws IllegalArgumentException if the count doesn't fit the shape
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
   * @throws IllegalArgumentException if the count doesn't fit the shape
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
    return shape;
  }

  /** Position in the patient. */
  public Geometry geometry() {
    return geometry;
  }

  /**
   * Returns whether this is a picture rather than a volume of one plane: its source has two axes
   * only. What is measured in space differs between the two.
   */
  public boolean isPlanar() {
    return planar;
  }

  /** How a voxel is stored. */
  public ElementType elementType() {
    return samples.type();
  }

  /** How values follow from stored samples. */
  public Scaling scaling() {
    return samples.scaling();
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
    if (i < 0 || i >= shape.nx() || j < 0 || j >= shape.ny()) {
      throw new IndexOutOfBoundsException("i=" + i + " j=" + j + " for shape=" + shape);
    }
    return samples.value(planes.get(planeIndex(k, frame)), j * shape.nx() + i);
  }

  /**
   * Reads the values of one plane of the third axis, first axis fastest.
   *
   * @param into receives {@code nx * ny} values from its beginning on
   * @throws IndexOutOfBoundsException outside the volume or if the array is too short
   */
  public void readPlane(int k, int frame, double[] into) {
    readValues(planeIndex(k, frame), 0, 1, Math.toIntExact(shape.voxelsPerPlane()), into);
  }

  /**
   * Returns a read-only view of the stored samples of one plane, before scaling, first axis
   * fastest, little-endian.
   *
   * @throws IndexOutOfBoundsException outside the volume
   */
  public ByteBuffer storedPlane(int k, int frame) {
    return ByteBuffer.wrap(planes.get(planeIndex(k, frame)))
        .asReadOnlyBuffer()
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Returns one frame as a volume of its own, with statistics of its own; samples are shared, not
   * copied.
   *
   * @throws IndexOutOfBoundsException if there is no such frame
   */
  public Volume frame(int frame) {
    int from = planeIndex(0, frame);
    if (shape.frames() == 1) {
      return this;
    }
    return new Volume(
        VolumeShape.of(shape.nx(), shape.ny(), shape.nz()),
        geometry,
        samples,
        planes.subList(from, from + shape.nz()),
        planar);
  }

  /**
   * Returns the slices across an axis, in storage order without flips. They are cheap views.
   *
   * @throws IllegalStateException if there are several frames; choose one with {@link #frame}
   */
  public List<Slice> slices(Axis axis) {
    return slices(axis.arrayAxis(geometry));
  }

  /**
   * Returns the slices across the third array axis, whatever the geometry says: the way to go
   * through all voxels of volumes of equal shape side by side.
   *
   * @throws IllegalStateException if there are several frames; choose one with {@link #frame}
   */
  public List<Slice> planes() {
    return slices(2);
  }

  /**
   * Returns the slices across an array axis, whatever the geometry says: the way to cut volumes of
   * equal shape alike.
   *
   * @param arrayAxis 0, 1 or 2
   * @throws IndexOutOfBoundsException for another axis
   * @throws IllegalStateException if there are several frames; choose one with {@link #frame}
   */
  public List<Slice> slices(int arrayAxis) {
    checkOneFrame();
    return new SliceList(this, Objects.checkIndex(arrayAxis, 3));
  }

  private void checkOneFrame() {
    if (shape.frames() != 1) {
      throw new IllegalStateException(
          "expected one frame, got frames=" + shape.frames() + "; choose one with frame(int)");
    }
  }

  /** Smallest value that is finite; NaN if no voxel is. */
  public double minimum() {
    return statistics.summary().minimum();
  }

  /** Largest value that is finite; NaN if no voxel is. */
  public double maximum() {
    return statistics.summary().maximum();
  }

  /** Sum of all finite values, in voxel order; 0 if no voxel is finite. */
  public double sum() {
    return statistics.summary().sum();
  }

  /**
   * Returns how many voxels of each label there are, sorted by label; the background 0 is left out.
   * A value belongs to the whole number that it is nearer to than {@value Slice#LABEL_TOLERANCE}.
   *
   * @return empty if a value isn't a whole number of the {@code int} range, or if there are more
   *     than 65,536 different ones
   */
  public Optional<SortedMap<Integer, Long>> labels() {
    return LabelCounts.of(this);
  }

  /**
   * Returns the volume as labels, each value rounded to the whole number that it is nearer to than
   * {@value Slice#LABEL_TOLERANCE}. Every voxel is looked at once to check that, then the labels
   * are a view: nothing is copied.
   *
   * @throws IllegalStateException if there are several frames; choose one with {@link #frame}
   * @throws IllegalArgumentException if a value isn't a whole number of the {@code int} range
   */
  public LabelGrid asLabels() {
    checkOneFrame();
    return LabelView.of(this);
  }

  VolumeStatistics statistics() {
    return statistics;
  }

  /** Number of planes of all frames. */
  int planeCount() {
    return planes.size();
  }

  /** Reads every {@code stride}-th value of a plane into the beginning of an array. */
  void readValues(int plane, int first, int stride, int count, double[] into) {
    samples.read(planes.get(plane), first, stride, count, into);
  }

  private int planeIndex(int k, int frame) {
    if (k < 0 || k >= shape.nz() || frame < 0 || frame >= shape.frames()) {
      throw new IndexOutOfBoundsException("k=" + k + " frame=" + frame + " for shape=" + shape);
    }
    return frame * shape.nz() + k;
  }

  @Override
  public String toString() {
    return "Volume[" + shape + ", " + samples.type() + ", " + geometry + "]";
  }

  /** Collects the planes of a volume. Not thread-safe. */
  public static final class Builder {
    private final VolumeShape shape;
    private final ElementType type;
    private final Geometry geometry;
    private final int planeBytes;
    private final List<byte[]> planes = new ArrayList<>();
    private Scaling scaling = Scaling.NONE;
    private boolean planar;

    /** Writes a range of the voxels into a plane of the volume's byte order. */
    private interface PlaneSource {
      void put(ByteBuffer plane, int from, int count);
    }

    private Builder(VolumeShape shape, ElementType type, Geometry geometry) {
      this.shape = shape;
      this.type = type;
      this.geometry = geometry;
      long bytes = Math.multiplyExact(shape.voxelsPerPlane(), (long) type.bytes());
      if (bytes > Integer.MAX_VALUE - 8 || shape.planes() > Integer.MAX_VALUE - 8) {
        throw new IllegalArgumentException(
            "a plane must have less than 2 GiB and there must be less than 2^31 planes, got shape="
                + shape + " type=" + type);
      }
      this.planeBytes = (int) bytes;
    }

    /** Sets how values follow from samples, {@link Scaling#NONE} if never called. */
    public Builder scaling(Scaling newScaling) {
      scaling = newScaling;
      return this;
    }

    /**
     * Sets whether this is a picture rather than a volume of one plane, false if never called.
     *
     * @throws IllegalArgumentException if it is and there is more than one plane
     */
    public Builder planar(boolean newPlanar) {
      if (newPlanar && shape.planes() != 1) {
        throw new IllegalArgumentException("a picture has one plane, got shape=" + shape);
      }
      planar = newPlanar;
      return this;
    }

    /**
     * Adds the next plane: all planes of the first frame, then those of the second, and so on.
     *
     * @param samples the remaining bytes, in the buffer's byte order, copied; its position does not
     *     move
     * @throws IllegalArgumentException if the buffer doesn't hold exactly one plane
     * @throws IllegalStateException if all planes are there already
     */
    public Builder addPlane(ByteBuffer samples) {
      if (samples.remaining() != planeBytes) {
        throw new IllegalArgumentException(
            "expected " + planeBytes + " bytes, got " + samples.remaining());
      }
      if (planes.size() == shape.planes()) {
        throw new IllegalStateException("expected at most " + planes.size() + " planes");
      }
      byte[] plane = new byte[planeBytes];
      samples.duplicate().get(plane);
      if (samples.order() == ByteOrder.BIG_ENDIAN) {
        swapBytes(plane, type.bytes());
      }
      planes.add(plane);
      return this;
    }

    /**
     * Returns the volume.
     *
     * @throws IllegalStateException if planes are missing
     */
    public Volume build() {
      if (planes.size() != shape.planes()) {
        throw new IllegalStateException(
            "expected " + shape.planes() + " planes, got " + planes.size());
      }
      return new Volume(shape, geometry, new Samples(type, scaling), List.copyOf(planes), planar);
    }

    private Volume addAll(PlaneSource source) {
      int count = Math.toIntExact(shape.voxelsPerPlane());
      ByteBuffer plane = ByteBuffer.allocate(planeBytes).order(ByteOrder.LITTLE_ENDIAN);
      for (int p = 0; p < shape.planes(); p++) {
        source.put(plane, p * count, count);
        addPlane(plane);
      }
      return build();
    }

    private static void swapBytes(byte[] plane, int size) {
      for (int from = 0; size > 1 && from < plane.length; from += size) {
        for (int low = from, high = from + size - 1; low < high; low++, high--) {
          byte b = plane[low];
          plane[low] = plane[high];
          plane[high] = b;
        }
      }
    }
  }
}
