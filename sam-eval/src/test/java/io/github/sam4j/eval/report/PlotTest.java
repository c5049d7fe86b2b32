// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class PlotTest {
  private static final Pattern PATH = Pattern.compile("d=\"([^\"]*)\"");

  /** A frame of 100 by 50 pixels in margins of 10, for x from 0 to 10 and y from 0 to 1. */
  private final Plot plot = new Plot(new Plot.Frame(120, 70, 10, 10, 10, 10, 0, 10, 0, 1));

  private String marks() {
    String svg = plot.svg("label");
    return svg.substring(svg.indexOf('>') + 1, svg.length() - "</svg>".length());
  }

  @Test
  void dataAreScaledToTheFrame() {
    plot.line(ColorRole.GRID, 1, 0, 0, 10, 1);

    assertThat(marks()).isEqualTo("<g class=\"s2\"><path d=\"M10 60L110 10\"/></g>");
  }

  @Test
  void undefinedValueInterruptsALineAndHasNoMark() {
    double[] xs = {0, 1, 2, 3};
    double[] ys = {0, Double.NaN, 0.5, 1};
    plot.line(ColorRole.ofSeries(0), 2, 1, xs, ys);
    plot.markerSize(4).points(ColorRole.ofSeries(0), 1, 1, xs, ys);

    assertThat(marks())
        .isEqualTo("<g class=\"s3\" stroke-width=\"2\" stroke-dasharray=\"7,3\">"
            + "<path d=\"M10 60M30 35L40 10\"/></g>"
            + "<g class=\"f3\"><path d=\"M8 58L12 58L12 62L8 62Z"
            + "M28 33L32 33L32 37L28 37ZM38 8L42 8L42 12L38 12Z\"/></g>");
  }

  @Test
  void translucentMarksAreElementsOfTheirOwn() {
    plot.bar(ColorRole.ofSeries(1), 0.24, 0, 0, 1, 0.5)
        .bar(ColorRole.ofSeries(1), 0.24, 2, 0, 3, 1);

    assertThat(marks())
        .isEqualTo("<g class=\"f4\" fill-opacity=\"0.24\"><path d=\"M10 60H20V35H10Z\"/>"
            + "<path d=\"M30 60H40V10H30Z\"/></g>");
  }

  @Test
  void sixSeriesHaveShapesOfTheirOwnAndTheSeventhThatOfTheFirst() {
    Set<String> shapes = new HashSet<>();
    plot.markerSize(6);
    for (int i = 0; i < 7; i++) {
      plot.points(ColorRole.ofSeries(i), 1, i, new double[] {5}, new double[] {0.5});
    }

    Matcher path = PATH.matcher(marks());
    while (path.find()) {
      shapes.add(path.group(1));
    }
    assertThat(shapes)
        .containsExactlyInAnyOrder(
            "M57 35a3 3 0 1 0 6 0a3 3 0 1 0 -6 0",
            "M57 32L63 32L63 38L57 38Z",
            "M56.1 35L60 31.1L63.9 35L60 38.9Z",
            "M57 37L63 37L60 31Z",
            "M57 33L63 33L60 39Z",
            "M57 32L63 38M57 38L63 32");
  }

  @Test
  void textIsOnTopAndEscaped() {
    plot.text(0, 0, 2, 3, Plot.Anchor.END, "key", "a<b").line(ColorRole.TEXT, 1, 0, 0, 1, 0);

    assertThat(marks())
        .isEqualTo("<g class=\"s0\"><path d=\"M10 60L20 60\"/></g>"
            + "<text class=\"end key\" x=\"12\" y=\"63\">a&lt;b</text>");
  }
}
