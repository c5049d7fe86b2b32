// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Tensors by name, usually those of the official state dict. Immutable. */
public final class NamedTensors {
  private final Map<String, WeightTensor> tensors;
  private final List<String> notes;

  private NamedTensors(Map<String, WeightTensor> tensors, List<String> notes) {
    this.tensors = tensors;
    this.notes = List.copyOf(notes);
  }

  /** Returns the given tensors; the map is copied. */
  public static NamedTensors of(Map<String, WeightTensor> tensors) {
    return new NamedTensors(new TreeMap<>(tensors), List.of());
  }

  NamedTensors withNotes(List<String> added) {
    return new NamedTensors(
        tensors, Stream.concat(notes.stream(), added.stream()).toList());
  }

  NamedTensors withNote(String added) {
    return withNotes(List.of(added));
  }

  /** Returns other tensors with the notes of these. */
  NamedTensors withTensors(Map<String, WeightTensor> others) {
    return new NamedTensors(new TreeMap<>(others), notes);
  }

  /**
   * Returns how a checkpoint differed from a plain state dict of the official names, one short
   * remark each: the key that the tensors were under, a prefix that was taken off, names of another
   * program that were translated. Empty if it didn't.
   */
  public List<String> notes() {
    return notes;
  }

  /**
   * Returns the tensors of the given names; their values are kept in memory after the first read.
   *
   * @throws IllegalArgumentException if a name has no tensor
   */
  public NamedTensors inMemory(Set<String> names) {
    Map<String, WeightTensor> held = new TreeMap<>();
    names.forEach(name -> held.put(name, get(name).inMemory()));
    return new NamedTensors(held, notes);
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
