package io.github.sam4j.eval.result;

/**
 * What scores are aggregated over: one line of a table.
 *
 * @param task the data set
 * @param object {@link #FOREGROUND}, or the name of a label
 * @param protocol name of the protocol
 * @param selection name of the rule
 * @param clicks number of clicks, where a protocol adds them one by one; else 0
 */
public record Series(String task, String object, String protocol, String selection, int clicks) {
  /** Name of the object that all foreground labels form together. */
  public static final String FOREGROUND = "foreground";

  /** Returns the same with another number of clicks. */
  public Series withClicks(int number) {
    return new Series(task, object, protocol, selection, number);
  }
}
