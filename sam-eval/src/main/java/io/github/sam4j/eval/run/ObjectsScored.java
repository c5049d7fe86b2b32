package io.github.sam4j.eval.run;

/** Which objects of a slice are asked about and scored. */
public enum ObjectsScored {
  /** All labels merged, and each label of a data set that has several. */
  MERGED_AND_LABELS,
  /** All labels merged. */
  MERGED,
  /** Each label. */
  LABELS
}
