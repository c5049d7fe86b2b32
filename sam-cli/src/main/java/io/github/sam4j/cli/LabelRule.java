// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import io.github.sam4j.io.volume.Volume;
import io.github.sam4j.io.volume.VolumeShape;

/**
 * Distinguishes labels from intensities that are whole numbers, as those of most MR images are.
 *
 * <p>Few different values are labels. Many are labels if they form regions: in 95 of 100 places or
 * more, neighbours inside of an anatomical structure have one value, while neighbours in images
 * rarely do, in a smooth average of many patients in one place of three.
 */
final class LabelRule {
  /** So many different values other than 0 are labels, whatever they look like. */
  static final int FEW = 32;

  private static final double EQUAL_NEIGHBOURS = 0.75;

  private LabelRule() {}

  /**
   * Returns whether a volume of whole numbers holds labels.
   *
   * @param labels number of different values other than 0
   */
  static boolean isLabels(Volume volume, int labels) {
    return labels <= FEW || formsRegions(volume);
  }

  /** Compares each voxel with the next ones along the first two axes, where neither is 0. */
  private static boolean formsRegions(Volume volume) {
    VolumeShape shape = volume.shape();
    double[] plane = new double[Math.toIntExact(shape.voxelsPerPlane())];
    long pairs = 0;
    long equal = 0;
    for (int frame = 0; frame < shape.frames(); frame++) {
      for (int k = 0; k < shape.nz(); k++) {
        volume.readPlane(k, frame, plane);
        for (int i = 0; i < plane.length; i++) {
          boolean hasRight = (i + 1) % shape.nx() != 0 && plane[i + 1] != 0;
          boolean hasBelow = i + shape.nx() < plane.length && plane[i + shape.nx()] != 0;
          if (plane[i] != 0) {
            pairs += (hasRight ? 1 : 0) + (hasBelow ? 1 : 0);
            equal += hasRight && plane[i + 1] == plane[i] ? 1 : 0;
            equal += hasBelow && plane[i + shape.nx()] == plane[i] ? 1 : 0;
          }
        }
      }
    }
    return equal >= EQUAL_NEIGHBOURS * pairs;
  }
}
