// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io;

import io.github.sam4j.outline.Outline;
import io.github.sam4j.outline.Ring;
import java.awt.geom.Path2D;
import java.util.Locale;
import java.util.Map;

/** Outlines of masks as other programs take them: shapes of Java 2D and GeoJSON. */
public final class Outlines {
  private Outlines() {}

  /**
   * Returns an outline as a shape whose inside is found by the even-odd rule. Pixel (x, y) covers
   * the square from (x, y) to (x + 1, y + 1), which is where Java 2D paints it.
   */
  public static Path2D toPath(Outline outline) {
    Path2D path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
    for (Outline.Polygon polygon : outline.polygons()) {
      add(polygon.outer(), path);
      polygon.holes().forEach(hole -> add(hole, path));
    }
    return path;
  }

  private static void add(Ring ring, Path2D path) {
    path.moveTo(ring.x(0), ring.y(0));
    for (int i = 1; i < ring.size(); i++) {
      path.lineTo(ring.x(i), ring.y(i));
    }
    path.closePath();
  }

  /**
   * Returns outlines as a GeoJSON {@code FeatureCollection} in one line, as QuPath imports it:
   * coordinates are corners of pixels, {@code objectType} is {@code annotation}, and the name of
   * the outline is that of its {@code classification}. One polygon is a {@code Polygon}, several
   * are a {@code MultiPolygon}. An outline without polygons is left out, as QuPath has no empty
   * annotations.
   *
   * @param named outlines by the names of their classes, written in the order of the map
   */
  public static String toGeoJson(Map<String, Outline> named) {
    StringBuilder json = new StringBuilder("{\"type\":\"FeatureCollection\",\"features\":[");
    String separator = "";
    for (Map.Entry<String, Outline> entry : named.entrySet()) {
      Outline outline = entry.getValue();
      if (!outline.polygons().isEmpty()) {
        json.append(separator).append("{\"type\":\"Feature\",\"geometry\":");
        appendGeometry(outline, json);
        json.append(",\"properties\":{\"objectType\":\"annotation\",\"classification\":{\"name\":");
        appendText(entry.getKey(), json);
        json.append("}}}");
        separator = ",";
      }
    }
    return json.append("]}").toString();
  }

  private static void appendGeometry(Outline outline, StringBuilder json) {
    boolean several = outline.polygons().size() > 1;
    json.append(several ? "{\"type\":\"MultiPolygon\"" : "{\"type\":\"Polygon\"")
        .append(several ? ",\"coordinates\":[" : ",\"coordinates\":");
    String separator = "";
    for (Outline.Polygon polygon : outline.polygons()) {
      json.append(separator).append('[');
      appendRing(polygon.outer(), json);
      for (Ring hole : polygon.holes()) {
        json.append(',');
        appendRing(hole, json);
      }
      json.append(']');
      separator = ",";
    }
    json.append(several ? "]}" : "}");
  }

  /** Appends the corners of a ring, the first one again at the end, as GeoJSON wants it. */
  private static void appendRing(Ring ring, StringBuilder json) {
    json.append('[');
    for (int i = 0; i <= ring.size(); i++) {
      int corner = i % ring.size();
      json.append(i == 0 ? "[" : ",[")
          .append(ring.x(corner))
          .append(',')
          .append(ring.y(corner))
          .append(']');
    }
    json.append(']');
  }

  private static void appendText(String text, StringBuilder json) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }
}
