// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.automatic;

import io.github.sam4j.automatic.AutomaticMask;
import io.github.sam4j.automatic.AutomaticMaskGenerator;
import io.github.sam4j.automatic.AutomaticMaskSettings;
import io.github.sam4j.automatic.CandidatePool;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.internal.inference.EncodedImage;
import io.github.sam4j.internal.inference.SamEngine;
import io.github.sam4j.progress.Progress;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds masks with the grid decoder of an engine.
 *
 * @param engine used, not owned
 */
public record GridMaskGenerator(SamEngine engine, AutomaticMaskSettings settings)
    implements AutomaticMaskGenerator {
  /** Checks that there are settings. */
  public GridMaskGenerator {
    Objects.requireNonNull(settings, "settings");
  }

  @Override
  public AutomaticMaskGenerator with(AutomaticMaskSettings changed) {
    return new GridMaskGenerator(engine, changed);
  }

  @Override
  public CandidatePool candidates(RgbImage image, CandidatePool.Floor floor, Progress progress) {
    return candidates(image, null, floor, progress);
  }

  /**
   * Finds the masks of an image that has been encoded as a whole already; only its crops are still
   * encoded.
   *
   * @param encoded used, not closed
   */
  public List<AutomaticMask> generate(RgbImage image, EncodedImage encoded, Progress progress) {
    return candidates(image, encoded, CandidatePool.Floor.of(settings), progress)
        .select(settings, progress);
  }

  private CandidatePool candidates(
      RgbImage image,
      @Nullable EncodedImage encoded,
      CandidatePool.Floor floor,
      Progress progress) {
    int width = image.width();
    int height = image.height();
    List<Crop> crops = Crop.layersOf(
        engine.spec(), width, height, settings.cropLayers(), settings.cropOverlapRatio());
    CandidateSearch search = new CandidateSearch(engine, settings, floor, progress);
    List<Candidate> candidates = search.run(image, encoded, crops);
    return new GridCandidates(width, height, crops, settings, floor, candidates, search.times());
  }
}
