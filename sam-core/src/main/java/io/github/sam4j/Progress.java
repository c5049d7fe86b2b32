package io.github.sam4j;

/** Hears how far long work has come. Called on the thread that does the work. */
@FunctionalInterface
public interface Progress {
  /**
   * Tells the state.
   *
   * @param fraction share of the work that is done, in {@code [0, 1]}, never falling
   * @param step what is being done, for people
   */
  void update(double fraction, String step);

  /** Returns a listener that does nothing. */
  static Progress none() {
    return (fraction, step) -> {};
  }
}
