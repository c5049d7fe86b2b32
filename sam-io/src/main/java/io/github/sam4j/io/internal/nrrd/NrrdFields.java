// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.nrrd;

import io.github.sam4j.io.internal.stream.VolumeInput;
import io.github.sam4j.io.volume.MalformedVolumeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The lines of a header: fields ({@code sizes: 3 4 5}), pairs of keys and values
 * ({@code key:=value}) and names of data files. Field names are compared without case and spaces,
 * as both {@code data file} and {@code datafile} are in use; fields that the format does not know
 * are left out.
 */
final class NrrdFields {
  private static final Pattern MAGIC = Pattern.compile("NRRD000[1-5]");
  private static final int MAX_LINE = 1 << 20;
  private static final long MAX_BYTES = 16L << 20;
  private static final Set<String> KNOWN = Set.of(
      "dimension",
      "type",
      "encoding",
      "endian",
      "sizes",
      "spacings",
      "axismins",
      "kinds",
      "units",
      "space",
      "spacedimension",
      "spaceunits",
      "spaceorigin",
      "spacedirections",
      "lineskip",
      "byteskip",
      "datafile");

  private final VolumeInput in;
  private final Map<String, String> fields = new HashMap<>();
  private final Map<String, String> pairs = new LinkedHashMap<>();
  private final List<String> listed = new ArrayList<>();
  private long end;

  private NrrdFields(VolumeInput in) {
    this.in = in;
  }

  /** Reads a header to the empty line that ends it, or to the end of the file. */
  static NrrdFields read(VolumeInput in) throws IOException {
    NrrdFields header = new NrrdFields(in);
    String magic = in.readLine(MAX_LINE).orElse("");
    if (!MAGIC.matcher(magic.strip()).matches()) {
      throw in.malformed(0, "expected NRRD0001 to NRRD0005, got another first line");
    }
    Optional<String> line = header.nextLine();
    while (line.isPresent() && !line.get().isEmpty()) {
      header.add(line.get());
      line = header.isList() ? Optional.empty() : header.nextLine();
    }
    if (header.isList()) {
      header.addList();
    }
    header.end = in.position();
    return header;
  }

  private Optional<String> nextLine() throws IOException {
    if (in.position() > MAX_BYTES) {
      throw in.malformed(in.position(), "expected the end of the header, got more than 16 MiB");
    }
    return in.readLine(MAX_LINE).map(NrrdFields::decoded);
  }

  /** The format says ASCII; names of files and texts are in UTF-8 today, or in Latin 1. */
  private static String decoded(String line) {
    String text = new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    return text.indexOf('\uFFFD') < 0 ? text : line;
  }

  private void add(String line) throws MalformedVolumeException {
    if (line.startsWith("#")) {
      return;
    }
    int colon = line.indexOf(':');
    if (colon < 0) {
      throw in.malformed(in.position(), "expected \"field: value\", got a line without a colon");
    }
    String name = line.substring(0, colon).replaceAll("\\s", "").toLowerCase(Locale.ROOT);
    int pair = line.indexOf(":=");
    if (pair >= 0 && !(KNOWN.contains(name) && colon < pair)) {
      pairs.putIfAbsent(line.substring(0, pair), unescaped(line.substring(pair + 2)));
    } else if (KNOWN.contains(name)) {
      String value = line.substring(colon + 1).strip();
      String earlier = fields.putIfAbsent(name, value);
      if (earlier != null && !earlier.equals(value)) {
        throw in.malformed(
            in.position(), "expected one field \"" + name + "\", got two with different values");
      }
    }
  }

  private static String unescaped(String value) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean escape = c == '\\' && i + 1 < value.length();
      if (escape && (value.charAt(i + 1) == 'n' || value.charAt(i + 1) == '\\')) {
        i++;
        text.append(value.charAt(i) == 'n' ? '\n' : '\\');
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  private boolean isList() {
    return fields.getOrDefault("datafile", "").matches("LIST(\\s.*)?");
  }

  /** Reads the names that follow the field to the end of the file. */
  private void addList() throws IOException {
    for (Optional<String> line = nextLine(); line.isPresent(); line = nextLine()) {
      if (!line.get().isBlank()) {
        listed.add(line.get().strip());
      }
    }
  }

  /** The file. */
  VolumeInput in() {
    return in;
  }

  /** The value of a field, its name in lower case and without spaces; empty if it isn't there. */
  Optional<String> find(String name) {
    return Optional.ofNullable(fields.get(name)).filter(value -> !value.isEmpty());
  }

  /** The value of a field that every header has. */
  String get(String name) throws MalformedVolumeException {
    return find(name)
        .orElseThrow(() -> malformed("a NRRD header with the field \"" + name + "\"", "none"));
  }

  /** Keys and values, in their order. */
  Map<String, String> pairs() {
    return pairs;
  }

  /** Names of data files, one a line, that follow the header. */
  List<String> listed() {
    return listed;
  }

  /** Where the header ends, in decoded bytes. */
  long end() {
    return end;
  }

  /** Returns the exception for a field with another value than expected. */
  MalformedVolumeException malformed(String expected, String found) {
    return new MalformedVolumeException(in.path(), "expected " + expected + ", got " + found);
  }

  /** Returns a whole number. */
  long whole(String name, String text) throws MalformedVolumeException {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      throw malformed("a whole number below 2^63 for \"" + name + "\"", shown(text));
    }
  }

  /** Returns a value if it can be shown: numbers and technical words, no longer texts. */
  static String shown(String text) {
    return text.matches("[A-Za-z0-9 +._-]{1,40}")
        ? text
        : "a text of " + text.length() + " characters";
  }
}
