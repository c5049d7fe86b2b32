// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.sam4j.bench.OverlapBenchmark;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Two rounds of a benchmark of microseconds, within this process. */
final class BenchmarkRoundsTest {
  private static ChainedOptionsBuilder inThisProcess() {
    return new OptionsBuilder()
        .forks(0)
        .warmupIterations(0)
        .measurementIterations(3)
        .measurementTime(TimeValue.milliseconds(5))
        .verbosity(VerboseMode.SILENT);
  }

  @Test
  void roundsBecomeForksOfOneRun(@TempDir Path folder) throws Exception {
    var options = inThisProcess()
        .include(OverlapBenchmark.class.getName() + "\\.dice$")
        .param("side", "64", "65");
    MadeUpRun like = new MadeUpRun();

    ArrayNode results = new BenchmarkRounds(options.build(), 2).run();
    Path file = folder.resolve("run.json");
    RunFile.write(file, like.description(), results);

    assertThat(results).hasSize(2);
    for (JsonNode result : results) {
      assertThat(result.path("benchmark").asText())
          .isEqualTo("io.github.sam4j.bench.OverlapBenchmark.dice");
      assertThat(result.path("mode").asText()).isEqualTo("avgt");
      assertThat(result.path("forks").asInt()).isEqualTo(2);
      assertThat(result.has("jvm")).isFalse();
      JsonNode metric = result.path("primaryMetric");
      assertThat(metric.path("scoreUnit").asText()).isEqualTo("us/op");
      assertThat(metric.path("rawData")).hasSize(2);
      double sum = 0;
      for (JsonNode fork : metric.path("rawData")) {
        assertThat(fork).hasSize(3);
        for (JsonNode score : fork) {
          assertThat(score.asDouble()).isPositive();
          sum += score.asDouble();
        }
      }
      assertThat(metric.path("score").asDouble() * 6 / sum).isBetween(0.99, 1.01);
    }
    assertThat(results.path(0).path("params").path("side").asText()).isEqualTo("64");
    assertThat(results.path(1).path("params").path("side").asText()).isEqualTo("65");
    TrackedRun read = RunFile.read(file);
    assertThat(read.description()).isEqualTo(like.description());
    assertThat(read.keys())
        .extracting(BenchmarkKey::shortName)
        .containsExactly("OverlapBenchmark.dice side=64", "OverlapBenchmark.dice side=65");
    assertThat(read.keys())
        .allSatisfy(key -> assertThat(read.times(key).orElseThrow().logTimes()).hasSize(2));
  }

  @Test
  void fileSaysWhatItIs(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("run.json");

    new MadeUpRun().add("x.y.Encoder.encode", "avgt", new double[] {1}).write(file);

    JsonNode root = new ObjectMapper().readTree(Files.readAllBytes(file));
    assertThat(root.path("format").asText()).isEqualTo("sam4j-benchmarks-1");
    assertThat(root.path("commit").path("id").asText()).startsWith("0123456789");
    assertThat(root.path("commit").path("dirty").isBoolean()).isTrue();
    assertThat(root.path("machine").path("cpu").asText()).isEqualTo("Testium 3");
    assertThat(root.path("machine").path("memoryBytes").asLong()).isEqualTo(1L << 33);
    assertThat(root.path("jdk").path("flags").path(0).asText()).isEqualTo("-Xmx1g");
    assertThat(root.path("networks").path("onnxRuntime").asText()).isEqualTo("1.2.3");
    assertThat(root.path("networks").path("threads").asInt()).isEqualTo(4);
    assertThat(root.path("absent").path(0).path("why").asText()).isEqualTo("no device");
    assertThat(root.path("benchmarks")).hasSize(1);
    try (var files = Files.list(folder)) {
      assertThat(files).as("no temporary file stays").containsExactly(file);
    }
  }

  @Test
  void unknownBenchmarkIsNamed() {
    var options = inThisProcess().include("NoSuchBenchmark").build();

    assertThatThrownBy(() -> new BenchmarkRounds(options, 1).run())
        .hasMessageContaining("NoSuchBenchmark");
  }
}
