// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.nrrd;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Spaces of NRRD that are anatomical, and the one that the format doesn't name. */
public enum Space {
  /** World as in {@link io.github.sam4j.io.volume.Geometry}. */
  RIGHT_ANTERIOR_SUPERIOR("RAS", 1, 1),
  /** World with x to the left. */
  LEFT_ANTERIOR_SUPERIOR("LAS", -1, 1),
  /** World of DICOM, ITK and Slicer's files. */
  LEFT_POSTERIOR_SUPERIOR("LPS", -1, -1),
  /**
   * A space that says nothing about the patient. Its axes are taken for those of
   * {@link #LEFT_POSTERIOR_SUPERIOR}, as ITK does.
   */
  UNKNOWN("", -1, -1);

  /** Spaces that the format names without relation to the patient; each may end in "-time". */
  private static final List<String> OTHER =
      List.of("scanner-xyz", "3d-right-handed", "3d-left-handed");

  private final String letters;
  private final int x;
  private final int y;

  Space(String letters, int x, int y) {
    this.letters = letters;
    this.x = x;
    this.y = y;
  }

  /** Returns a space by a name of the format, with or without time; empty if there is none. */
  static Optional<Space> named(String name) {
    String plain = withoutTime(name);
    for (Space space : values()) {
      if (space != UNKNOWN
          && (plain.equals(space.fullName()) || plain.equalsIgnoreCase(space.letters))) {
        return Optional.of(space);
      }
    }
    return OTHER.contains(plain) ? Optional.of(UNKNOWN) : Optional.empty();
  }

  /** Returns whether a name is of a space with a fourth axis for time. */
  static boolean hasTime(String name) {
    return !withoutTime(name).equals(name.toLowerCase(Locale.ROOT));
  }

  private static String withoutTime(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith("-time")) {
      return lower.substring(0, lower.length() - "-time".length());
    }
    return lower.matches("(ras|las|lps)t") ? lower.substring(0, 3) : lower;
  }

  /** The name that the format spells out. */
  String fullName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Converts a coordinate of this space to RAS, or back. A zero keeps its sign. */
  double flip(int coordinate, double value) {
    int sign = coordinate == 0 ? x : coordinate == 1 ? y : 1;
    return sign < 0 && value != 0 ? -value : value;
  }
}
