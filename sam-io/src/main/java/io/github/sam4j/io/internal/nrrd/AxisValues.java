// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.nrrd;

import io.github.sam4j.io.volume.MalformedVolumeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values of fields that have an entry for every axis. */
final class AxisValues {
  private static final Pattern VECTOR =
      Pattern.compile("\\(([^()]*)\\)|none", Pattern.CASE_INSENSITIVE);
  private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|[^\\s\"]+");
  private static final int MAX_AXES = 16;

  private AxisValues() {}

  /** Returns the lengths, from the axis that varies fastest on. */
  static int[] sizes(NrrdFields header) throws MalformedVolumeException {
    long dimension = header.whole("dimension", header.get("dimension"));
    if (dimension < 1 || dimension > MAX_AXES) {
      throw header.malformed("a dimension in [1, 16]", "dimension=" + dimension);
    }
    List<String> words = words(header, "sizes", (int) dimension, header.get("sizes"));
    int[] sizes = new int[words.size()];
    for (int axis = 0; axis < sizes.length; axis++) {
      long size = header.whole("sizes", words.get(axis));
      if (size < 1 || size > Integer.MAX_VALUE) {
        throw header.malformed("sizes in [1, " + Integer.MAX_VALUE + "]", "" + size);
      }
      sizes[axis] = (int) size;
    }
    return sizes;
  }

  /** Returns the words of a field, in lower case and without quotes; empty if it isn't there. */
  static List<String> words(NrrdFields header, String field, int axes)
      throws MalformedVolumeException {
    String text = header.find(field).orElse("");
    return text.isEmpty() ? List.of() : words(header, field, axes, text);
  }

  private static List<String> words(NrrdFields header, String field, int axes, String text)
      throws MalformedVolumeException {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      words.add(matcher.group().replace("\"", "").strip().toLowerCase(Locale.ROOT));
    }
    requireCount(header, field, axes, words.size());
    return words;
  }

  /** Returns the numbers of a field, NaN where the file says so; empty if it isn't there. */
  static double[] numbers(NrrdFields header, String field, int axes)
      throws MalformedVolumeException {
    List<String> words = words(header, field, axes);
    double[] numbers = new double[words.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(header, field, words.get(i));
    }
    return numbers;
  }

  /**
   * Returns the vectors of a field, one for each axis, an empty one for {@code none}; empty if the
   * field isn't there.
   */
  static List<double[]> vectors(NrrdFields header, String field, int count, int length)
      throws MalformedVolumeException {
    String text = header.find(field).orElse("");
    if (text.isEmpty()) {
      return List.of();
    }
    List<double[]> vectors = new ArrayList<>();
    Matcher matcher = VECTOR.matcher(text);
    while (matcher.find()) {
      vectors.add(
          matcher.group(1) == null
              ? new double[0]
              : vector(header, field, length, matcher.group(1)));
    }
    if (!VECTOR.matcher(text).replaceAll("").isBlank()) {
      throw header.malformed("vectors as (x,y,z) for \"" + field + "\"", "other text among them");
    }
    requireCount(header, field, count, vectors.size());
    return vectors;
  }

  private static double[] vector(NrrdFields header, String field, int length, String text)
      throws MalformedVolumeException {
    String[] parts = text.strip().split("\\s*,\\s*|\\s+", -1);
    requireCount(header, field, length, parts.length);
    double[] vector = new double[length];
    for (int i = 0; i < length; i++) {
      vector[i] = number(header, field, parts[i]);
    }
    // an axis without direction in another spelling
    return Arrays.stream(vector).allMatch(Double::isNaN) ? new double[0] : vector;
  }

  private static double number(NrrdFields header, String field, String text)
      throws MalformedVolumeException {
    try {
      return text.equalsIgnoreCase("nan") ? Double.NaN : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw header.malformed("numbers for \"" + field + "\"", NrrdFields.shown(text));
    }
  }

  private static void requireCount(NrrdFields header, String field, int expected, int found)
      throws MalformedVolumeException {
    if (found != expected) {
      throw header.malformed(expected + " entries for \"" + field + "\"", "" + found);
    }
  }
}
