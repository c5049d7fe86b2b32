// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.run;

import io.github.sam4j.eval.dataset.CaseReader;
import io.github.sam4j.eval.dataset.Dataset;
import io.github.sam4j.eval.dataset.Dataset.LabelledCase;
import io.github.sam4j.eval.dataset.LabelledVolume;
import io.github.sam4j.eval.result.SliceId;
import io.github.sam4j.image.RgbImage;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the images of slices of data sets again, for display. Keeps the last volume, so slices are
 * best read volume by volume. Not for use by several threads.
 */
public final class DatasetImages {
  private final CaseReader reader;
  private final List<Dataset> datasets;
  private @Nullable Dataset lastDataset;
  private @Nullable LabelledCase lastCase;
  private @Nullable LabelledVolume lastVolume;

  /** Reads slices of the data sets with the settings of a run. */
  public DatasetImages(CaseReader reader, List<Dataset> datasets) {
    this.reader = reader;
    this.datasets = List.copyOf(datasets);
  }

  /**
   * Reads the image of a slice as the predictor received it.
   *
   * @throws IOException if the volume can't be read
   * @throws IllegalArgumentException if no data set has it
   */
  public RgbImage read(SliceId slice) throws IOException {
    for (Dataset dataset : datasets) {
      for (LabelledCase files : dataset.cases()) {
        if (dataset.name().equals(slice.task()) && files.id().equals(slice.caseId())) {
          return volume(dataset, files).image(slice.slice());
        }
      }
    }
    throw new IllegalArgumentException("slice must be of the data sets, got " + slice);
  }

  private LabelledVolume volume(Dataset dataset, LabelledCase files) throws IOException {
    LabelledVolume volume = lastVolume;
    if (volume == null || !files.equals(lastCase) || !dataset.equals(lastDataset)) {
      volume = reader.read(dataset, files);
      lastVolume = volume;
      lastDataset = dataset;
      lastCase = files;
    }
    return volume;
  }
}
