// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.tracking;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sam4j.bench.machine.Jdk;
import io.github.sam4j.bench.machine.Machine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** A run with times that a test chooses, written and read like a measured one. */
final class MadeUpRun {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ArrayNode benchmarks = JSON.createArrayNode();
  private Machine machine = new Machine("Testium 3", 4, 1L << 33, "", "TestOS 1 test64");
  private Jdk jdk = new Jdk("17.0.9", 17, "Test VM 17", List.of("-Xmx1g"));
  private Networks networks = new Networks("tiny", "1.2.3", "cpu", "fp32", 4, 4);
  private boolean dirty;

  MadeUpRun machine(String cpu, int cores) {
    machine = new Machine(cpu, cores, machine.memoryBytes(), machine.gpu(), machine.os());
    return this;
  }

  MadeUpRun jdk(String version, int feature) {
    jdk = new Jdk(version, feature, jdk.vm(), jdk.flags());
    return this;
  }

  MadeUpRun networks(String device, String precision, int threads) {
    networks = new Networks("tiny", "1.2.3", device, precision, threads, threads);
    return this;
  }

  MadeUpRun dirty() {
    dirty = true;
    return this;
  }

  /** Adds a benchmark with one score per fork and iteration. */
  MadeUpRun add(String name, String mode, double[]... forks) {
    ObjectNode result = benchmarks.addObject().put("benchmark", name).put("mode", mode);
    result.put("threads", 1).putObject("params").put("size", "9");
    ObjectNode metric = result.putObject("primaryMetric");
    metric.put("scoreUnit", mode.equals("thrpt") ? "ops/s" : "ms/op");
    ArrayNode raw = metric.putArray("rawData");
    for (double[] fork : forks) {
      ArrayNode scores = raw.addArray();
      for (double score : fork) {
        scores.add(score);
      }
    }
    result.putObject("secondaryMetrics");
    return this;
  }

  /** Gives the benchmark that was added last an allocation per operation. */
  MadeUpRun heapBytes(double... perIteration) {
    ObjectNode last = (ObjectNode) benchmarks.get(benchmarks.size() - 1);
    ObjectNode metric =
        ((ObjectNode) last.path("secondaryMetrics")).putObject("gc.alloc.rate.norm");
    ArrayNode scores = metric.put("scoreUnit", "B/op").putArray("rawData").addArray();
    for (double bytes : perIteration) {
      scores.add(bytes);
    }
    return this;
  }

  /** Adds a benchmark whose forks differ by noise, and their iterations by less. */
  MadeUpRun noisy(String name, Random random, int forks, double mean, double noise) {
    double[][] scores = new double[forks][3];
    for (double[] fork : scores) {
      double own = mean * Math.exp(noise * random.nextGaussian());
      for (int i = 0; i < fork.length; i++) {
        fork[i] = own * Math.exp(noise / 4 * random.nextGaussian());
      }
    }
    return add(name, "avgt", scores);
  }

  RunDescription description() {
    return new RunDescription(
        "2026-11-23T10:00:00Z",
        new Commit("0123456789abcdef0123456789abcdef01234567", dirty),
        machine,
        jdk,
        networks,
        List.of(new RunDescription.AbsentStage("copy", "no device")));
  }

  ArrayNode benchmarks() {
    return benchmarks;
  }

  void write(Path file) throws IOException {
    RunFile.write(file, description(), benchmarks);
  }

  TrackedRun run() {
    try {
      return new TrackedRun(
          description(), RunFile.times(JSON.treeToValue(benchmarks, JmhResult[].class)));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
