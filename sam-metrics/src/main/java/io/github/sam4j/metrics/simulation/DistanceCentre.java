// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.simulation;

import io.github.sam4j.mask.Mask;
import io.github.sam4j.prompt.Prompt;
import java.util.List;
import java.util.Optional;

/**
 * The pixels of an object that are farthest from its background: the maximum of the Euclidean
 * distance transform. Unlike the {@linkplain CentreOfMass centre of mass}, they always lie on the
 * object.
 *
 * <p>Distances are exact; the approximate transforms of image libraries can yield a different
 * pixel. Objects with straight sides usually have ties: a rectangle has a row of them.
 *
 * @param tied all such pixels in reading order as foreground points, at least one
 * @param squaredDistance squared distance to the nearest background pixel; 1 for a single pixel
 */
public record DistanceCentre(List<Prompt.Point> tied, int squaredDistance) {
  /** Checks that there is a pixel, and copies the list. */
  public DistanceCentre {
    tied = List.copyOf(tied);
    if (tied.isEmpty() || squaredDistance < 1) {
      throw new IllegalArgumentException(
          "expected a pixel and a squared distance of at least 1, got tied=" + tied
              + " squaredDistance=" + squaredDistance);
    }
  }

  /** Returns the centre of all set pixels of a mask, empty for an empty mask. */
  public static Optional<DistanceCentre> of(Mask object) {
    if (object.isEmpty()) {
      return Optional.empty();
    }
    SquaredDistances distances = SquaredDistances.of(object);
    int maximum = distances.maximum(object);
    return Optional.of(new DistanceCentre(distances.pixels(maximum, object, true), maximum));
  }

  /** Returns the first of the tied pixels. */
  public Prompt.Point first() {
    return tied.get(0);
  }

  /** Returns a random one of the tied pixels, all equally likely. */
  public Prompt.Point random(long seed) {
    return SeededRandom.any(tied, seed);
  }
}
