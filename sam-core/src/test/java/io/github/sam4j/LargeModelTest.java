// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Models of the official sizes: times and memory of a process that loads one. */
@Tag("slow")
@EnabledOnOs(value = OS.LINUX, disabledReason = "reads the peak of memory from /proc")
final class LargeModelTest {
  private static final long GIB = 1L << 30;

  @TempDir
  private Path folder;

  @Test
  void vitBIsOpenedAtOnceAndLoadedQuicklyTheSecondTime() throws Exception {
    RandomVit.B.write(folder.resolve("vit_b.pth"));

    Map<String, String> first = load("vit_b.pth");
    Map<String, String> second = load("vit_b.pth");

    assertThat(number(first, "open")).isLessThan(50_000_000);
    assertThat(number(first, "peak")).isLessThanOrEqualTo(5 * GIB / 2);
    assertThat(number(second, "peak")).isLessThanOrEqualTo(5 * GIB / 2);
    assertThat(number(second, "build")).isLessThan(2_000_000_000);
    assertThat(second.get("answer")).isEqualTo(first.get("answer"));
  }

  @Test
  void vitHFitsIntoEightGibibytes() throws Exception {
    RandomVit.H.write(folder.resolve("vit_h.pth"));

    Map<String, String> first = load("vit_h.pth");

    assertThat(number(first, "peak")).isLessThanOrEqualTo(8 * GIB);
  }

  private static long number(Map<String, String> report, String what) {
    return Long.parseLong(report.getOrDefault(what, ""));
  }

  private Map<String, String> load(String file) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            LargeModelProbe.class.getName(),
            folder.resolve(file).toString(),
            folder.resolve("graphs").toString())
        .redirectErrorStream(true)
        .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    System.out.println(file + ": "
        + output
            .lines()
            .filter(line -> line.matches("(open|build|encode|peak|answer) .*"))
            .collect(Collectors.joining(", ")));
    return output
        .lines()
        .filter(line -> line.matches("(open|build|encode|peak|answer) .*"))
        .collect(Collectors.toMap(
            line -> line.substring(0, line.indexOf(' ')),
            line -> line.substring(line.indexOf(' ') + 1)));
  }
}
