package io.github.sam4j.eval.report;

import io.github.sam4j.eval.protocol.Protocol;
import io.github.sam4j.eval.result.RunDescription;
import io.github.sam4j.eval.result.Series;
import io.github.sam4j.eval.result.SliceRecord;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What plots and galleries compare: the series of a protocol and a selection. Where a protocol adds
 * clicks one by one, it is the last prediction of each slice, however many clicks that took; the
 * series of one number of clicks would show those slices only that needed so many.
 *
 * @param object the foreground or a label
 * @param clicked whether clicks were added one by one
 */
record Compared(String object, String protocol, Protocol.Selection selection, boolean clicked) {
  /** Returns which score of a slice is the one to compare, for everything that was asked there. */
  static Map<Compared, Integer> indices(SliceRecord slice, RunDescription run) {
    Map<Compared, Integer> indices = new LinkedHashMap<>();
    for (int i = 0; i < slice.scores().size(); i++) {
      Series series = slice.scores().get(i).series();
      indices.merge(
          new Compared(
              series.object(), series.protocol(), run.selection(series), series.clicks() > 0),
          i,
          (a, b) -> clicks(slice, a) >= clicks(slice, b) ? a : b);
    }
    return indices;
  }

  private static int clicks(SliceRecord slice, int index) {
    return slice.scores().get(index).series().clicks();
  }

  /** Returns the protocol and the selection. */
  String name() {
    return protocol + " · " + selectionName();
  }

  /** Returns the selection, marked as an oracle, and that it is the last click where any are. */
  String selectionName() {
    return Selections.marked(selection) + (clicked ? ", last click" : "");
  }
}
