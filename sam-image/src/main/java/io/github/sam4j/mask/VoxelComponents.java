// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.mask;

import io.github.sam4j.image.internal.bits.PixelRuns;
import java.util.function.IntPredicate;

/**
 * The connected components of a mask of voxels, numbered from 0 in reading order of their first
 * voxels: plane by plane, row by row, each row from the left. Immutable.
 *
 * <p>Works on runs as {@link Components} does: each run is joined with those that it touches in the
 * row above and in up to three rows of the previous plane. The cost is linear in the packed words
 * of the mask plus its runs.
 */
public final class VoxelComponents {
  private final NumberedRuns parts;
  private final int depth;

  private VoxelComponents(NumberedRuns parts, int depth) {
    this.parts = parts;
    this.depth = depth;
  }

  /** The neighbours of a voxel. */
  public enum Connectivity {
    /** The 6 that share a face; 4 in a plane. */
    FACES(6),
    /** The 18 that share a face or an edge; 8 in a plane. */
    FACES_AND_EDGES(18),
    /** The 26 that share a face, an edge or a corner; 8 in a plane. */
    FACES_EDGES_AND_CORNERS(26);

    private final int neighbours;

    Connectivity(int neighbours) {
      this.neighbours = neighbours;
    }

    /** Returns the number of neighbours of a voxel: 6, 18 or 26. */
    public int neighbours() {
      return neighbours;
    }
  }

  /** Finds the connected components of a mask. */
  public static VoxelComponents of(VoxelMask mask, Connectivity connectivity) {
    // 0 joins runs that overlap, 1 also those that touch at a corner
    int inRowBeside = connectivity == Connectivity.FACES ? 0 : 1;
    int inRowAcross = connectivity == Connectivity.FACES_EDGES_AND_CORNERS ? 1 : 0;
    int height = mask.height();
    // all planes stacked into one tall mask
    PixelRuns runs = PixelRuns.of(mask.width(), height * mask.depth(), mask.words());
    RunForest forest = new RunForest(runs);
    for (int z = 0; z < mask.depth(); z++) {
      for (int y = 0; y < height; y++) {
        int row = z * height + y;
        if (y > 0) {
          forest.joinRows(row - 1, row, inRowBeside);
        }
        if (z > 0) {
          forest.joinRows(row - height, row, inRowBeside);
        }
        if (z > 0 && connectivity != Connectivity.FACES) {
          if (y > 0) {
            forest.joinRows(row - height - 1, row, inRowAcross);
          }
          if (y < height - 1) {
            forest.joinRows(row - height + 1, row, inRowAcross);
          }
        }
      }
    }
    return new VoxelComponents(forest.number(), mask.depth());
  }

  /** Returns the number of components, 0 for an empty mask. */
  public int count() {
    return parts.count();
  }

  /**
   * Returns the number of voxels of a component.
   *
   * @throws IndexOutOfBoundsException outside {@code [0, count)}
   */
  public long size(int component) {
    return parts.size(component);
  }

  /**
   * Returns one component as a mask of the original size.
   *
   * @throws IndexOutOfBoundsException outside {@code [0, count)}
   */
  public VoxelMask mask(int component) {
    return mask(parts.only(component));
  }

  /**
   * Returns all components whose number matches the predicate, as one mask of the original size.
   */
  public VoxelMask mask(IntPredicate components) {
    return VoxelMask.wrap(
        parts.runs().width(), height(), depth, parts.pack(parts.select(components)));
  }

  /**
   * Returns the components as a label grid, without creating their masks: component {@code i} has
   * label {@code i + 1}, all other voxels have label 0.
   */
  public LabelGrid labels() {
    return new LabelRows(parts.runs().width(), height(), depth, parts::readLabels);
  }

  private int height() {
    return parts.runs().height() / depth;
  }

  @Override
  public String toString() {
    return "VoxelComponents[" + parts.runs().width() + "x" + height() + "x" + depth + ", count="
        + count() + "]";
  }
}
