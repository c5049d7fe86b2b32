// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sam4j.testing.Picture;
import io.github.sam4j.testing.SharedData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RunLengthsTest {
  private static final long SEED = 613;

  @Test
  void knownStringsAreWrittenAndReadAsTheReferenceDoes() throws IOException {
    JsonNode pairs = SharedData.json("golden/rle/rle.json").get("known_strings");
    assertThat(pairs).hasSize(6);
    for (JsonNode pair : pairs) {
      int[] counts = counts(pair);
      String text = pair.get("compressed").asText();
      int pixels = Arrays.stream(counts).sum();

      assertThat(RunLengths.ofCounts(pixels, 1, counts).toCocoString()).isEqualTo(text);
      assertThat(RunLengths.ofCocoString(pixels, 1, text).counts()).containsExactly(counts);
    }
  }

  @Test
  void masksOfTheReferenceAreEncodedAndDecodedAlike() throws IOException {
    JsonNode masks = SharedData.json("golden/rle/rle.json").get("masks");
    assertThat(masks).hasSize(40);
    for (JsonNode golden : masks) {
      String name = golden.get("name").asText();
      Mask mask = picture(golden.get("file").asText());

      RunLengths runs = RunLengths.of(mask);

      assertThat(runs.counts()).as(name).containsExactly(counts(golden));
      assertThat(runs.toCocoString())
          .as(name)
          .isEqualTo(golden.get("compressed").asText());
      assertThat(runs.toMask()).as(name).isEqualTo(mask);
      assertThat(RunLengths.ofCocoString(
              mask.width(), mask.height(), golden.get("compressed").asText()))
          .as(name)
          .isEqualTo(runs);
      assertThat(mask.area()).as(name).isEqualTo(golden.get("area").asLong());
      assertThat(xywh(mask)).as(name).isEqualTo(box(golden.get("tight_box_xywh")));
    }
  }

  private static Mask picture(String file) throws IOException {
    Picture picture = Picture.read(SharedData.require("golden/rle/" + file));
    byte[] rgb = picture.rgb();
    int width = picture.width();
    return Mask.of(width, picture.height(), (x, y) -> rgb[3 * (y * width + x)] != 0);
  }

  private static int[] counts(JsonNode node) {
    return StreamSupport.stream(node.get("counts").spliterator(), false)
        .mapToInt(JsonNode::asInt)
        .toArray();
  }

  private static List<Integer> box(JsonNode xywh) {
    List<Integer> box = new ArrayList<>();
    xywh.forEach(side -> box.add(side.asInt()));
    return box;
  }

  private static List<Integer> xywh(Mask mask) {
    return mask.box()
        .map(box -> List.of(box.x0(), box.y0(), box.width(), box.height()))
        .orElse(List.of());
  }

  @Test
  void columnsComeOneAfterTheOther() {
    Mask mask = Drawn.mask(".#.", ".#.", "..#");

    assertThat(RunLengths.of(mask).counts()).containsExactly(3, 2, 3, 1);
  }

  @Test
  void firstRunIsEmptyWhenTheFirstPixelIsSet() {
    assertThat(RunLengths.of(Drawn.mask("#.", "..")).counts()).containsExactly(0, 1, 3);
  }

  @ParameterizedTest(name = "{0}x{1}, seed 613")
  @CsvSource({
    "1, 1",
    "1, 63",
    "1, 64",
    "1, 65",
    "65, 1",
    "3, 127",
    "127, 3",
    "64, 64",
    "63, 128",
    "101, 1021"
  })
  void randomMasksEqualAPlainEncoder(int width, int height) {
    Random random = new Random(SEED);
    for (double density : new double[] {0, 0.003, 0.5, 0.997, 1}) {
      boolean[] columns = new boolean[width * height];
      for (int i = 0; i < columns.length; i++) {
        columns[i] = random.nextDouble() < density;
      }
      Mask mask = Mask.of(width, height, (x, y) -> columns[x * height + y]);

      RunLengths runs = RunLengths.of(mask);

      assertThat(runs.counts()).as("density %s", density).containsExactly(plainCounts(columns));
      assertThat(runs.toMask()).as("density %s", density).isEqualTo(mask);
      assertThat(RunLengths.ofCocoString(width, height, runs.toCocoString()).toMask())
          .as("density %s", density)
          .isEqualTo(mask);
    }
  }

  private static int[] plainCounts(boolean[] pixels) {
    List<Integer> counts = new ArrayList<>();
    boolean value = false;
    int length = 0;
    for (boolean pixel : pixels) {
      if (pixel != value) {
        counts.add(length);
        value = pixel;
        length = 0;
      }
      length++;
    }
    counts.add(length);
    return counts.stream().mapToInt(Integer::intValue).toArray();
  }

  @Test
  void runsOfNoLengthInTheMiddleAreAccepted() {
    RunLengths runs = RunLengths.ofCounts(2, 3, new int[] {1, 1, 0, 2, 2, 0});

    assertThat(Drawn.text(runs.toMask())).isEqualTo(".#\n#.\n#.\n");
  }

  @Test
  void countsAreCopiedOnTheWayInAndOut() {
    int[] counts = {2, 2};
    RunLengths runs = RunLengths.ofCounts(2, 2, counts);

    counts[0] = 7;
    runs.counts()[1] = 7;

    assertThat(runs.counts()).containsExactly(2, 2);
  }

  @Test
  void negativeCountIsRefused() {
    assertThatThrownBy(() -> RunLengths.ofCounts(2, 2, new int[] {5, -1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got -1");
  }

  @Test
  void countsThatMissTheSizeAreRefused() {
    assertThatThrownBy(() -> RunLengths.ofCounts(3, 2, new int[] {2, 3}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sum to 6")
        .hasMessageContaining("width=3 height=2")
        .hasMessageContaining("got 5");
  }

  @Test
  void countsWhoseSumOverflowsAreRefused() {
    // 2^32 + 4 is 4 in 32 bits
    int[] counts = {Integer.MAX_VALUE, Integer.MAX_VALUE, 6};

    assertThatThrownBy(() -> RunLengths.ofCounts(2, 2, counts))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 4294967300");
  }

  @Test
  void sizeWithoutPixelsIsRefused() {
    assertThatThrownBy(() -> RunLengths.ofCounts(0, 2, new int[] {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("width=0");
  }

  @ParameterizedTest(name = "[{0}]")
  @ValueSource(strings = {"/", "4 ", "p", "4\u00e9", "\n"})
  void characterOutsideOfTheAlphabetIsRefused(String text) {
    assertThatThrownBy(() -> RunLengths.ofCocoString(2, 2, text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("48 to 111");
  }

  @ParameterizedTest(name = "[{0}]")
  @ValueSource(strings = {"P", "4`", "oo"})
  void stringThatEndsInsideANumberIsRefused(String text) {
    assertThatThrownBy(() -> RunLengths.ofCocoString(2, 2, text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("inside a number");
  }

  @ParameterizedTest(name = "[{0}]")
  @ValueSource(strings = {"", "3", "5", "0O5", "111O"})
  void stringWhoseRunsMissTheSizeIsRefused(String text) {
    assertThatThrownBy(() -> RunLengths.ofCocoString(2, 2, text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("run lengths must");
  }

  @ParameterizedTest(name = "[{0}]")
  // 2^32 + 4 in seven groups, the same in eight, and a difference that wraps around
  @ValueSource(strings = {"TPPPPP4", "TPPPPPT0", "000TPPPPP4"})
  void numberBeyondIntIsRefused(String text) {
    assertThatThrownBy(() -> RunLengths.ofCocoString(2, 2, text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void equalRunsOfTheSameSizeAreEqual() {
    RunLengths runs = RunLengths.ofCounts(2, 3, new int[] {2, 4});

    assertThat(runs)
        .isEqualTo(RunLengths.of(Drawn.mask(".#", ".#", "##")))
        .hasSameHashCodeAs(RunLengths.ofCounts(2, 3, new int[] {2, 4}))
        .isNotEqualTo(RunLengths.ofCounts(3, 2, new int[] {2, 4}))
        .isNotEqualTo(RunLengths.ofCounts(2, 3, new int[] {4, 2}))
        .hasToString("RunLengths[2x3, runs=2]");
  }
}
