// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.graph;

import io.github.sam4j.weights.internal.onnx.TensorShapeProto;

/** The declared shape of a graph input or output: fixed sides, and open sides with names. */
public final class Shape {
  private final TensorShapeProto sides;

  private Shape(TensorShapeProto sides) {
    this.sides = sides;
  }

  /** Returns a shape with fixed sides, outermost first. */
  public static Shape fixed(long... lengths) {
    return new Shape(TensorShapeProto.getDefaultInstance()).andFixed(lengths);
  }

  /** Returns a shape with sides of any length; sides with the same name have equal lengths. */
  public static Shape open(String... names) {
    return new Shape(TensorShapeProto.getDefaultInstance()).andOpen(names);
  }

  /** Returns this shape with fixed sides appended. */
  public Shape andFixed(long... lengths) {
    TensorShapeProto.Builder longer = sides.toBuilder();
    for (long length : lengths) {
      longer.addDimBuilder().setDimValue(length);
    }
    return new Shape(longer.build());
  }

  /** Returns this shape with open sides appended. */
  public Shape andOpen(String... names) {
    TensorShapeProto.Builder longer = sides.toBuilder();
    for (String name : names) {
      longer.addDimBuilder().setDimParam(name);
    }
    return new Shape(longer.build());
  }

  TensorShapeProto toProto() {
    return sides;
  }
}
