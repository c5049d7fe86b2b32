// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.sam4j.io.Images;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.testing.SharedData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is printed is UTF-8 in every locale, and what can't be printed is a failure. */
final class StandardOutputTest {
  private static final Path FULL = Path.of("/dev/full");

  /** Letters of several scripts, one of them beyond the basic plane. */
  private static final String NAME = "Nière-肝-\uD83E\uDEC0";

  @TempDir
  private Path folder;

  private Path task(String label) throws IOException {
    Path task = Files.createDirectories(folder.resolve("Task99_Test"));
    for (String name : List.of("imagesTr", "labelsTr")) {
      Files.createDirectories(task.resolve(name));
      Images.writePng(Mask.empty(4, 4), task.resolve(name).resolve("a.png"));
    }
    Files.writeString(
        task.resolve("dataset.json"),
        "{\"labels\": {\"0\": \"background\", \"1\": \"" + label + "\"},"
            + "\"modality\": {\"0\": \"MRI\"},"
            + "\"training\": [{\"image\": \"./imagesTr/a.png\", \"label\": \"./labelsTr/a.png\"}]}");
    return task;
  }

  static Stream<Path> javas() throws IOException {
    return CommandProcess.javas().stream();
  }

  @ParameterizedTest
  @MethodSource("javas")
  void printsUtf8InEveryLocale(Path java) throws Exception {
    Path task = task(NAME);

    for (Outcome outcome : inLocales(java, "info", task)) {
      assertThat(outcome.code()).as(outcome.err()).isZero();
      assertThat(
              new ObjectMapper().readTree(outcome.out()).get("labels").get("1").asText())
          .isEqualTo(NAME);
    }
  }

  @ParameterizedTest
  @MethodSource("javas")
  void namesOfLabelsKeepTheirLetters(Path java) throws Exception {
    Path task = SharedData.require("testdata/reports/ds-unicode-labels");
    String expected = new ObjectMapper()
        .readTree(Files.readAllBytes(task.resolve("dataset.json")))
        .get("labels")
        .get("1")
        .asText();

    for (Outcome outcome : inLocales(java, "info", task)) {
      assertThat(outcome.code()).as(outcome.err()).isZero();
      assertThat(
              new ObjectMapper().readTree(outcome.out()).get("labels").get("1").asText())
          .isEqualTo(expected);
    }
  }

  private static List<Outcome> inLocales(Path java, Object... arguments) throws Exception {
    return List.of(
        CommandProcess.of(java, List.of(), arguments).environment("LC_ALL", "C").run(),
        CommandProcess.of(java, List.of(), arguments)
            .environment("LC_ALL", "C.UTF-8")
            .run(),
        CommandProcess.of(java, List.of("-Dfile.encoding=Cp1252"), arguments)
            .environment("LC_ALL", "C")
            .run());
  }

  @ParameterizedTest
  @MethodSource("javas")
  void errorsAreUtf8(Path java) throws Exception {
    Path task = task(NAME);
    Path list = task.resolve("dataset.json");
    Files.writeString(
        list, Files.readString(list).replace("\"0\": \"background\", \"1\":", "\"" + NAME + "\":"));

    for (Outcome outcome : inLocales(java, "info", task)) {
      assertThat(outcome.code()).isEqualTo(2);
      assertThat(outcome.err().lines()).singleElement().asString().contains(NAME);
    }
  }

  @ParameterizedTest
  @MethodSource("javas")
  void argumentsThatTheLocaleLacksAreRefusedWithTheWayOut(Path java) throws Exception {
    // the bytes of UTF-8 reach the process as they are, whatever the locale of these tests
    Outcome outcome = CommandProcess.ofProgram(
            "/bin/sh",
            "-c",
            "exec \"$0\" \"$@\" \"$(printf 'Fall_\\303\\244.nii')\"",
            java,
            "-cp",
            System.getProperty("java.class.path"),
            Sam4j.class.getName(),
            "info")
        .environment("LC_ALL", "C")
        .run();

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err().lines()).singleElement().asString().contains("LC_ALL=C.UTF-8");
  }

  @ParameterizedTest
  @MethodSource("javas")
  void fullDiskIsAFailure(Path java) throws Exception {
    assumeTrue(Files.exists(FULL), "needs the device " + FULL);
    for (String[] arguments : new String[][] {{"--help"}, {"info", task("liver").toString()}}) {
      Outcome outcome =
          CommandProcess.of(java, List.of(), (Object[]) arguments).outTo(FULL).run();

      assertThat(outcome.code()).as(Arrays.toString(arguments)).isEqualTo(1);
      assertThat(outcome.err().lines())
          .singleElement()
          .asString()
          .startsWith("sam4j: standard output can't be written: ");
    }
  }

  @Test
  void brokenPipeEndsQuietly() throws Exception {
    Path java = CommandProcess.javas().get(0);
    Path code = folder.resolve("code");
    // the reader is gone before anything is printed
    String script = "{ \"$0\" \"$@\"; echo $? >'" + code + "'; } | true";

    Outcome outcome = CommandProcess.ofProgram(
            "/bin/sh",
            "-c",
            script,
            java,
            "-cp",
            System.getProperty("java.class.path"),
            Sam4j.class.getName(),
            "info",
            task("liver"))
        .run();

    assertThat(outcome.err()).isEmpty();
    assertThat(Files.readString(code)).isEqualTo("1\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--version",
        "demo --help",
        "predict --help",
        "automatic --help",
        "info --help",
        "devices",
        "devices --help",
        "metrics --help",
        "metrics --pairs PAIRS",
        "metrics --reference MASK --prediction MASK",
        "models",
        "models list",
        "models list --json",
        "models fetch --help",
        "export --help",
        "paper-tables --help",
        "info MASK"
      })
  void everyCommandFailsIfItCannotPrint(String line) throws IOException {
    Path mask = folder.resolve("mask.png");
    Images.writePng(Mask.empty(4, 4), mask);
    Path pairs = Files.writeString(
        folder.resolve("pairs.jsonl"),
        "{\"reference\": {\"size\": [2, 2], \"counts\": [1, 3]},"
            + " \"prediction\": {\"size\": [2, 2], \"counts\": [4]}}\n");
    String[] arguments = Stream.of(line.split(" "))
        .filter(each -> !each.isEmpty())
        .map(each ->
            each.equals("MASK") ? mask.toString() : each.equals("PAIRS") ? pairs.toString() : each)
        .toArray(String[]::new);
    PrintStream before = System.err;
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      assertThat(Sam4j.run(StandardOutput.to(new FullDisk()), arguments)).isEqualTo(1);
    } finally {
      System.setErr(before);
    }

    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "sam4j: standard output can't be written: no space left" + System.lineSeparator());
  }

  private static final class FullDisk extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      throw new IOException("no space left");
    }
  }
}
