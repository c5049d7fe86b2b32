// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sam4j.eval.internal.json.JsonMappers;
import io.github.sam4j.image.internal.files.FileReplacement;
import io.github.sam4j.mask.Box;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.mask.RunLengths;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** JSON that the commands write and read. */
final class Json {
  private static final ObjectMapper MAPPER =
      JsonMappers.create().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final ObjectMapper INDENTED =
      JsonMappers.create().enable(SerializationFeature.INDENT_OUTPUT);

  private Json() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode array(double... values) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (double value : values) {
      array.add(value);
    }
    return array;
  }

  static ArrayNode array(int... values) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (int value : values) {
      array.add(value);
    }
    return array;
  }

  /**
   * Returns a box as the reference writes it: x, y, and the differences of the inclusive bounds,
   * which are one less than width and height in pixels.
   */
  static ArrayNode box(Box box) {
    return array(box.x0(), box.y0(), box.x1() - box.x0(), box.y1() - box.y0());
  }

  /** Returns a mask as COCO run lengths, counts as numbers or as the compressed string. */
  static ObjectNode segmentation(Mask mask, boolean compressed) {
    RunLengths runs = RunLengths.of(mask);
    ObjectNode node = object();
    node.set("size", array(mask.height(), mask.width()));
    if (compressed) {
      node.put("counts", runs.toCocoString());
    } else {
      node.set("counts", array(runs.counts()));
    }
    return node;
  }

  /** Returns whether a mask is given by polygons, which have no size of their own. */
  static boolean hasPolygons(JsonNode node) {
    return polygons(node).isArray();
  }

  private static JsonNode polygons(JsonNode node) {
    return node.isArray() ? node : node.path("segmentation");
  }

  /**
   * Reads a mask from COCO run lengths, counts as numbers or as the compressed string, or from an
   * annotation that has them or polygons as its segmentation. Of a list of counts, the last run of
   * background may be missing, and what follows the last pixel is ignored.
   *
   * @param other the mask that it is compared with, which decides the size of polygons; null if
   *     that isn't known
   * @throws IllegalArgumentException if the node is something else, or has polygons without another
   *     mask
   */
  static Mask mask(JsonNode node, @Nullable Mask other) {
    if (hasPolygons(node)) {
      if (other == null) {
        throw new IllegalArgumentException(
            "expected another mask with a size beside polygons, found none");
      }
      return CocoPolygons.mask(polygons(node), other.width(), other.height());
    }
    JsonNode segmentation = node.path("segmentation");
    JsonNode runs = segmentation.isObject() ? segmentation : node;
    JsonNode size = runs.path("size");
    if (size.size() != 2 || !isCount(size.path(0)) || !isCount(size.path(1))) {
      throw new IllegalArgumentException(
          "expected run lengths with a size of height and width, found "
              + (node.isMissingNode() ? "none" : "another size"));
    }
    int height = size.get(0).intValue();
    int width = size.get(1).intValue();
    JsonNode counts = runs.path("counts");
    if (counts.isTextual()) {
      return RunLengths.ofCocoString(width, height, counts.textValue()).toMask();
    }
    if (!counts.isArray()) {
      throw new IllegalArgumentException(
          "expected counts of run lengths as a string or a list, found neither");
    }
    return RunLengths.ofCounts(width, height, counts(counts, (long) width * height))
        .toMask();
  }

  private static int[] counts(JsonNode counts, long pixels) {
    int[] numbers = new int[counts.size() + 1];
    int length = 0;
    long sum = 0;
    for (int i = 0; i < counts.size(); i++) {
      if (!isCount(counts.get(i))) {
        throw new IllegalArgumentException(
            "expected whole numbers as counts of run lengths, found another at index " + i);
      }
      if (sum != pixels) {
        numbers[length++] = counts.get(i).intValue();
        sum += counts.get(i).intValue();
      }
    }
    boolean endsInObject = length > 0 && length % 2 == 0;
    if (endsInObject && sum < pixels) {
      numbers[length++] = Math.toIntExact(pixels - sum);
    }
    return Arrays.copyOf(numbers, length);
  }

  /** Whole numbers may be written as those of numpy arrays are, such as 48.0. */
  private static boolean isCount(JsonNode node) {
    return node.isNumber()
        && node.canConvertToInt()
        && (node.isIntegralNumber() || node.doubleValue() == node.intValue());
  }

  static JsonNode parse(String json) throws JsonProcessingException {
    return MAPPER.readTree(json);
  }

  /** Describes why a text isn't JSON, without quoting it. */
  static String problem(JsonProcessingException e) {
    return "expected JSON, found something else"
        + (e.getLocation() == null ? "" : " at column " + e.getLocation().getColumnNr());
  }

  /** Returns JSON on one line, without a line break. */
  static String line(ObjectNode node) throws JsonProcessingException {
    return MAPPER.writeValueAsString(node);
  }

  static void write(ObjectNode node, Path file) throws IOException {
    FileReplacement.write(file, out -> out.write(MAPPER.writeValueAsBytes(node)));
  }

  static String indented(ObjectNode node) throws IOException {
    return new String(INDENTED.writeValueAsBytes(node), StandardCharsets.UTF_8);
  }
}
