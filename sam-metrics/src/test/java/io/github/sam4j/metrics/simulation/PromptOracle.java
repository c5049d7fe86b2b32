// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.metrics.MetricOracle;
import io.github.sam4j.prompt.Prompt;
import io.github.sam4j.testing.SharedData;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** Reads {@code prompts_open.json}, and draws masks. */
final class PromptOracle {
  private PromptOracle() {}

  /** A case of the file. */
  record Case(String name, Mask mask, Mask prediction, JsonNode expected) {
    /** Returns whether there is an object, so that centres and boxes are given. */
    boolean hasObject() {
      return !mask.isEmpty();
    }
  }

  static List<Case> cases() throws IOException {
    return StreamSupport.stream(MetricOracle.cases("prompts_open.json").spliterator(), false)
        .map(golden -> new Case(
            golden.get("name").asText(),
            MetricOracle.mask(golden, "mask"),
            MetricOracle.mask(golden, "prediction"),
            golden.get("expected")))
        .toList();
  }

  /** A point of [row, column] on the object. */
  static Prompt.Point point(JsonNode yx) {
    return new Prompt.Point(yx.get(1).asInt(), yx.get(0).asInt(), true);
  }

  static List<Prompt.Point> points(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(PromptOracle::point)
        .toList();
  }

  static Prompt.Box box(JsonNode xyxy) {
    int[] edges = SharedData.integers(xyxy);
    return new Prompt.Box(edges[0], edges[1], edges[2], edges[3]);
  }

  /** A mask of rows in which {@code #} is set. */
  static Mask drawn(String... rows) {
    return Mask.of(rows[0].length(), rows.length, (x, y) -> rows[y].charAt(x) == '#');
  }

  /** A mask of which about {@code percent} percent is set. */
  static Mask noise(int width, int height, int percent, Random random) {
    return Mask.of(width, height, (x, y) -> random.nextInt(100) < percent);
  }

  /** All pixels of a mask in reading order as points on the object. */
  static List<Prompt.Point> pixels(Mask mask) {
    return IntStream.range(0, mask.width() * mask.height())
        .filter(i -> mask.get(i % mask.width(), i / mask.width()))
        .mapToObj(i -> {
          int y = i / mask.width();
          return new Prompt.Point(i % mask.width(), y, true);
        })
        .toList();
  }
}
