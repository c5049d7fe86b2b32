// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.nrrd;

import io.github.sam4j.io.volume.MalformedVolumeException;
import io.github.sam4j.io.volume.VolumeShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Which axes of the array are those of the volume, and which one its frames.
 *
 * @param shape lengths in the order of a volume
 * @param spatial the axes of space, from the fastest on: one to three
 * @param inner number of samples between neighbours of the frames' axis; the number of voxels of a
 *     frame where it is the slowest
 */
record AxisRoles(VolumeShape shape, List<Integer> spatial, long inner) {
  private static final Set<String> SPATIAL_KINDS = Set.of("domain", "space", "???", "none");
  private static final Set<String> FRAME_KINDS =
      Set.of("list", "time", "domain", "space", "???", "none", "stub", "scalar");

  /**
   * Tells the axes of space from that of frames: by their directions if there are any, else by
   * their kinds, else the fourth is that of frames. An axis of one sample can be of any kind.
   */
  static AxisRoles of(NrrdFields header, int[] sizes, List<double[]> directions)
      throws MalformedVolumeException {
    List<String> kinds = AxisValues.words(header, "kinds", sizes.length);
    List<Integer> spatial = new ArrayList<>();
    int frames = -1;
    for (int axis = 0; axis < sizes.length; axis++) {
      String kind = kinds.isEmpty() ? "domain" : kinds.get(axis);
      boolean isSpatial = directions.isEmpty()
          ? SPATIAL_KINDS.contains(kind) && spatial.size() < 3
          : isSpatial(directions.get(axis));
      if (isSpatial) {
        spatial.add(axis);
      } else if (sizes[axis] > 1) {
        if (!FRAME_KINDS.contains(kind)) {
          throw header.malformed(
              "one number per voxel",
              "an axis of " + sizes[axis] + " samples of kind " + NrrdFields.shown(kind));
        }
        if (frames >= 0) {
          throw header.malformed("at most one axis besides those of space", "two or more");
        }
        frames = axis;
      }
    }
    if (spatial.isEmpty() || spatial.size() > 3) {
      throw header.malformed("one to three axes of space", "" + spatial.size());
    }
    return of(header, sizes, spatial, frames);
  }

  private static AxisRoles of(NrrdFields header, int[] sizes, List<Integer> spatial, int frames)
      throws MalformedVolumeException {
    int[] lengths = {1, 1, 1};
    for (int i = 0; i < spatial.size(); i++) {
      lengths[i] = sizes[spatial.get(i)];
    }
    try {
      VolumeShape shape =
          new VolumeShape(lengths[0], lengths[1], lengths[2], frames < 0 ? 1 : sizes[frames]);
      long inner = 1;
      for (int axis = 0; axis < (frames < 0 ? sizes.length : frames); axis++) {
        inner *= sizes[axis];
      }
      return new AxisRoles(shape, spatial, inner);
    } catch (IllegalArgumentException e) {
      throw header.malformed("fewer than 2^63 voxels", "sizes " + Arrays.toString(sizes));
    }
  }

  private static boolean isSpatial(double[] direction) {
    for (int i = 0; i < Math.min(3, direction.length); i++) {
      if (direction[i] != 0) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether the array is a picture: at most two axes, none of frames. */
  boolean isPlanar() {
    return spatial.size() < 3 && shape.frames() == 1;
  }

  /** Returns whether the voxels of a frame follow each other. */
  boolean isFrameByFrame() {
    return shape.frames() == 1 || inner == shape.voxels() / shape.frames();
  }
}
