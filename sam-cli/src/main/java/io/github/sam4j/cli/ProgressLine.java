// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import io.github.sam4j.progress.Progress;
import java.io.PrintStream;
import java.util.Locale;

/**
 * Shows progress: a bar that is redrawn on a terminal, a plain line every tenth of the work
 * elsewhere.
 */
final class ProgressLine implements Progress, AutoCloseable {
  /**
   * System property that the launcher sets: Java 17 can't detect whether standard error is a
   * terminal.
   */
  private static final String TERMINAL_PROPERTY = "sam4j.terminal";

  private static final int BAR = 30;
  private static final int LINE = 78;
  private static final String CUT = "...";
  private static final int PLAIN_STEPS = 10;

  private final PrintStream out;
  private final boolean terminal;
  private final long start = System.nanoTime();
  private int lastStep = -1;
  private boolean drawn;

  ProgressLine(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Writes to standard error, as a bar if that is a terminal. */
  static ProgressLine onStandardError() {
    return new ProgressLine(System.err, Boolean.getBoolean(TERMINAL_PROPERTY));
  }

  @Override
  public void update(double fraction, String step) {
    String percent = String.format(Locale.ROOT, "%3.0f %%  ", 100 * fraction);
    String left = left(fraction);
    if (terminal) {
      int filled = (int) (fraction * BAR);
      String bar = "[" + "#".repeat(filled) + ".".repeat(BAR - filled) + "] " + percent;
      out.print("\r" + pad(bar + shorten(step, LINE - bar.length() - left.length()) + left));
      out.flush();
      drawn = true;
    } else if ((int) (fraction * PLAIN_STEPS) > lastStep) {
      lastStep = (int) (fraction * PLAIN_STEPS);
      out.println(percent + step + left);
    }
  }

  private String left(double fraction) {
    if (fraction <= 0 || fraction >= 1) {
      return "";
    }
    long seconds = Math.round((System.nanoTime() - start) / 1e9 * (1 - fraction) / fraction);
    return String.format(Locale.ROOT, ", %d:%02d left", seconds / 60, seconds % 60);
  }

  private static String shorten(String step, int length) {
    return step.length() <= length
        ? step
        : step.substring(0, Math.max(0, length - CUT.length())) + CUT;
  }

  /** Pads a text with blanks to overwrite the previous one. */
  private static String pad(String text) {
    return text + " ".repeat(Math.max(0, LINE - text.length()));
  }

  /** Ends the line of the bar, if one was drawn. */
  @Override
  public void close() {
    if (drawn) {
      out.println();
    }
  }
}
