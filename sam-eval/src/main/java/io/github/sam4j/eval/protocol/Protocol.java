package io.github.sam4j.eval.protocol;

import io.github.sam4j.eval.segmenter.EncodedSlice;
import io.github.sam4j.progress.Progress;
import java.util.List;
import java.util.Map;

/** A way to ask about an object on an encoded slice, and to choose among the answers. */
public interface Protocol {
  /**
   * Returns a short name in lower case with hyphens, such as {@code automatic} or {@code seeded};
   * protocols of one run have different names.
   */
  String name();

  /** Returns every choice of the protocol by name, in the order of a report. */
  Map<String, String> options();

  /**
   * Asks about one object.
   *
   * @param sam the encoded slice; not closed
   * @param object its truth may be empty only if the run looks at all slices
   * @param progress can cancel
   * @return what was asked and chosen, in a fixed order; empty if the protocol has nothing to ask
   *     about this object
   */
  List<Trial> run(EncodedSlice sam, SliceObject object, Progress progress);
}
