// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights;

import io.github.sam4j.weights.internal.format.PrintableName;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Parses the header of a safetensors file.
 *
 * <p>The header has a fixed structure, so this is no general JSON parser: anything nested more
 * deeply than the shape of a tensor is rejected where it begins.
 */
final class SafetensorsHeader {
  private static final String METADATA = "__metadata__";
  private static final int MAX_TENSORS = 1 << 17;

  /**
   * A tensor of the header.
   *
   * @param begin offset of the first byte from the end of the header
   * @param end exclusive
   */
  record Entry(String name, String type, List<Long> shape, long begin, long end) {}

  private final JsonText json;
  private final Set<String> names = new HashSet<>();

  private SafetensorsHeader(JsonText json) {
    this.json = json;
  }

  /**
   * Returns the tensors; their offsets are not checked.
   *
   * @throws IllegalArgumentException if the header is malformed or has two tensors of the same name
   */
  static List<Entry> parse(byte[] utf8) {
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
      return new SafetensorsHeader(new JsonText(text)).entries();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("expected a header in UTF-8, found other bytes", e);
    }
  }

  private List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    json.expect('{');
    if (!json.take('}')) {
      do {
        String name = json.string();
        if (!names.add(name)) {
          throw new IllegalArgumentException(
              "the header has two tensors " + PrintableName.of(name));
        }
        json.expect(':');
        if (name.equals(METADATA)) {
          metadata();
        } else if (entries.size() == MAX_TENSORS) {
          throw new IllegalArgumentException(
              "the header has more than " + MAX_TENSORS + " tensors");
        } else {
          entries.add(entry(name));
        }
      } while (json.take(','));
      json.expect('}');
    }
    json.expectEnd();
    return entries;
  }

  private void metadata() {
    json.expect('{');
    if (!json.take('}')) {
      do {
        json.string();
        json.expect(':');
        json.string();
      } while (json.take(','));
      json.expect('}');
    }
  }

  private Entry entry(String name) {
    String type = null;
    List<Long> shape = null;
    List<Long> offsets = null;
    json.expect('{');
    do {
      String field = json.string();
      json.expect(':');
      if (field.equals("dtype") && type == null) {
        type = json.string();
      } else if (field.equals("shape") && shape == null) {
        shape = wholeNumbers(name);
      } else if (field.equals("data_offsets") && offsets == null) {
        offsets = wholeNumbers(name);
      } else {
        throw new IllegalArgumentException("tensor " + PrintableName.of(name) + " has a field "
            + PrintableName.of(field) + ", expected dtype, shape and data_offsets, once each");
      }
    } while (json.take(','));
    json.expect('}');
    if (type == null || shape == null || offsets == null || offsets.size() != 2) {
      throw new IllegalArgumentException(
          "tensor " + PrintableName.of(name) + " lacks one of dtype, shape and two data_offsets");
    }
    return new Entry(name, type, shape, offsets.get(0), offsets.get(1));
  }

  private List<Long> wholeNumbers(String name) {
    List<Long> numbers = new ArrayList<>();
    json.expect('[');
    if (!json.take(']')) {
      do {
        if (numbers.size() == TensorLayout.MAX_RANK) {
          throw new IllegalArgumentException("tensor " + PrintableName.of(name) + " has more than "
              + TensorLayout.MAX_RANK + " sides");
        }
        numbers.add(json.wholeNumber());
      } while (json.take(','));
      json.expect(']');
    }
    return numbers;
  }
}
