// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.graph;

import com.google.protobuf.ByteString;
import io.github.sam4j.weights.internal.onnx.AttributeProto;

/** Creates the attributes of ONNX nodes. */
public final class Attributes {
  private Attributes() {}

  /** Returns an integer attribute. */
  public static AttributeProto integer(String name, long value) {
    return of(name, AttributeProto.Type.INT).setI(value).build();
  }

  /** Returns an integer list attribute. */
  public static AttributeProto integers(String name, int... values) {
    AttributeProto.Builder attribute = of(name, AttributeProto.Type.INTS);
    for (int value : values) {
      attribute.addInts(value);
    }
    return attribute.build();
  }

  /** Returns a 32-bit float attribute. */
  public static AttributeProto real(String name, float value) {
    return of(name, AttributeProto.Type.FLOAT).setF(value).build();
  }

  /** Returns a string attribute. */
  public static AttributeProto text(String name, String value) {
    return of(name, AttributeProto.Type.STRING)
        .setS(ByteString.copyFromUtf8(value))
        .build();
  }

  private static AttributeProto.Builder of(String name, AttributeProto.Type type) {
    return AttributeProto.newBuilder().setName(name).setType(type);
  }
}
