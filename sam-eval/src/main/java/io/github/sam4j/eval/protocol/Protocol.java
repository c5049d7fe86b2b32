package io.github.sam4j.eval.protocol;

import io.github.sam4j.Progress;
import io.github.sam4j.eval.predictor.PreparedSlice;
import java.util.List;
import java.util.Map;

/** A way to ask a predictor about an object on a slice, and to choose among the answers. */
public interface Protocol {
  /**
   * Returns a short name in lower case with hyphens, such as {@code automatic} or {@code seeded};
   * protocols of one run have different names.
   */
  String name();

  /** Returns every choice of the protocol by name, in the order of a report. */
  Map<String, String> options();

  /**
   * Returns the capabilities that a slice must offer; a predictor without one of them is refused
   * before the first slice.
   */
  List<Class<? extends PreparedSlice>> needs();

  /**
   * Asks about one object.
   *
   * @param slice offers what the protocol {@linkplain #needs() needs}; not closed
   * @param object its truth may be empty only if the run looks at all slices
   * @param progress can cancel
   * @return what was asked and chosen, in a fixed order; empty if the protocol has nothing to ask
   *     about this object
   */
  List<Trial> run(PreparedSlice slice, SliceObject object, Progress progress);
}
