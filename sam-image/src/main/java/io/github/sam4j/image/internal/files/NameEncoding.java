// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.image.internal.files;

/** The encoding in which Java decodes names of files and arguments; the locale sets it. */
public final class NameEncoding {
  /** What to do where it lacks a letter, for messages. */
  public static final String WAY_OUT = "run in a UTF-8 locale, as LC_ALL=C.UTF-8 sets it";

  private NameEncoding() {}

  /** Returns its name. */
  public static String name() {
    return System.getProperty("sun.jnu.encoding", "");
  }

  /**
   * Returns the message about bytes that it can't decode, with the way out.
   *
   * @param what what they are, such as {@code a name}
   */
  public static String undecodable(String what) {
    return "expected " + what + " in the encoding of this process's locale (" + name()
        + "), found other bytes; " + WAY_OUT;
  }
}
