package io.github.sam4j.io.volume;

import io.github.sam4j.image.Spacing;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where the voxels of a volume lie in the patient.
 *
 * <p>The world is in millimetres; x grows to the patient's right, y to the front, z to the head
 * (RAS).
 */
public final class Geometry {
  /** What a geometry was taken from. */
  public enum Source {
    /** The affine transform of a NIfTI header. */
    SFORM,
    /** The rigid transform of a NIfTI header. */
    QFORM,
    /** Voxel sizes only: position and orientation are made up. */
    SPACING
  }

  private final Affine affine;
  private final Spacing spacing;
  private final String axisCodes;
  private final Source source;
  private final NiftiTransforms transforms;

  private Geometry(Affine affine, Source source, NiftiTransforms transforms) {
    this.affine = affine;
    this.spacing =
        new Spacing(affine.columnLength(0), affine.columnLength(1), affine.columnLength(2));
    this.axisCodes = Rotation.axisCodes(affine);
    this.source = source;
    this.transforms = transforms;
  }

  /**
   * Returns the geometry of an affine map from voxel indices to millimetres (RAS).
   *
   * @throws IllegalArgumentException if an element isn't finite or two voxels share a position
   */
  public static Geometry of(Affine affine) {
    if (!affine.isUsable()) {
      throw new IllegalArgumentException(
          "affine must be finite and invertible, got affine=" + affine);
    }
    return new Geometry(affine, Source.SFORM, NiftiTransforms.ofAffine(affine));
  }

  /** Returns the geometry of axes towards right, front and head with the first voxel at 0, 0, 0. */
  public static Geometry of(Spacing spacing) {
    return of(Affine.ofSpacing(spacing));
  }

  /**
   * Returns the geometry that a NIfTI header states.
   *
   * <p>The sform decides when its code is positive, else the qform when its code is positive. A
   * transform that is not finite or not invertible counts as absent. With neither, the voxel sizes
   * are all that is known; as in nibabel the first axis then runs to the left, the others to the
   * front and to the head, and the world's origin is the centre of the volume. Metres and
   * micrometres are converted into millimetres.
   */
  public static Geometry of(NiftiTransforms transforms, VolumeShape shape) {
    double millimetres = transforms.unitMillimetres();
    if (transforms.sformCode() > 0) {
      Affine sform = transforms.sform().scaled(millimetres);
      if (sform.isUsable()) {
        return new Geometry(sform, Source.SFORM, transforms);
      }
    }
    Spacing size = transforms.pixelSize();
    if (transforms.qform().code() > 0) {
      Affine qform = transforms.qform().toAffine(size).scaled(millimetres);
      if (qform.isUsable()) {
        return new Geometry(qform, Source.QFORM, transforms);
      }
    }
    Affine centred = Affine.ofRows(
        -size.x(),
        0,
        0,
        size.x() * (shape.nx() - 1) / 2.0,
        0,
        size.y(),
        0,
        -size.y() * (shape.ny() - 1) / 2.0,
        0,
        0,
        size.z(),
        -size.z() * (shape.nz() - 1) / 2.0);
    return new Geometry(centred.scaled(millimetres), Source.SPACING, transforms);
  }

  /** Map from voxel indices to the world. */
  public Affine affine() {
    return affine;
  }

  /** Distances of neighbouring voxels: the lengths of the affine's columns. */
  public Spacing spacing() {
    return spacing;
  }

  /**
   * Three letters that tell where the indices of the array axes grow to: R or L, A or P, S or I,
   * each pair once; "RAS" for axes along the world's.
   */
  public String axisCodes() {
    return axisCodes;
  }

  /** What this geometry was taken from. */
  public Source source() {
    return source;
  }

  /**
   * Returns where the voxels of a volume lie elsewhere by another geometry, for people: the first
   * corner of the volume that is too far away, and both affines. Since affines are linear, no voxel
   * is farther away than the farthest corner.
   *
   * @param shape of the volume
   * @param tolerance largest distance that is none, in millimetres, inclusive
   * @return empty if no corner is that far away
   */
  public Optional<String> difference(Geometry other, VolumeShape shape, double tolerance) {
    for (int corner = 0; corner < 8; corner++) {
      int i = (corner & 1) == 0 ? 0 : shape.nx() - 1;
      int j = (corner & 2) == 0 ? 0 : shape.ny() - 1;
      int k = (corner & 4) == 0 ? 0 : shape.nz() - 1;
      double[] a = affine.toWorld(i, j, k);
      double[] b = other.affine.toWorld(i, j, k);
      double apart = Math.hypot(Math.hypot(a[0] - b[0], a[1] - b[1]), a[2] - b[2]);
      if (!(apart <= tolerance)) {
        return Optional.of("voxel (" + i + ", " + j + ", " + k + ") is " + apart
            + " mm off: expected rows " + Arrays.toString(affine.toRows()) + ", found "
            + Arrays.toString(other.affine.toRows()));
      }
    }
    return Optional.empty();
  }

  /** The header fields that a writer of NIfTI repeats. */
  public NiftiTransforms niftiTransforms() {
    return transforms;
  }

  /** Returns whether both have equal affines and come from equal header fields. */
  @Override
  public boolean equals(Object o) {
    return o instanceof Geometry other
        && affine.equals(other.affine)
        && source == other.source
        && transforms.equals(other.transforms);
  }

  @Override
  public int hashCode() {
    return 31 * affine.hashCode() + transforms.hashCode();
  }

  @Override
  public String toString() {
    return "Geometry[" + axisCodes + ", " + spacing + ", from " + source + "]";
  }
}
