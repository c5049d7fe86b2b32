// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.cache;

import io.github.sam4j.image.internal.files.Digests;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;

/** Small embeddings that follow from their number, so that whoever finds one can check it. */
final class TestEntries {
  static final Duration ENCODING = Duration.ofMillis(1234);

  private final long[] shape;

  private TestEntries(long... shape) {
    this.shape = shape;
  }

  /** Of 24 values: 172 bytes. */
  static TestEntries small() {
    return new TestEntries(1, 2, 3, 4);
  }

  /** Of several chunks: 260 kB. */
  static TestEntries large() {
    return new TestEntries(1, 65, 25, 40);
  }

  long[] shape() {
    return shape.clone();
  }

  int length() {
    return (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
  }

  long bytes() {
    return EmbeddingEntry.bytes(length(), Float.SIZE);
  }

  static EmbeddingKey key(int number) {
    return new EmbeddingKey(Digests.sha256(new byte[] {(byte) number}));
  }

  float[] values(int number) {
    Random random = new Random(number);
    float[] values = new float[length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  void save(EmbeddingStore store, int number) {
    store.save(key(number), shape, FloatBuffer.wrap(values(number)), ENCODING);
  }

  /** Returns the values that are found. */
  Optional<float[]> load(EmbeddingStore store, int number) {
    float[] found = new float[length()];
    return store.load(key(number), shape, FloatBuffer.wrap(found)).map(encoding -> found);
  }

  /** Returns whether the right values are found; none is fine, too, wrong ones are not. */
  boolean isThere(EmbeddingStore store, int number) {
    Optional<float[]> found = load(store, number);
    if (found.isPresent() && !Arrays.equals(found.get(), values(number))) {
      throw new IllegalStateException("wrong values of entry " + number);
    }
    return found.isPresent();
  }
}
