package io.github.sam4j.eval.segmenter;

import io.github.sam4j.SamSegmenter;
import io.github.sam4j.image.RgbImage;
import java.util.Map;

/** Segments slices: SAM, or what a test puts in its place. */
public interface SliceSegmenter {
  /** Returns a view of SAM. Closing the segmenter stays with its owner. */
  static SliceSegmenter of(SamSegmenter sam) {
    return new SamSlices(sam);
  }

  /**
   * Returns what tells this model from any other, by name and in the order of a report: name and
   * checksums. Results of models that differ here are never put into one table.
   */
  Map<String, String> model();

  /** Returns where it runs, by name and in the order of a report; it must not change results. */
  Map<String, String> environment();

  /**
   * Encodes a slice; the caller closes the result.
   *
   * @throws IllegalArgumentException if the image can't be segmented
   */
  EncodedSlice encode(RgbImage image);
}
