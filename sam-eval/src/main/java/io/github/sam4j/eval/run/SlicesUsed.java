package io.github.sam4j.eval.run;

/** Which slices of a volume are looked at. */
public enum SlicesUsed {
  /** Those that contain any label. */
  WITH_TRUTH,
  /** Every slice: what is found where nothing is counts too. */
  ALL
}
