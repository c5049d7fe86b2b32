package io.github.sam4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.io.Images;
import io.github.sam4j.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is compiled and runs. */
final class ReadmeTest {
  @Test
  void firstSnippetIsPartOfTheQuickStart() throws IOException {
    String readme = Files.readString(Path.of("../README.md"));
    int from = readme.indexOf("```java") + "```java".length();
    List<String> snippet = readme
        .substring(from, readme.indexOf("```", from))
        .strip()
        .lines()
        .map(String::strip)
        .toList();
    List<String> program =
        Files.readAllLines(Path.of("src/main/java/io/github/sam4j/examples/QuickStart.java"))
            .stream()
            .map(String::strip)
            .toList();

    assertThat(snippet).hasSizeGreaterThan(4);
    assertThat(program).containsAll(snippet);
  }

  @Test
  void quickStartWritesAMask(@TempDir Path folder) throws IOException {
    Path volume = SharedData.require("testdata/msd/Task09_Spleen/imagesTr/spleen_2.nii.gz");
    Path mask = folder.resolve("mask.png");

    QuickStart.main(new String[] {volume.toString(), "80", "80", mask.toString()});

    assertThat(Images.read(mask).width()).isEqualTo(164);
  }
}
