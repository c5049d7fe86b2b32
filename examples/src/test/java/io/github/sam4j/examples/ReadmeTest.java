// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.image.Spacing;
import io.github.sam4j.io.Images;
import io.github.sam4j.io.Volumes;
import io.github.sam4j.io.volume.Geometry;
import io.github.sam4j.io.volume.Volume;
import io.github.sam4j.io.volume.VolumeShape;
import io.github.sam4j.testing.SharedData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents show is compiled and runs. */
final class ReadmeTest {
  @ParameterizedTest
  @CsvSource({
    "README.md, QuickStart",
    "docs/metrics.md, ScoreVolumes",
    "docs/evaluation.md, OwnDataset"
  })
  void firstSnippetIsPartOfTheProgram(String document, String program) throws IOException {
    String text = Files.readString(Path.of("..", document));
    int from = text.indexOf("```java") + "```java".length();
    List<String> snippet = text.substring(from, text.indexOf("```", from))
        .strip()
        .lines()
        .map(String::strip)
        .toList();
    List<String> code =
        Files.readAllLines(Path.of("src/main/java/io/github/sam4j/examples", program + ".java"))
            .stream()
            .map(String::strip)
            .toList();

    assertThat(snippet).hasSizeGreaterThan(4);
    assertThat(code).containsAll(snippet);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "OnePoint",
        "PicturePolygons",
        "AutomaticMasks",
        "QuickStart",
        "ScoreVolumes",
        "OwnDataset"
      })
  void examplesAreShort(String program) throws IOException {
    assertThat(Files.readAllLines(
            Path.of("src/main/java/io/github/sam4j/examples", program + ".java")))
        .filteredOn(line -> !line.startsWith("//"))
        .hasSizeLessThan(60);
  }

  @Test
  void labelsOfVolumesAreScored(@TempDir Path folder) throws IOException {
    Geometry geometry = Geometry.of(new Spacing(1, 1, 3));
    VolumeShape shape = VolumeShape.of(4, 1, 1);
    Path truth = folder.resolve("truth.nii");
    Path found = folder.resolve("found.nii");
    Volumes.write(Volume.of(shape, geometry, (short) 1, (short) 1, (short) 0, (short) 2), truth);
    Volumes.write(Volume.of(shape, geometry, (short) 1, (short) 0, (short) 0, (short) 2), found);
    PrintStream out = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));

    try {
      ScoreVolumes.main(new String[] {truth.toString(), found.toString()});
    } finally {
      System.setOut(out);
    }

    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "label 1: Dice 0.667, HD95 1.00 mm, surface Dice at 2 mm 1.000",
            "label 2: Dice 1.000, HD95 0.00 mm, surface Dice at 2 mm 1.000");
  }

  @Test
  void quickStartWritesAMask(@TempDir Path folder) throws IOException {
    Path volume = SharedData.require("testdata/msd/Task09_Spleen/imagesTr/spleen_2.nii.gz");
    Path mask = folder.resolve("mask.png");

    QuickStart.main(new String[] {volume.toString(), "80", "80", mask.toString()});

    assertThat(Images.read(mask).width()).isEqualTo(164);
  }
}
