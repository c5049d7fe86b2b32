package io.github.sam4j.progress;

import java.util.concurrent.CancellationException;

/**
 * Hears how far long work has come, and can end it. Called on the thread that asked for the work.
 */
@FunctionalInterface
public interface Progress {
  /**
   * Tells the state.
   *
   * @param fraction share of the work that is done, in {@code [0, 1]}, never falling
   * @param step what is being done, for people
   */
  void update(double fraction, String step);

  /**
   * Returns whether the work shall end early. Asked several times a second; once it is true the
   * work stops within a fraction of a second, frees what it holds, and its caller gets a
   * {@link java.util.concurrent.CancellationException}. Interrupting the calling thread does the
   * same.
   */
  default boolean isCancelled() {
    return false;
  }

  /**
   * Does nothing unless the work shall end: for those who do the work.
   *
   * @throws CancellationException if {@link #isCancelled} says so or the thread is interrupted,
   *     which it stays
   */
  default void checkContinued() {
    if (isCancelled() || Thread.currentThread().isInterrupted()) {
      throw new CancellationException("stopped before the end");
    }
  }

  /**
   * Returns a listener for a part of the work, which this one hears of as a range of the whole and
   * can cancel.
   *
   * @param from share of the whole that is done when the part begins
   * @param to share of the whole that is done when the part ends
   * @param name of the part, put before its steps
   * @throws IllegalArgumentException unless {@code 0 <= from <= to <= 1}
   */
  default Progress part(double from, double to, String name) {
    // so that NaN is refused too
    if (!(0 <= from && from <= to && to <= 1)) {
      throw new IllegalArgumentException(
          "part must be a range within [0, 1], got from=" + from + " to=" + to);
    }
    Progress whole = this;
    return new Progress() {
      @Override
      public void update(double fraction, String step) {
        whole.update(from + fraction * (to - from), name + ": " + step);
      }

      @Override
      public boolean isCancelled() {
        return whole.isCancelled();
      }
    };
  }

  /** Returns a listener that does nothing. */
  static Progress none() {
    return (fraction, step) -> {};
  }
}
