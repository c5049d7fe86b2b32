// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BaselinesTest {
  private final MadeUpRun run =
      new MadeUpRun().add("a.B.c", "avgt", new double[] {1}, new double[] {1.1});

  @TempDir
  private Path folder;

  private String compare(MadeUpRun current, boolean store) throws IOException {
    Path file = folder.resolve("run.json");
    current.write(file);
    StringWriter text = new StringWriter();
    PrintWriter writer = new PrintWriter(text);
    new Baselines(folder.resolve("baselines")).compare(file, current.description(), store, writer);
    writer.flush();
    return text.toString();
  }

  @Test
  void usualRunsAreNamedAfterCommitAndMachineAlone() {
    assertThat(run.description().fileName()).isEqualTo("0123456789ab.json");
    assertThat(run.description().baselineName()).isEqualTo("testium-3-4-cores-jdk-17.json");
  }

  @Test
  void unusualRunsTellWhatIsUnusual() {
    RunDescription half = run.networks("cpu", "fp16", 4).description();
    assertThat(half.fileName()).isEqualTo("0123456789ab-fp16.json");
    assertThat(half.baselineName()).isEqualTo("testium-3-4-cores-jdk-17-fp16.json");

    RunDescription gpu = run.networks("cuda:1", "fp16", 2).description();
    assertThat(gpu.fileName()).isEqualTo("0123456789ab-cuda-1-fp16-2-threads.json");
    assertThat(gpu.baselineName()).isEqualTo("testium-3-4-cores-jdk-17-cuda-1-fp16-2-threads.json");
  }

  @Test
  void halfPrecisionDoesNotReplaceTheBaselineOfSinglePrecision() throws IOException {
    compare(run, true);

    assertThat(compare(run.networks("cpu", "fp16", 4), true)).doesNotContain("compared with");
    assertThat(folder.resolve("baselines")).isDirectoryContaining("glob:**jdk-17.json");
    assertThat(folder.resolve("baselines")).isDirectoryContaining("glob:**jdk-17-fp16.json");
  }

  @Test
  void baselineThatCannotBeReadIsReplacedOnDemandOnly() throws IOException {
    Path baseline = folder.resolve("baselines").resolve(run.description().baselineName());
    Files.createDirectories(baseline.getParent());
    Files.writeString(baseline, "{ half a fi");

    assertThatThrownBy(() -> compare(run, false))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(baseline.toString());
    assertThat(compare(run, true).lines())
        .hasSize(2)
        .anyMatch(line -> line.startsWith("not compared with the baseline before: " + baseline))
        .anyMatch(line -> line.startsWith("stored as this machine's baseline"));
    assertThat(compare(run, false)).startsWith("compared with: " + baseline);
  }
}
