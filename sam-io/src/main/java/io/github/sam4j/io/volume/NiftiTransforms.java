package io.github.sam4j.io.volume;

import io.github.sam4j.image.Spacing;

/**
 * The geometry of a volume as a NIfTI header states it, kept so that writing repeats it.
 *
 * @param sformCode what the world of the sform is; the sform is ignored for codes below 1
 * @param sform the affine transform (method 3 of the format), in the header's unit
 * @param qform the rigid transform (method 2 of the format)
 * @param pixelSize distance of neighbouring voxels, in the header's unit
 * @param units the header's unit codes ({@code xyzt_units}): 1 metre, 2 millimetre, 3 micrometre in
 *     the lowest three bits, unit of time above
 */
public record NiftiTransforms(
    int sformCode, Affine sform, QForm qform, Spacing pixelSize, int units) {
  private static final int MILLIMETRES = 2;
  private static final int ALIGNED = 2;

  /** Returns an sform that holds the given map from voxel indices to millimetres, and no qform. */
  public static NiftiTransforms ofAffine(Affine affine) {
    Spacing pixelSize =
        new Spacing(affine.columnLength(0), affine.columnLength(1), affine.columnLength(2));
    return new NiftiTransforms(ALIGNED, affine, QForm.NONE, pixelSize, MILLIMETRES);
  }

  /** Returns how many millimetres the header's unit of length is; an unknown unit counts as 1. */
  double unitMillimetres() {
    return switch (units & 7) {
      case 1 -> 1000;
      case 3 -> 0.001;
      default -> 1;
    };
  }
}
