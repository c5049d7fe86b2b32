// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sam4j.io.Images;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.metrics.Overlap;
import io.github.sam4j.testing.SharedData;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ./sam4j metrics} for masks as run lengths. */
final class RunLengthMetricsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  /** Two rows: the first column, and all of the second row. */
  private static final String MASK = "{\"size\": [2, 3], \"counts\": [0, 2, 1, 1, 1, 1]}";

  private static final String OTHER = "{\"size\": [2, 3], \"counts\": [0, 1, 5]}";

  @TempDir
  private Path folder;

  @Test
  void runLengthsAreScoredAsPictures() throws IOException {
    Mask truth = blob(7, 41, 29);
    Mask found = blob(8, 41, 29);
    Path truthPicture = folder.resolve("truth.png");
    Path foundPicture = folder.resolve("found.png");
    Images.writePng(truth, truthPicture);
    Images.writePng(found, foundPicture);
    Path truthRuns = write("truth.json", Json.segmentation(truth, /* compressed= */ true));
    Path foundRuns = write("found.json", Json.segmentation(found, /* compressed= */ false));

    JsonNode pictures = scores(truthPicture, foundPicture);

    assertThat(scores(truthRuns, foundRuns)).isEqualTo(pictures);
    assertThat(scores(truthPicture, foundRuns)).isEqualTo(pictures);
    assertThat(scores(truthRuns, foundPicture)).isEqualTo(pictures);
    assertThat(pictures.get("overlap").get("dice").asDouble())
        .isEqualTo(Overlap.between(truth, found).dice());
  }

  @Test
  void everyLineIsScoredAsItsPairOfFiles() throws IOException {
    List<String> lines = new ArrayList<>();
    List<JsonNode> expected = new ArrayList<>();
    for (int seed = 0; seed < 5; seed++) {
      ObjectNode truth = Json.segmentation(blob(seed, 23, 31), /* compressed= */ true);
      ObjectNode found = Json.segmentation(blob(seed + 50, 23, 31), /* compressed= */ seed > 2);
      ObjectNode line = Json.object().put("task", "Täsk").put("slice", seed);
      line.set("reference", truth);
      line.set("prediction", found);
      lines.add(JSON.writeValueAsString(line.put("object", "liver").put("dice", 0.1)));
      expected.add(scores(write("truth.json", truth), write("found.json", found)));
    }
    lines.add(3, " ");
    Path file = Files.writeString(folder.resolve("pairs.jsonl"), String.join("\n", lines));

    Outcome outcome = Outcome.run("metrics", "--pairs", file);

    assertThat(outcome.code()).as(outcome.err()).isZero();
    List<String> printed = outcome.out().lines().toList();
    assertThat(printed).hasSize(5);
    for (int i = 0; i < 5; i++) {
      ObjectNode scores = (ObjectNode) JSON.readTree(printed.get(i));
      assertThat(scores.remove("task").asText()).isEqualTo("Täsk");
      assertThat(scores.remove("slice").asInt()).isEqualTo(i);
      assertThat(scores.remove("object").asText()).isEqualTo("liver");
      assertThat(scores.remove("dice").asDouble()).isEqualTo(0.1);
      ((ObjectNode) expected.get(i)).remove("object");
      assertThat(scores).isEqualTo(expected.get(i));
    }
  }

  @Test
  void optionsForPicturesHoldForLines() throws IOException {
    // pixels that touch at a corner
    String diagonal = "{\"size\": [2, 2], \"counts\": [0, 1, 2, 1]}";
    Path file = lines(pair(diagonal, diagonal));

    Outcome outcome =
        Outcome.run("metrics", "--pairs", file, "--connectivity", 4, "--tolerance", 0.5);

    JsonNode scores = JSON.readTree(outcome.out());
    assertThat(scores.get("instances").get("ref_objects").asInt()).isEqualTo(2);
    assertThat(scores.get("surface").get("area_weighted_surfel").has("nsd_0.5mm"))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"reference\"                                         | expected JSON",
        "[]                                                     | expected an object",
        "{} {}                                                  | expected JSON",
        "{\"reference\": MASK}                                  | prediction: expected run lengths",
        "{\"prediction\": MASK}                                 | reference: expected run lengths",
        "{\"reference\": MASK, \"prediction\": {\"size\": [2, 3]}} | string or a list",
        "{\"reference\": MASK, \"prediction\": {\"size\": [2], \"counts\": []}} | height and width",
        "{\"reference\": MASK, \"prediction\": {\"size\": [2, 2.5], \"counts\": []}} | height and",
        "{\"reference\": MASK, \"prediction\": {\"size\": [0, 3], \"counts\": []}} | positive",
        "{\"reference\": MASK, \"prediction\": {\"size\": [2, 3], \"counts\": [7]}} | sum to 6",
        "{\"reference\": MASK, \"prediction\": {\"size\": [2, 3], \"counts\": [6, \"x\"]}} | index 1",
        "{\"reference\": MASK, \"prediction\": {\"size\": [2, 3], \"counts\": \"~\"}} | characters",
        "{\"reference\": MASK, \"prediction\": {\"size\": [3, 2], \"counts\": [6]}} | size 3x2, found 2x3",
        "{\"reference\": MASK, \"prediction\": MASK, \"counts\": 1} | another counts",
      })
  void badLineIsRefusedWithItsNumber(String line, String problem) throws IOException {
    Path file = lines(pair(MASK, OTHER), "", line.replace("MASK", MASK), pair(MASK, MASK));

    String refusal = Outcome.refusal(folder, "metrics", "--pairs", file);

    assertThat(refusal).contains("pairs.jsonl line 3: ").contains(problem);
    assertThat(Outcome.run("metrics", "--pairs", file).out().lines()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pred.json",
        "pred-list.json",
        "pred-zero-runs.json",
        "pred-float.json",
        "pred-short.json",
        "pred-long.json",
        "pred-ann.json",
        "pred-polygon.json"
      })
  void reportedRunLengthsAreRead(String name) throws IOException {
    Path truth = SharedData.require("testdata/reports/rle/truth.json");

    assertThat(
            scores(truth, truth.resolveSibling(name)).get("overlap").get("dice").asDouble())
        .isEqualTo(0.84);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pairs.jsonl", "pairs-bom.jsonl", "pairs-unicode.jsonl"})
  void reportedLinesAreRead(String name) throws IOException {
    Outcome outcome =
        Outcome.run("metrics", "--pairs", SharedData.require("testdata/reports/rle/" + name));

    assertThat(outcome.code()).as(outcome.err()).isZero();
    JsonNode scores = JSON.readTree(outcome.out());
    assertThat(scores.get("overlap").get("dice").asDouble()).isEqualTo(0.84);
    assertThat(scores.get("case").asText()).isIn("1", "J\u00fcrgen-\u5de6");
  }

  @Test
  void byteOrderMarksAreNoPartOfTheText() throws IOException {
    JsonNode expected = scores(
        Files.writeString(folder.resolve("truth.json"), MASK),
        Files.writeString(folder.resolve("found.json"), OTHER));
    for (Charset charset :
        List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      Path truth = folder.resolve("truth-" + charset + ".json");
      Path found = folder.resolve("found-" + charset + ".json");
      Path pairs = folder.resolve("pairs-" + charset + ".jsonl");
      Files.write(truth, ("\uFEFF" + MASK).getBytes(charset));
      Files.write(found, ("\uFEFF \n" + OTHER).getBytes(charset));
      // two files one after the other: each brings its mark
      String line = "\uFEFF" + pair(MASK, OTHER) + "\r\n";
      Files.write(pairs, (line + line).getBytes(charset));

      Outcome outcome = Outcome.run("metrics", "--pairs", pairs);

      assertThat(scores(truth, found)).isEqualTo(expected);
      assertThat(outcome.code()).as(outcome.err()).isZero();
      assertThat(outcome.out().lines()).hasSize(2);
    }
  }

  @Test
  void numbersThatPythonWritesAreReadAndCopiedAsNull() throws IOException {
    Path file = lines("{\"score\": NaN, \"more\": [1, -Infinity, {\"x\": Infinity}], "
        + pair(MASK, OTHER).substring(1));

    Outcome outcome = Outcome.run("metrics", "--pairs", file);

    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("\"score\":null", "\"more\":[1,null,{\"x\":null}]");
    Path bad = lines("{\"reference\": {\"size\": [2, NaN], \"counts\": []}}");
    assertThat(Outcome.refusal(folder, "metrics", "--pairs", bad)).contains("another size");
  }

  @Test
  void countsThatDoNotMatchTheSizeAreRefused() throws IOException {
    for (String counts : new String[] {"[1]", "[0, 7]", "[1, 2, 2]", "[1, 2, 4]", "[0.5, 5.5]"}) {
      Path bad = Files.writeString(
          folder.resolve("bad.json"), "{\"size\": [2, 3], \"counts\": " + counts + "}");
      assertThat(refused(bad, bad)).as(counts).contains("bad.json");
    }
  }

  @Test
  void polygonsHaveTheSizeOfTheOtherMask() throws IOException {
    String polygon = "{\"segmentation\": [[1, 0, 3, 0, 3, 2, 1, 2]]}";
    Path polygonFile = Files.writeString(folder.resolve("polygon.json"), polygon);
    Path right =
        Files.writeString(folder.resolve("right.json"), "{\"size\": [2, 3], \"counts\": [2, 4]}");
    Path pairs = lines(
        "{\"reference\": [[1, 0, 3, 0, 3, 2, 1, 2]], \"prediction\": " + MASK + "}",
        pair(MASK, polygon));

    assertThat(scores(polygonFile, right).get("overlap").get("dice").asDouble()).isEqualTo(1);
    assertThat(scores(right, polygonFile).get("overlap").get("dice").asDouble()).isEqualTo(1);
    assertThat(Outcome.run("metrics", "--pairs", pairs).out().lines()).hasSize(2);
    assertThat(refused(polygonFile, polygonFile))
        .contains("polygon.json", "another mask with a size");
    assertThat(refused(
            right,
            Files.writeString(folder.resolve("bad.json"), "{\"segmentation\": [[1, 2, 3, 4]]}")))
        .contains("bad.json", "three corners");
  }

  @Test
  void linesMustBeUtf8() throws IOException {
    Path file = folder.resolve("pairs.jsonl");
    Files.write(file, "{\"task\": \"Täsk\"}".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(Outcome.refusal(folder, "metrics", "--pairs", file)).contains("line 1", "UTF-8");
  }

  @Test
  void filesThatAreNoMaskAreNamed() throws IOException {
    Path good = Files.writeString(folder.resolve("good.json"), " \n" + MASK);
    Path bad = Files.writeString(folder.resolve("bad.json"), "{\"size\": [2, 3]}");
    Path broken = Files.writeString(folder.resolve("broken.json"), "{\"size\": [2,");
    Path wide =
        Files.writeString(folder.resolve("wide.json"), "{\"size\": [2, 4], \"counts\": [8]}");

    assertThat(refused(good, bad)).contains("bad.json: expected counts");
    assertThat(refused(broken, good)).contains("broken.json: expected JSON");
    assertThat(refused(good, wide)).contains("wide.json", "size 3x2, found 4x2");
    assertThat(refused(good, folder.resolve("gone.json"))).contains("gone.json", "no such file");
    assertThat(refused(good, good, "--label", 1)).contains("--label", "run lengths");
  }

  @Test
  void pairsAndFilesAreAlternatives() throws IOException {
    Path file = lines(pair(MASK, OTHER));

    assertThat(Outcome.refusal(folder, "metrics", "--pairs", folder))
        .contains(folder.toString(), "found a folder");
    assertThat(Outcome.refusal(folder, "metrics", "--pairs", file, "--reference", file))
        .contains("--pairs can't be combined");
    assertThat(Outcome.refusal(folder, "metrics", "--pairs", file, "--label", 1))
        .contains("--label", "got --pairs");
    assertThat(Outcome.refusal(folder, "metrics", "--reference", file))
        .contains("--prediction FILE, or --pairs");
    assertThat(Outcome.refusal(folder, "metrics", "--pairs", folder.resolve("gone.jsonl")))
        .contains("gone.jsonl", "no such file");
  }

  private static String pair(String truth, String found) {
    return "{\"reference\": " + truth + ", \"prediction\": " + found + "}";
  }

  private Path lines(String... lines) throws IOException {
    return Files.writeString(folder.resolve("pairs.jsonl"), String.join("\n", lines) + "\n");
  }

  private Path write(String name, ObjectNode node) throws IOException {
    Path file = folder.resolve(name);
    Json.write(node, file);
    return file;
  }

  /** An ellipse at a random place. */
  private static Mask blob(long seed, int width, int height) {
    Random random = new Random(seed);
    double x0 = width * (0.4 + 0.2 * random.nextDouble());
    double y0 = height * (0.4 + 0.2 * random.nextDouble());
    double a = 3 + 5 * random.nextDouble();
    double b = 3 + 5 * random.nextDouble();
    return Mask.of(width, height, (x, y) -> Math.hypot((x - x0) / a, (y - y0) / b) < 1);
  }

  private static JsonNode scores(Path truth, Path found) throws IOException {
    Outcome outcome = Outcome.run("metrics", "--reference", truth, "--prediction", found);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    ObjectNode scores = (ObjectNode) JSON.readTree(outcome.out());
    scores.remove(List.of("reference", "prediction"));
    return scores;
  }

  private String refused(Path truth, Path found, Object... options) throws IOException {
    List<Object> arguments =
        new ArrayList<>(List.of("metrics", "--reference", truth, "--prediction", found));
    arguments.addAll(List.of(options));
    return Outcome.refusal(folder, arguments.toArray());
  }
}
