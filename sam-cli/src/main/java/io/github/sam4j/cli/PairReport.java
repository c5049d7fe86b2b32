// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sam4j.image.Spacing;
import io.github.sam4j.mask.VoxelMask;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The report on one pair of masks.
 *
 * @param scores report on the masks as a whole
 * @param connectivity neighbourhood of components; null for the largest
 */
record PairReport(MetricsReport scores, @Nullable Integer connectivity) {
  /** Adds the grid, the scores of the masks, and those of their components. */
  void addTo(ObjectNode node, MaskPair pair) {
    addHead(node, pair);
    node.setAll(scores.of(pair));
    node.set("instances", components(pair));
  }

  /** Adds the grid and the policy for empty masks. */
  static void addHead(ObjectNode node, MaskPair pair) {
    VoxelMask mask = pair.reference();
    Spacing spacing = pair.spacing();
    if (pair.planar()) {
      node.set("shape", Json.array(mask.width(), mask.height()));
      node.set("spacing_mm", Json.array(spacing.x(), spacing.y()));
    } else {
      node.set("shape", Json.array(mask.width(), mask.height(), mask.depth()));
      node.set("spacing_mm", Json.array(spacing.x(), spacing.y(), spacing.z()));
    }
    node.set("empty_policy", MetricsReport.emptyPolicy());
  }

  /** Returns the scores of the connected components as objects. */
  ObjectNode components(MaskPair pair) {
    List<Integer> possible = pair.planar() ? List.of(4, 8) : List.of(6, 18, 26);
    int neighbours = connectivity == null ? possible.get(possible.size() - 1) : connectivity;
    if (!possible.contains(neighbours)) {
      throw new IllegalArgumentException("--connectivity must be one of " + possible
          + (pair.planar() ? " in a picture" : " in a volume") + ", got " + neighbours);
    }
    return InstanceReport.of(
        pair.components(neighbours), "components of " + neighbours + " neighbours");
  }
}
