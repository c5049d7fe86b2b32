// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.floor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the profile of a session that ran one graph at a time: a JSON list of events, each with a
 * category, a name, a beginning {@code ts} and a duration {@code dur} in microseconds. An event
 * {@code model_run} follows those of its operators, whose {@code args} hold type, shapes and sizes.
 */
final class ProfileReader {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OPERATOR_EVENT = "_kernel_time";
  private static final String RUN_EVENT = "model_run";

  private ProfileReader() {}

  /**
   * Returns the runs in the order in which they ended.
   *
   * @throws IOException if the file can't be read or isn't a profile; the message names it
   */
  static List<ModelRun> read(Path file) throws IOException {
    JsonNode events;
    try {
      events = JSON.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw new IOException(file + ": not a profile of ONNX Runtime: " + e.getOriginalMessage(), e);
    }
    if (!events.isArray()) {
      throw new IOException(
          file + ": not a profile of ONNX Runtime: expected a list of events, found none");
    }
    List<ModelRun> runs = new ArrayList<>();
    List<OperatorRun> operators = new ArrayList<>();
    for (JsonNode event : events) {
      String name = event.path("name").asText();
      if (name.endsWith(OPERATOR_EVENT)) {
        operators.add(operator(file, event.path("args")));
      } else if (name.equals(RUN_EVENT)) {
        runs.add(new ModelRun(event.path("dur").asDouble() / 1e3, operators));
        operators.clear();
      }
    }
    return runs;
  }

  private static OperatorRun operator(Path file, JsonNode args) throws IOException {
    return new OperatorRun(
        text(file, args, "op_name"),
        shapes(args.path("input_type_shape")),
        shapes(args.path("output_type_shape")),
        number(file, args, "parameter_size"),
        number(file, args, "activation_size"),
        number(file, args, "output_size"));
  }

  /** Every entry is an object with one field, named by the element type. */
  private static List<List<Long>> shapes(JsonNode entries) {
    List<List<Long>> shapes = new ArrayList<>();
    for (JsonNode entry : entries) {
      for (JsonNode sides : entry) {
        List<Long> shape = new ArrayList<>();
        sides.forEach(side -> shape.add(side.asLong()));
        shapes.add(shape);
      }
    }
    return shapes;
  }

  private static String text(Path file, JsonNode args, String field) throws IOException {
    if (!args.path(field).isTextual()) {
      throw new IOException(file + ": not a profile of ONNX Runtime: expected an operator with "
          + field + ", found none");
    }
    return args.path(field).asText();
  }

  private static long number(Path file, JsonNode args, String field) throws IOException {
    String text = text(file, args, field);
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IOException(
          file + ": not a profile of ONNX Runtime: expected bytes in " + field + ", found " + text,
          e);
    }
  }
}
