// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Tensors by name, usually those of the official state dict. Immutable. */
public final class NamedTensors {
  private final Map<String, WeightTensor> tensors;

  private NamedTensors(Map<String, WeightTensor> tensors) {
    this.tensors = tensors;
  }

  /** Returns the given tensors; the map is copied. */
  public static NamedTensors of(Map<String, WeightTensor> tensors) {
    return new NamedTensors(new TreeMap<>(tensors));
  }

  /**
   * Returns the tensors of the given names; their values are kept in memory after the first read.
   *
   * @throws IllegalArgumentException if a name has no tensor
   */
  public NamedTensors inMemory(Set<String> names) {
    Map<String, WeightTensor> held = new TreeMap<>();
    names.forEach(name -> held.put(name, get(name).inMemory()));
    return new NamedTensors(held);
  }

  /** Returns all names, sorted. */
  public SortedSet<String> names() {
    return new TreeSet<>(tensors.keySet());
  }

  /** Returns the tensor of a name, if there is one. */
  public Optional<WeightTensor> find(String name) {
    return Optional.ofNullable(tensors.get(name));
  }

  /**
   * Returns the tensor of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public WeightTensor get(String name) {
    return find(name)
        .orElseThrow(
            () -> new IllegalArgumentException("no tensor " + name + " among " + tensors.size()));
  }

  @Override
  public String toString() {
    return "NamedTensors[" + tensors.size() + "]";
  }
}
