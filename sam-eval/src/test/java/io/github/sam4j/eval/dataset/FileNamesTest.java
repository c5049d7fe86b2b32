// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.testing.Jdks;
import io.github.sam4j.testing.SharedData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names of files in processes of several locales, on this JDK and on those beside it. */
@EnabledOnOs(OS.LINUX)
final class FileNamesTest {
  private static final String UTF8 = "C.UTF-8";
  private static final String ASCII = "C";

  @TempDir
  private Path folder;

  @BeforeAll
  static void needsUtf8() {
    Assumptions.assumeTrue(
        "UTF-8".equals(System.getProperty("sun.jnu.encoding")),
        "needs a locale in which tests can make the files");
  }

  static List<Path> jdks() throws IOException {
    return Jdks.homes();
  }

  private static List<String> probe(Path jdk, String locale, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(
        Jdks.java(jdk).toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:-UsePerfData",
        "-Dfile.encoding=Cp1252",
        "-cp",
        System.getProperty("java.class.path"),
        DatasetProbe.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LC_ALL", locale);
    Process process = builder.start();
    try (Stream<String> lines = process.inputReader(StandardCharsets.US_ASCII).lines()) {
      return lines.toList();
    } finally {
      process.destroyForcibly();
    }
  }

  private static List<String> pairs(Path jdk, String locale, Path task) throws IOException {
    return probe(
        jdk,
        locale,
        "pairs",
        task.resolve("imagesTr").toString(),
        task.resolve("labelsTr").toString());
  }

  private static void assertRefused(List<String> lines) {
    assertThat(lines).singleElement().asString().startsWith("refused ").contains("LC_ALL=C.UTF-8");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void namesThatCannotBeDecodedAreNeverMatched(Path jdk) throws IOException {
    Path two = SharedData.require("testdata/reports/names-in-c-locale");
    Path other = SharedData.require("testdata/reports/names-in-c-locale-mispaired");

    assertThat(pairs(jdk, UTF8, two)).containsExactly("case Fall_<e4>", "case Fall_<f6>");
    assertRefused(pairs(jdk, ASCII, two));
    assertThat(pairs(jdk, UTF8, other)).singleElement().asString().contains("found none");
    assertRefused(pairs(jdk, ASCII, other));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void listedNamesBeyondTheLocaleAreRefused(Path jdk) throws IOException {
    Path task = Files.createDirectories(folder.resolve("Task"));
    DatasetFiles.make(folder, "Task/imagesTr/\u5de6.nii.gz", "Task/labelsTr/\u5de6.nii.gz");
    describe(task, "\u5de6");

    assertThat(probe(jdk, UTF8, "msd", folder.toString())).containsExactly("case <5de6>");
    assertRefused(probe(jdk, ASCII, "msd", folder.toString()));
  }

  @Test
  void foldersBeyondTheLocaleAreRefused() throws IOException {
    Path jdk = Path.of(System.getProperty("java.home"));
    Path task = Files.createDirectories(folder.resolve("F\u00e4lle"));
    DatasetFiles.make(folder, "F\u00e4lle/imagesTr/a.nii.gz", "F\u00e4lle/labelsTr/a.nii.gz");
    describe(task, "a");

    assertThat(probe(jdk, UTF8, "msd", folder.toString())).containsExactly("case a");
    assertRefused(probe(jdk, ASCII, "msd", folder.toString()));
  }

  @Test
  void filesThatAreNotUtf8AreRefusedInEveryLocale() throws IOException, InterruptedException {
    Path jdk = Path.of(System.getProperty("java.home"));
    DatasetFiles.make(folder, "imagesTr/a.png", "labelsTr/a.png");
    assertThat(pairs(jdk, ASCII, folder)).containsExactly("case a");
    // Latin-1, as old archives leave it behind; Java can't make such a file here
    new ProcessBuilder("sh", "-c", "touch \"imagesTr/$(printf 'b\\344.png')\"")
        .directory(folder.toFile())
        .start()
        .waitFor();

    assertRefused(pairs(jdk, UTF8, folder));
  }

  private static void describe(Path task, String name) throws IOException {
    Files.writeString(
        task.resolve("dataset.json"),
        "{\"labels\": {\"1\": \"o\"}, \"training\": [{\"image\": \"imagesTr/" + name
            + ".nii.gz\", \"label\": \"labelsTr/" + name + ".nii.gz\"}]}");
  }
}
