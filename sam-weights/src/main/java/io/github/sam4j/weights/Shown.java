package io.github.sam4j.weights;

/** Makes names out of a file fit for a message of one line. */
final class Shown {
  private static final int MAX_CHARACTERS = 120;

  private Shown() {}

  /** Returns a name, cut where it is long, with {@code ?} for what can't be printed. */
  static String name(String name) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < Math.min(name.length(), MAX_CHARACTERS); i++) {
      char c = name.charAt(i);
      shown.append(c > ' ' && c <= '~' ? c : '?');
    }
    return name.length() > MAX_CHARACTERS ? shown.append("...").toString() : shown.toString();
  }
}
