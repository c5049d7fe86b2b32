// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.nifti;

import io.github.sam4j.image.Spacing;
import io.github.sam4j.io.volume.Affine;
import io.github.sam4j.io.volume.Geometry;
import io.github.sam4j.io.volume.SourceHeader;
import io.github.sam4j.io.volume.Volume;
import io.github.sam4j.io.volume.VolumeShape;
import java.util.Arrays;
import java.util.Optional;

/**
 * The geometry of a volume as a header states it, kept so that writing repeats it.
 *
 * @param sformCode coordinate system that the sform maps to; the sform is ignored for codes below 1
 * @param sform the affine transform (method 3 of the format), in the header's unit
 * @param qform the rigid transform (method 2 of the format)
 * @param pixelSize distance of neighbouring voxels, in the header's unit
 * @param units the header's unit codes ({@code xyzt_units}): 1 metre, 2 millimetre, 3 micrometre in
 *     the lowest three bits, unit of time above
 */
record NiftiTransforms(int sformCode, Affine sform, QForm qform, Spacing pixelSize, int units)
    implements SourceHeader {
  private static final int MILLIMETRES = 2;
  private static final int ALIGNED = 2;

  /**
   * Returns what to write for a volume: the header that it was read from if that states its
   * geometry, else an sform that does, and no qform.
   */
  static NiftiTransforms of(Volume volume) {
    Geometry geometry = volume.geometry();
    return volume
        .sourceHeader()
        .filter(NiftiTransforms.class::isInstance)
        .map(NiftiTransforms.class::cast)
        .filter(read -> read.geometry(volume.shape()).equals(geometry))
        .orElseGet(() -> new NiftiTransforms(
            ALIGNED, geometry.affine(), QForm.NONE, geometry.spacing(), MILLIMETRES));
  }

  /**
   * Returns the geometry for a volume of the given extent.
   *
   * <p>The sform decides when its code is positive, else the qform when its code is positive. A
   * transform that is not finite or not invertible counts as absent. With neither, the voxel sizes
   * are all that is known; as in nibabel the first axis then runs to the left, the others to the
   * front and to the head, and the world's origin is the centre of the volume. Metres and
   * micrometres are converted into millimetres.
   */
  Geometry geometry(VolumeShape shape) {
    return bySform().or(this::byQform).orElseGet(() -> Geometry.of(inMillimetres(centred(shape))));
  }

  private Optional<Geometry> bySform() {
    return sformCode > 0 ? Geometry.tryOf(inMillimetres(sform)) : Optional.empty();
  }

  private Optional<Geometry> byQform() {
    return qform.code() > 0
        ? Geometry.tryOf(inMillimetres(qform.toAffine(pixelSize)))
        : Optional.empty();
  }

  private Affine centred(VolumeShape shape) {
    double[] rows = Affine.ofSpacing(pixelSize).toRows();
    rows[0] = -rows[0];
    for (int axis = 0; axis < 3; axis++) {
      rows[4 * axis + 3] = -rows[5 * axis] * (shape.length(axis) - 1) / 2.0;
    }
    return Affine.ofRows(rows);
  }

  /** Converts from the header's unit of length; an unknown unit counts as millimetres. */
  private Affine inMillimetres(Affine map) {
    double millimetres = switch (units & 7) {
      case 1 -> 1000;
      case 3 -> 0.001;
      default -> 1;
    };
    return Affine.ofRows(
        Arrays.stream(map.toRows()).map(element -> element * millimetres).toArray());
  }

  @Override
  public String geometrySource() {
    return bySform().isPresent() ? "sform" : byQform().isPresent() ? "qform" : "spacing";
  }

  @Override
  public boolean isPositioned() {
    return bySform().or(this::byQform).isPresent();
  }
}
