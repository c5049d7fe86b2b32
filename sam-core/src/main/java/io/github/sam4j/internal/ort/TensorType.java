// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.ort;

import io.github.sam4j.weights.internal.format.ElementType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The type and shape that a graph declares for an input or output.
 *
 * @param element name of the element type, such as {@code float32}
 * @param shape sides, outermost first; −1 denotes an open side
 */
public record TensorType(String element, List<Long> shape) {
  /** Name of 32-bit floats. */
  public static final String FLOAT32 = "float32";

  /** Copies the list. */
  public TensorType {
    shape = List.copyOf(shape);
  }

  static TensorType of(int onnxType, long[] shape) {
    return new TensorType(name(onnxType), Arrays.stream(shape).boxed().toList());
  }

  private static String name(int onnxType) {
    return ElementType.ofOnnx(onnxType).map(ElementType::toString).orElse("ONNX type " + onnxType);
  }

  /** Returns whether this type admits tensors of the given element type and shape. */
  public boolean admits(String wantedElement, long... wantedShape) {
    if (!element.equals(wantedElement) || shape.size() != wantedShape.length) {
      return false;
    }
    for (int i = 0; i < wantedShape.length; i++) {
      if (shape.get(i) != -1 && shape.get(i) != wantedShape[i]) {
        return false;
      }
    }
    return true;
  }

  /** Returns for example {@code float32[1, 3, 1024, 1024]}, open sides as {@code ?}. */
  @Override
  public String toString() {
    return element
        + shape.stream()
            .map(side -> side < 0 ? "?" : side.toString())
            .collect(Collectors.joining(", ", "[", "]"));
  }
}
