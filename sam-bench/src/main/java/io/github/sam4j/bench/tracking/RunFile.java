// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.tracking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sam4j.image.internal.files.FileReplacement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * A run as one JSON file: {@code format}, the fields of {@link RunDescription}, and under
 * {@code benchmarks} the results as JMH writes them.
 */
final class RunFile {
  private static final String FORMAT_FIELD = "format";
  private static final String FORMAT = "sam4j-benchmarks-1";
  private static final String BENCHMARKS = "benchmarks";
  private static final ObjectMapper JSON = JsonMapper.builder()
      .enable(
          DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
          DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
          DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
          DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
      .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
      .build();

  private RunFile() {}

  /** Writes a run; the file appears complete or not at all. */
  static void write(Path file, RunDescription description, ArrayNode benchmarks)
      throws IOException {
    ObjectNode root = JSON.createObjectNode().put(FORMAT_FIELD, FORMAT);
    ObjectNode fields = JSON.valueToTree(description);
    root.setAll(fields);
    root.set(BENCHMARKS, benchmarks);
    byte[] bytes = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    FileReplacement.write(file, out -> out.write(bytes));
  }

  /** Copies a run; what was there before is replaced by all of it or not at all. */
  static void copy(Path from, Path to) throws IOException {
    FileReplacement.write(to, out -> Files.copy(from, out));
  }

  /**
   * Reads a run.
   *
   * @throws IOException if the file can't be read or isn't a run; the message names the file
   */
  static TrackedRun read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    try {
      JsonNode root = JSON.readTree(bytes);
      String format = root.path(FORMAT_FIELD).asText("no format");
      if (!format.equals(FORMAT)) {
        throw new IllegalArgumentException("expected " + FORMAT + ", found " + format);
      }
      RunDescription description = JSON.treeToValue(root, RunDescription.class);
      if (!root.path(BENCHMARKS).isArray()) {
        throw new IllegalArgumentException("expected a list of benchmarks, found none");
      }
      return new TrackedRun(
          description, times(JSON.treeToValue(root.path(BENCHMARKS), JmhResult[].class)));
    } catch (JsonProcessingException e) {
      throw new IOException(file + ": not a run of benchmarks: " + problem(e), e);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": not a run of benchmarks: " + e.getMessage(), e);
    }
  }

  /** What is wrong and where, without Jackson's advice to programmers in brackets. */
  private static String problem(JsonProcessingException e) {
    String what = e.getOriginalMessage().replaceFirst(" \\(.*", "");
    if (!(e instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
      return what;
    }
    StringJoiner place = new StringJoiner(".");
    for (JsonMappingException.Reference step : mapping.getPath()) {
      String field = step.getFieldName();
      place.add(field == null ? Integer.toString(step.getIndex()) : field);
    }
    return what + " at " + place;
  }

  /**
   * Returns the times of results by benchmark.
   *
   * @throws IllegalArgumentException if a benchmark occurs twice or has no times
   */
  static Map<BenchmarkKey, BenchmarkTimes> times(JmhResult[] results) {
    Map<BenchmarkKey, BenchmarkTimes> times = new TreeMap<>();
    for (JmhResult result : results) {
      if (result == null) {
        throw new IllegalArgumentException("expected a benchmark, found null");
      }
      BenchmarkTimes one = BenchmarkTimes.of(result);
      if (times.put(one.key(), one) != null) {
        throw new IllegalArgumentException(
            "expected every benchmark once, found several of " + one.key().shortName());
      }
    }
    return times;
  }
}
