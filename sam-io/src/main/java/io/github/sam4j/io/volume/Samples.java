// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.volume;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Decodes stored samples, which are always little-endian, into scaled values. */
final class Samples {
  private static final VarHandle SHORT = handle(short[].class);
  private static final VarHandle INT = handle(int[].class);
  private static final VarHandle LONG = handle(long[].class);
  private static final VarHandle FLOAT = handle(float[].class);
  private static final VarHandle DOUBLE = handle(double[].class);

  private final ElementType type;
  private final Scaling scaling;

  Samples(ElementType type, Scaling scaling) {
    this.type = type;
    this.scaling = scaling;
  }

  private static VarHandle handle(Class<?> arrayType) {
    return MethodHandles.byteArrayViewVarHandle(arrayType, ByteOrder.LITTLE_ENDIAN);
  }

  ElementType type() {
    return type;
  }

  Scaling scaling() {
    return scaling;
  }

  /** Returns the value of one sample. */
  double value(byte[] plane, int index) {
    double sample = sample(plane, index * type.bytes());
    return scaling.isNone() ? sample : sample * scaling.slope() + scaling.intercept();
  }

  /**
   * Decodes every {@code stride}-th sample from {@code first} on into the beginning of an array.
   * The type is decided before the loop, so that each loop stays simple.
   */
  void read(byte[] plane, int first, int stride, int count, double[] into) {
    int size = type.bytes();
    int at = first * size;
    int step = stride * size;
    switch (type) {
      case INT8 -> {
        for (int i = 0; i < count; i++, at += step) {
          into[i] = plane[at];
        }
      }
      case UINT8 -> {
        for (int i = 0; i < count; i++, at += step) {
          into[i] = plane[at] & 0xFF;
        }
      }
      case INT16 -> {
        for (int i = 0; i < count; i++, at += step) {
          into[i] = (short) SHORT.get(plane, at);
        }
      }
      case FLOAT32 -> {
        for (int i = 0; i < count; i++, at += step) {
          into[i] = (float) FLOAT.get(plane, at);
        }
      }
      default -> {
        for (int i = 0; i < count; i++, at += step) {
          into[i] = sample(plane, at);
        }
      }
    }
    if (!scaling.isNone()) {
      double slope = scaling.slope();
      double intercept = scaling.intercept();
      for (int i = 0; i < count; i++) {
        into[i] = into[i] * slope + intercept;
      }
    }
  }

  private double sample(byte[] plane, int at) {
    return switch (type) {
      case INT8 -> plane[at];
      case UINT8 -> plane[at] & 0xFF;
      case INT16 -> (short) SHORT.get(plane, at);
      case UINT16 -> (short) SHORT.get(plane, at) & 0xFFFF;
      case INT32 -> (int) INT.get(plane, at);
      case UINT32 -> (int) INT.get(plane, at) & 0xFFFF_FFFFL;
      case INT64 -> (double) (long) LONG.get(plane, at);
      case UINT64 -> unsigned((long) LONG.get(plane, at));
      case FLOAT32 -> (float) FLOAT.get(plane, at);
      case FLOAT64 -> (double) DOUBLE.get(plane, at);
    };
  }

  /** Converts with a single rounding: the lost bit is kept as a sticky bit before halving. */
  private static double unsigned(long bits) {
    return bits >= 0 ? bits : (double) (bits >>> 1 | (bits & 1)) * 2;
  }
}
