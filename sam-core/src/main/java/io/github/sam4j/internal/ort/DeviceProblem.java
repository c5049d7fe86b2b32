package io.github.sam4j.internal.ort;

/**
 * Why a device can't be used.
 *
 * @param text the reason and the way out, one line
 * @param lasting whether it holds as long as this process runs
 */
record DeviceProblem(String text, boolean lasting) {
  /** Returns a problem that holds as long as this process runs. */
  static DeviceProblem lasting(String text) {
    return new DeviceProblem(text, true);
  }

  /** Returns a problem that may be gone the next time. */
  static DeviceProblem passing(String text) {
    return new DeviceProblem(text, false);
  }
}
