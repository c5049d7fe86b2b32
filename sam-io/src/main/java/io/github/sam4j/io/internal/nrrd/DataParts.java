// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.nrrd;

import io.github.sam4j.io.internal.stream.DataFiles;
import io.github.sam4j.io.volume.MalformedVolumeException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files that hold the voxels, in sequence, each with an equal share of them.
 *
 * @param files the files; one that is the header's own in an attached header
 * @param start where data begin in them, in stored bytes
 */
record DataParts(List<Path> files, long start) {
  private static final Pattern LIST = Pattern.compile("LIST(?:\\s+(\\d{1,2}))?");
  private static final Pattern NUMBERED = Pattern.compile(
      "(.*?)%(0?)(\\d{0,3})[di](.*?)\\s+(-?\\d{1,9})\\s+(-?\\d{1,9})\\s+(-?\\d{1,9})(?:\\s+(\\d{1,2}))?");

  /** Finds the files that a header names, and checks that there are as many as its sizes say. */
  static DataParts of(NrrdFields header, int[] sizes) throws IOException {
    Path path = header.in().path();
    String value = header.find("datafile").orElse("");
    if (value.isEmpty()) {
      return new DataParts(List.of(path), header.end());
    }
    Matcher list = LIST.matcher(value);
    if (list.matches()) {
      requireParts(header, sizes, list.group(1), header.listed().size());
      List<Path> files = new ArrayList<>();
      for (String name : header.listed()) {
        files.add(DataFiles.resolve(path, name));
      }
      return new DataParts(files, 0);
    }
    Matcher numbered = NUMBERED.matcher(value);
    return numbered.matches()
        ? new DataParts(numbered(header, sizes, numbered), 0)
        : new DataParts(List.of(DataFiles.resolve(path, value)), 0);
  }

  private static List<Path> numbered(NrrdFields header, int[] sizes, Matcher name)
      throws IOException {
    long first = Long.parseLong(name.group(5));
    long last = Long.parseLong(name.group(6));
    long step = Long.parseLong(name.group(7));
    if (step == 0 || (last - first) / step < 0) {
      throw header.malformed(
          "a step from the first number of files to the last", "a step of " + step);
    }
    long count = (last - first) / step + 1;
    requireParts(header, sizes, name.group(8), count);
    String width = name.group(3).isEmpty() ? "" : name.group(2) + name.group(3);
    // a width of zeros only is none
    String format = width.matches("0*") ? "%d" : "%" + width + "d";
    List<Path> files = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      String number = String.format(java.util.Locale.ROOT, format, first + i * step);
      files.add(DataFiles.resolve(
          header.in().path(),
          name.group(1).replace("%%", "%") + number + name.group(4).replace("%%", "%")));
    }
    return files;
  }

  /**
   * Checks the number of files. Each holds the given number of fastest axes; if these are all of
   * them, several share the slowest.
   */
  private static void requireParts(NrrdFields header, int[] sizes, String stated, long files)
      throws MalformedVolumeException {
    int axes = stated == null ? Math.max(1, sizes.length - 1) : Integer.parseInt(stated);
    if (axes < 1 || axes > sizes.length) {
      throw header.malformed("data files of 1 to " + sizes.length + " axes", axes + " axes");
    }
    if (axes == sizes.length) {
      if (files < 1 || sizes[axes - 1] % files != 0) {
        throw header.malformed(
            "a number of data files that divides " + sizes[axes - 1], files + " files");
      }
      return;
    }
    long expected = 1;
    for (int axis = axes; axis < sizes.length && expected <= Integer.MAX_VALUE; axis++) {
      expected *= sizes[axis];
    }
    if (files != expected) {
      throw header.malformed(expected + " data files for its sizes", files + " files");
    }
  }
}
