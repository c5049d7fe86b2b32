// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench;

import io.github.sam4j.image.Spacing;
import io.github.sam4j.mask.VoxelMask;
import io.github.sam4j.metrics.internal.distance.NearestTargets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Distances from the border voxels of one organ to those of another: in linear time, and by
 * comparing all pairs. Milliseconds, one thread.
 *
 * <pre>{@code java -jar sam-bench/target/benchmarks.jar NearestTargetsBenchmark}</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class NearestTargetsBenchmark {
  private static final Spacing SPACING = new Spacing(0.8, 0.8, 1.5);

  @Param({"25", "50"})
  public int side;

  private VoxelMask queries;
  private VoxelMask targets;
  private List<int[]> queryPlaces;
  private List<int[]> targetPlaces;

  @Setup
  public void segment() {
    queries = border(BenchOrgan.of(side, side, side, 0, 1));
    targets = border(BenchOrgan.of(side, side, side, 0.4, 1));
    queryPlaces = places(queries);
    targetPlaces = places(targets);
  }

  private VoxelMask border(VoxelMask mask) {
    return VoxelMask.of(
        side,
        side,
        side,
        (x, y, z) -> mask.get(x, y, z)
            && !(inside(mask, x - 1, y, z)
                && inside(mask, x + 1, y, z)
                && inside(mask, x, y - 1, z)
                && inside(mask, x, y + 1, z)
                && inside(mask, x, y, z - 1)
                && inside(mask, x, y, z + 1)));
  }

  private boolean inside(VoxelMask mask, int x, int y, int z) {
    return x >= 0 && x < side && y >= 0 && y < side && z >= 0 && z < side && mask.get(x, y, z);
  }

  /** Columns, rows and planes of set voxels. */
  private List<int[]> places(VoxelMask mask) {
    List<int[]> places = new ArrayList<>();
    for (int z = 0; z < side; z++) {
      for (int y = 0; y < side; y++) {
        for (int x = 0; x < side; x++) {
          if (mask.get(x, y, z)) {
            places.add(new int[] {x, y, z});
          }
        }
      }
    }
    return places;
  }

  @Benchmark
  public double[] linearTime() {
    return NearestTargets.squaredDistances(queries, targets, SPACING);
  }

  @Benchmark
  public double[] allPairs() {
    double[] squares = new double[queryPlaces.size()];
    for (int q = 0; q < squares.length; q++) {
      int[] from = queryPlaces.get(q);
      double nearest = Double.POSITIVE_INFINITY;
      for (int[] to : targetPlaces) {
        double dx = (from[0] - to[0]) * SPACING.x();
        double dy = (from[1] - to[1]) * SPACING.y();
        double dz = (from[2] - to[2]) * SPACING.z();
        nearest = Math.min(nearest, dz * dz + dy * dy + dx * dx);
      }
      squares[q] = nearest;
    }
    return squares;
  }
}
