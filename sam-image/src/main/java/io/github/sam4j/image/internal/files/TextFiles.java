// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.image.internal.files;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Text files in UTF-8 whatever the locale, or in UTF-16 where a byte order mark says so. No mark is
 * part of the text: editors on Windows put one at the beginning of UTF-8, too.
 */
public final class TextFiles {
  private static final char MARK = '\uFEFF';

  private TextFiles() {}

  /**
   * Opens a file for reading line by line; the caller closes it.
   *
   * <p>Bytes that aren't text of the encoding throw
   * {@link java.nio.charset.CharacterCodingException} while it is read.
   */
  public static BufferedReader reader(Path file) throws IOException {
    return new BufferedReader(open(file, CodingErrorAction.REPORT));
  }

  /**
   * Reads a whole file.
   *
   * @throws java.nio.charset.CharacterCodingException if bytes aren't text of the encoding
   */
  public static String read(Path file) throws IOException {
    StringBuilder text = new StringBuilder();
    char[] some = new char[8192];
    try (Reader reader = open(file, CodingErrorAction.REPORT)) {
      for (int count = reader.read(some); count >= 0; count = reader.read(some)) {
        text.append(some, 0, count);
      }
    }
    return text.toString();
  }

  /** Returns the first character of a file that isn't white space, whatever follows; -1 if none. */
  public static int firstCharacter(Path file) throws IOException {
    try (Reader reader = open(file, CodingErrorAction.REPLACE)) {
      int first = reader.read();
      while (first >= 0 && Character.isWhitespace(first)) {
        first = reader.read();
      }
      return first;
    }
  }

  /** Returns a line without the mark at its beginning, as is left where files were concatenated. */
  public static String withoutMark(String line) {
    return !line.isEmpty() && line.charAt(0) == MARK ? line.substring(1) : line;
  }

  private static Reader open(Path file, CodingErrorAction malformed) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file));
    try {
      in.mark(3);
      byte[] first = in.readNBytes(3);
      in.reset();
      Charset charset = charset(first);
      int mark = charset.equals(StandardCharsets.UTF_8) ? utf8Mark(first) : 2;
      in.skipNBytes(mark);
      return new InputStreamReader(
          in, charset.newDecoder().onMalformedInput(malformed).onUnmappableCharacter(malformed));
    } catch (IOException | RuntimeException | Error e) {
      in.close();
      throw e;
    }
  }

  private static Charset charset(byte[] first) {
    if (startsWith(first, 0xFE, 0xFF)) {
      return StandardCharsets.UTF_16BE;
    }
    return startsWith(first, 0xFF, 0xFE) ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8;
  }

  private static int utf8Mark(byte[] first) {
    return startsWith(first, 0xEF, 0xBB, 0xBF) ? 3 : 0;
  }

  private static boolean startsWith(byte[] bytes, int... expected) {
    boolean starts = bytes.length >= expected.length;
    for (int i = 0; starts && i < expected.length; i++) {
      starts = (bytes[i] & 0xFF) == expected[i];
    }
    return starts;
  }
}
