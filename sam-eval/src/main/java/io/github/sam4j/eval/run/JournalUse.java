package io.github.sam4j.eval.run;

/** What becomes of the slices that a journal holds already. */
public enum JournalUse {
  /** They count as finished. */
  CONTINUE,
  /** They are given up, whatever run they are of; a file that is no journal is still refused. */
  BEGIN_ANEW
}
