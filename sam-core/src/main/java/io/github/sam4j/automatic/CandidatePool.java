// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.automatic;

import io.github.sam4j.progress.Progress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/**
 * The masks of all grid points of an image, kept to select from with several settings.
 *
 * <p>Running the points takes seconds, selecting takes milliseconds. A candidate is kept with its
 * predicted IoU, its stability at each offset of the {@link Floor}, its box and its packed mask:
 * about 200 bytes and two to four bytes per run of pixels, 1 to 4 KB for an object in a picture of
 * 1800 × 1200 pixels. By default there are at most 3072 candidates. Masks of full size are made
 * only of what is selected.
 *
 * <p>A pool holds no native memory, outlives the segmenter and needs no closing. Immutable and safe
 * to share between threads.
 */
public interface CandidatePool {
  /**
   * Applies thresholds, suppression and the removal of small regions.
   *
   * @param selection settings that yield the grids and crops of this pool, by whatever values; the
   *     number of points that go through the decoder at once doesn't matter
   * @return the masks in the order of {@link AutomaticMaskGenerator#generate}, which returns the
   *     same for these settings
   * @throws IllegalArgumentException if the grids or crops differ from the pool's, a threshold is
   *     below the floor, or stability wasn't measured at the offset
   */
  default List<AutomaticMask> select(AutomaticMaskSettings selection) {
    return select(selection, Progress.none());
  }

  /**
   * Selects as {@link #select(AutomaticMaskSettings)} does, and can be ended early.
   *
   * @param progress can cancel; it isn't told how far the selection is
   * @throws java.util.concurrent.CancellationException if the progress listener or an interrupt of
   *     this thread ended it
   */
  List<AutomaticMask> select(AutomaticMaskSettings selection, Progress progress);

  /** Returns the number of columns of the image. */
  int width();

  /** Returns the number of rows of the image. */
  int height();

  /** Returns the settings of the generator that made this pool. */
  AutomaticMaskSettings settings();

  /** Returns what every candidate has. */
  Floor floor();

  /** Returns where the time went in which the points were run. */
  Times times();

  /** Returns the number of candidates. */
  int size();

  /** Returns about how much of the heap the candidates take, in bytes. */
  long bytes();

  /**
   * What a mask must have to get into a pool. A low floor keeps more masks to select from, and
   * needs more memory.
   *
   * @param predictedIou the predicted IoU that a mask must exceed, in {@code [0, 1]}; 0 keeps all
   * @param stability the stability that a mask must reach for at least one of the offsets, in
   *     {@code [0, 1]}; 0 keeps all
   * @param stabilityOffsets the offsets for which stability is measured, 1 to 16 different ones,
   *     each in {@code [0, 100]}
   */
  record Floor(double predictedIou, double stability, List<Double> stabilityOffsets) {
    private static final int MAX_OFFSETS = 16;

    /** Checks the ranges and copies the list; a zero loses its sign. */
    public Floor {
      predictedIou = AutomaticMaskSettings.checked("predictedIou", predictedIou, 0, 1);
      stability = AutomaticMaskSettings.checked("stability", stability, 0, 1);
      // before the search for equal ones: 0.0 and -0.0 are one offset
      stabilityOffsets = stabilityOffsets.stream()
          .map(offset -> AutomaticMaskSettings.checked("stabilityOffsets", offset, 0, 100))
          .toList();
      int count = stabilityOffsets.size();
      if (count < 1 || count > MAX_OFFSETS || new HashSet<>(stabilityOffsets).size() < count) {
        throw new IllegalArgumentException("stabilityOffsets must be 1 to " + MAX_OFFSETS
            + " different ones, got " + stabilityOffsets);
      }
    }

    /** Returns the highest floor from which the given settings can select. */
    public static Floor of(AutomaticMaskSettings settings) {
      return new Floor(
          settings.predictedIouThreshold(),
          settings.stabilityThreshold(),
          List.of(settings.stabilityOffset()));
    }
  }

  /**
   * Where the time went in which the points were run. The stages of the workers are sums over all
   * workers, which work side by side: they can exceed the time that passed.
   *
   * @param elapsed wall-clock time from the first step to the last
   * @param workers most that worked side by side
   * @param encoder resize and image encoder
   * @param imageTerms what all points of an image share; includes loading the decoder the first
   *     time
   * @param transformer points to predicted IoU, sum over workers
   * @param upscaling drawing logits, sum over workers
   * @param masks logits to packed masks with their scores, sum over workers
   */
  record Times(
      Duration elapsed,
      int workers,
      Duration encoder,
      Duration imageTerms,
      Duration transformer,
      Duration upscaling,
      Duration masks) {}
}
