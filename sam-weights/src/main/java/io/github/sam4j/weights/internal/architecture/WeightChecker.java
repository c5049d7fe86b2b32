// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.architecture;

import io.github.sam4j.weights.NamedTensors;
import io.github.sam4j.weights.WeightTensor;
import io.github.sam4j.weights.internal.format.PrintableName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/** Compares tensors with the names and shapes that a model requires, and collects all problems. */
final class WeightChecker {
  /** A side of any length except 0. */
  static final int OPEN = -1;

  private static final int SHOWN = 5;

  private final NamedTensors tensors;
  private final List<String> problems = new ArrayList<>();
  private final Set<String> expected = new TreeSet<>();

  WeightChecker(NamedTensors tensors) {
    this.tensors = tensors;
  }

  /** Expects a tensor of a shape whose sides may be {@link #OPEN}. */
  void expect(String name, int... shape) {
    expected.add(name);
    WeightTensor tensor = tensors.find(name).orElse(null);
    if (tensor == null) {
      problems.add(PrintableName.of(name) + " is missing");
      return;
    }
    boolean fits = tensor.rank() == shape.length;
    for (int i = 0; fits && i < shape.length; i++) {
      fits = shape[i] == OPEN ? tensor.side(i) > 0 : shape[i] == tensor.side(i);
    }
    if (!fits) {
      problems.add(PrintableName.of(name) + " has shape " + Arrays.toString(tensor.shape())
          + ", expected " + Arrays.toString(shape).replace(Integer.toString(OPEN), "any"));
    }
  }

  /** Returns the names of all tensors that were expected so far. */
  Set<String> expected() {
    return expected;
  }

  /** Adds any other problem. */
  void problem(String text) {
    problems.add(text);
  }

  /** Returns whether there is a tensor of that name. */
  boolean has(String name) {
    return tensors.find(name).isPresent();
  }

  /** Returns a side of a tensor, or {@link #OPEN} if there is no such side. */
  int side(String name, int axis) {
    return tensors
        .find(name)
        .filter(t -> t.rank() > axis)
        .map(t -> t.side(axis))
        .orElse(OPEN);
  }

  /** Expects a matrix {@code [out, in]} and a bias. */
  void linear(String name, int in, int out) {
    expect(name + ".weight", out, in);
    expect(name + ".bias", side(name + ".weight", 0));
  }

  /** Expects scale and shift. */
  void norm(String name, int width) {
    expect(name + ".weight", width);
    expect(name + ".bias", width);
  }

  /**
   * Expects the neck of a SAM image encoder: two convolutions without a bias, each followed by a
   * norm.
   *
   * @param prefix prefix of the names, with a trailing dot
   * @param width number of input channels
   */
  void neck(String prefix, int width) {
    int out = side(prefix + "0.weight", 0);
    expect(prefix + "0.weight", OPEN, width, 1, 1);
    norm(prefix + "1", out);
    expect(prefix + "2.weight", out, out, 3, 3);
    norm(prefix + "3", out);
  }

  /** Counts the members of a sequence, numbered from 0 without gaps. */
  static int count(IntPredicate has) {
    int count = 0;
    while (has.test(count)) {
      count++;
    }
    return count;
  }

  /** Reports tensors under a prefix that were not expected. */
  void refuseOthers(String prefix) {
    tensors.names().stream()
        .filter(name -> name.startsWith(prefix) && !expected.contains(name))
        .forEach(name -> problems.add(PrintableName.of(name) + " is unexpected"));
  }

  /**
   * Completes the comparison.
   *
   * @throws IllegalArgumentException if there is any problem; the message lists them
   */
  void finish() {
    if (problems.isEmpty()) {
      return;
    }
    int shown = Math.min(problems.size(), SHOWN);
    String more = problems.size() > shown ? " and " + (problems.size() - shown) + " more" : "";
    throw new IllegalArgumentException(
        "weight " + String.join(", ", problems.subList(0, shown)) + more);
  }
}
