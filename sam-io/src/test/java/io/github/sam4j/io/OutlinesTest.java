// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.mask.Mask;
import io.github.sam4j.outline.Outline;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class OutlinesTest {
  @Test
  void pathHasTheCentresOfThePixels() {
    Random random = new Random(18);
    Mask mask = Mask.of(40, 30, (x, y) -> random.nextInt(3) > 0);

    Path2D path = Outlines.toPath(Outline.of(mask));

    assertThat(Mask.of(40, 30, (x, y) -> path.contains(x + 0.5, y + 0.5))).isEqualTo(mask);
  }

  @Test
  void paintedPathIsTheMask() {
    Random random = new Random(19);
    Mask mask = Mask.of(40, 30, (x, y) -> random.nextInt(3) > 0);
    BufferedImage picture = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);

    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(Color.GREEN);
    graphics.fill(Outlines.toPath(Outline.of(mask)));
    graphics.dispose();

    assertThat(BufferedImages.toMask(picture)).isEqualTo(mask);
  }

  @Test
  void geoJsonIsAsQuPathReadsIt() {
    Map<String, Outline> named = new LinkedHashMap<>();
    named.put("a \"b\"\n", Outline.of(Mask.of(3, 3, (x, y) -> x != 1 || y != 1)));
    named.put("nothing", Outline.of(Mask.empty(3, 3)));
    named.put("two", Outline.of(Mask.of(3, 1, (x, y) -> x != 1)));

    assertThat(Outlines.toGeoJson(named))
        .isEqualTo("{\"type\":\"FeatureCollection\",\"features\":["
            + "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":["
            + "[[0,0],[3,0],[3,3],[0,3],[0,0]],[[1,1],[1,2],[2,2],[2,1],[1,1]]]},"
            + "\"properties\":{\"objectType\":\"annotation\","
            + "\"classification\":{\"name\":\"a \\\"b\\\"\\u000a\"}}},"
            + "{\"type\":\"Feature\",\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":["
            + "[[[0,0],[1,0],[1,1],[0,1],[0,0]]],[[[2,0],[3,0],[3,1],[2,1],[2,0]]]]},"
            + "\"properties\":{\"objectType\":\"annotation\","
            + "\"classification\":{\"name\":\"two\"}}}]}");
  }
}
