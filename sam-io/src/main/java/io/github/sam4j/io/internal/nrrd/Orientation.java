// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.nrrd;

import io.github.sam4j.io.volume.Affine;
import io.github.sam4j.io.volume.Geometry;
import io.github.sam4j.io.volume.MalformedVolumeException;
import java.util.ArrayList;
import java.util.List;

/** The position of voxels that a header states. */
final class Orientation {
  private final NrrdFields header;
  private final int[] sizes;
  private final Space space;
  private final int dimension;
  private final List<double[]> directions;

  private Orientation(
      NrrdFields header, int[] sizes, Space space, int dimension, List<double[]> directions) {
    this.header = header;
    this.sizes = sizes;
    this.space = space;
    this.dimension = dimension;
    this.directions = directions;
  }

  static Orientation of(NrrdFields header, int[] sizes) throws MalformedVolumeException {
    String name = header.find("space").orElse("");
    Space space = name.isEmpty()
        ? Space.UNKNOWN
        : Space.named(name)
            .orElseThrow(() -> header.malformed(
                "a space such as left-posterior-superior", NrrdFields.shown(name)));
    int dimension = name.isEmpty() ? dimension(header) : Space.hasTime(name) ? 4 : 3;
    List<double[]> directions = dimension == 0
        ? List.of()
        : AxisValues.vectors(header, "spacedirections", sizes.length, dimension);
    return new Orientation(header, sizes, space, dimension, directions);
  }

  private static int dimension(NrrdFields header) throws MalformedVolumeException {
    long dimension =
        header.whole("space dimension", header.find("spacedimension").orElse("0"));
    if (dimension < 0 || dimension > 4) {
      throw header.malformed("a space dimension of at most 4", "" + dimension);
    }
    return (int) dimension;
  }

  /** What the header says of each axis, empty for {@code none}; empty if it says nothing. */
  List<double[]> directions() {
    return directions;
  }

  /** The space to write such a volume in. */
  Space space() {
    return isPositioned() ? space : Space.UNKNOWN;
  }

  /** Returns whether the header states where in the patient the voxels lie. */
  boolean isPositioned() {
    return space != Space.UNKNOWN
        && !directions.isEmpty()
        && header.find("spaceorigin").isPresent();
  }

  /** The field that the geometry is taken from. */
  String source() {
    return directions.isEmpty() ? "spacings" : "space directions";
  }

  /**
   * Returns the geometry of the axes of space. Axes that the array does not have are perpendicular
   * to those it has, with a spacing of 1.
   */
  Geometry geometry(AxisRoles roles) throws MalformedVolumeException {
    List<double[]> columns = new ArrayList<>();
    double[] origin;
    if (directions.isEmpty()) {
      double[] spacings = AxisValues.numbers(header, "spacings", sizes.length);
      double[] minima = AxisValues.numbers(header, "axismins", sizes.length);
      double[] units = factors("units", sizes.length);
      origin = new double[3];
      for (int i = 0; i < roles.spatial().size(); i++) {
        int axis = roles.spatial().get(i);
        double[] column = new double[3];
        column[i] =
            (usable(spacings, axis) && spacings[axis] != 0 ? spacings[axis] : 1) * units[axis];
        columns.add(column);
        origin[i] = usable(minima, axis) ? minima[axis] * units[axis] : 0;
      }
    } else {
      double[] units = factors("spaceunits", dimension);
      for (int axis : roles.spatial()) {
        double[] direction = directions.get(axis);
        if (direction.length == 4 && direction[3] != 0) {
          throw header.malformed("axes of either space or time", "one of both");
        }
        columns.add(scaled(direction, units));
      }
      List<double[]> stated = AxisValues.vectors(header, "spaceorigin", 1, dimension);
      origin = stated.isEmpty() || stated.get(0).length == 0
          ? new double[3]
          : scaled(stated.get(0), units);
    }
    while (columns.size() < 3) {
      columns.add(perpendicular(columns));
    }
    return Geometry.tryOf(affine(columns, origin))
        .orElseThrow(() ->
            header.malformed("three directions that span space, in [1e-30, 1e30] mm", "others"));
  }

  private static boolean usable(double[] values, int axis) {
    return values.length > 0 && Double.isFinite(values[axis]);
  }

  /** Returns the lengths of units in millimetres; units that are not known count as that. */
  private double[] factors(String field, int count) throws MalformedVolumeException {
    List<String> units = AxisValues.words(header, field, count);
    double[] factors = new double[count];
    for (int i = 0; i < count; i++) {
      factors[i] = switch (units.isEmpty() ? "" : units.get(i)) {
        case "m", "meter", "meters", "metre", "metres" -> 1000;
        case "cm", "centimeter", "centimeters", "centimetre", "centimetres" -> 10;
        case "um", "\u00B5m", "\u03BCm", "micron", "microns", "micrometer", "micrometre" -> 0.001;
        default -> 1;
      };
    }
    return factors;
  }

  private static double[] scaled(double[] vector, double[] units) {
    double[] scaled = new double[3];
    for (int i = 0; i < vector.length; i++) {
      if (i < 3) {
        scaled[i] = vector[i] * units[i];
      }
    }
    return scaled;
  }

  private static double[] perpendicular(List<double[]> columns) {
    double[] a = columns.get(0);
    if (columns.size() == 1) {
      // across the axis that the first one runs along least
      int least = 0;
      for (int i = 1; i < 3; i++) {
        least = Math.abs(a[i]) < Math.abs(a[least]) ? i : least;
      }
      double[] other = new double[3];
      other[least] = 1;
      return unit(cross(cross(a, other), a));
    }
    return unit(cross(a, columns.get(1)));
  }

  private static double[] cross(double[] a, double[] b) {
    return new double[] {
      a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
    };
  }

  private static double[] unit(double[] vector) {
    double length = Math.hypot(Math.hypot(vector[0], vector[1]), vector[2]);
    return new double[] {vector[0] / length, vector[1] / length, vector[2] / length};
  }

  private Affine affine(List<double[]> columns, double[] origin) {
    double[] rows = new double[12];
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        rows[4 * row + column] = space.flip(row, columns.get(column)[row]);
      }
      rows[4 * row + 3] = space.flip(row, origin[row]);
    }
    return Affine.ofRows(rows);
  }
}
