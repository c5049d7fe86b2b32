// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;

/**
 * Runs benchmarks in rounds, each of which takes every benchmark once, and puts the rounds together
 * as forks of one run.
 *
 * <p>JMH by itself runs all forks of a benchmark before the next one. On a machine that is slower
 * for some minutes, that makes some benchmarks slow and all of their forks agree on it. In rounds
 * the forks of each benchmark lie minutes apart, so that such a change shows as what it is: noise.
 */
final class BenchmarkRounds {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Options round;
  private final int rounds;

  /**
   * Plans a run.
   *
   * @param round what JMH does in a round, one fork of each benchmark
   */
  BenchmarkRounds(Options round, int rounds) {
    this.round = round;
    this.rounds = rounds;
  }

  /**
   * Runs all rounds.
   *
   * @return what JMH writes as JSON of one run with as many forks as rounds, without the path of
   *     the Java that ran it
   * @throws IllegalArgumentException if there is no such benchmark
   * @throws RunnerException if a benchmark fails
   */
  ArrayNode run() throws RunnerException {
    SortedMap<String, List<RunResult>> results = new TreeMap<>();
    for (int i = 0; i < rounds; i++) {
      for (RunResult result : runRound()) {
        results.computeIfAbsent(key(result), key -> new ArrayList<>()).add(result);
      }
    }
    return json(results.values().stream().map(BenchmarkRounds::merge).toList());
  }

  private Collection<RunResult> runRound() throws RunnerException {
    try {
      return new Runner(round).run();
    } catch (NoBenchmarksException e) {
      throw new IllegalArgumentException(
          "expected the name of a benchmark, found none that matches " + round.getIncludes(), e);
    }
  }

  private static String key(RunResult result) {
    BenchmarkParams params = result.getParams();
    StringBuilder key = new StringBuilder(params.getBenchmark() + " " + params.getMode());
    for (String name : params.getParamsKeys()) {
      key.append(' ').append(name).append('=').append(params.getParam(name));
    }
    return key.toString();
  }

  private static RunResult merge(List<RunResult> rounds) {
    List<BenchmarkResult> forks = new ArrayList<>();
    rounds.forEach(round -> forks.addAll(round.getBenchmarkResults()));
    return new RunResult(rounds.get(0).getParams(), forks);
  }

  private static ArrayNode json(Collection<RunResult> results) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, /* autoFlush= */ false, StandardCharsets.UTF_8)) {
      ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results);
    }
    ArrayNode list;
    try {
      list = (ArrayNode) JSON.readTree(bytes.toByteArray());
    } catch (IOException e) {
      throw new IllegalStateException("JMH wrote something else than JSON", e);
    }
    for (JsonNode result : list) {
      ObjectNode fields = (ObjectNode) result;
      fields.remove("jvm");
      // JMH knows of the one fork of a round only
      fields.put("forks", fields.path("primaryMetric").path("rawData").size());
      if (!fields.has("params")) {
        fields.putObject("params");
      }
    }
    return list;
  }
}
