// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.graph;

import com.google.protobuf.ByteString;
import io.github.sam4j.weights.internal.onnx.AttributeProto;

/** Creates the attributes of nodes, each of one of ONNX's types. */
public final class Attributes {
  private Attributes() {}

  /** Returns an attribute of one integer. */
  public static AttributeProto integer(String name, long value) {
    return of(name, AttributeProto.Type.INT).setI(value).build();
  }

  /** Returns an attribute of a list of integers. */
  public static AttributeProto integers(String name, int... values) {
    AttributeProto.Builder attribute = of(name, AttributeProto.Type.INTS);
    for (int value : values) {
      attribute.addInts(value);
    }
    return attribute.build();
  }

  /** Returns an attribute of one 32-bit float. */
  public static AttributeProto real(String name, float value) {
    return of(name, AttributeProto.Type.FLOAT).setF(value).build();
  }

  /** Returns an attribute of one string. */
  public static AttributeProto text(String name, String value) {
    return of(name, AttributeProto.Type.STRING)
        .setS(ByteString.copyFromUtf8(value))
        .build();
  }

  private static AttributeProto.Builder of(String name, AttributeProto.Type type) {
    return AttributeProto.newBuilder().setName(name).setType(type);
  }
}
