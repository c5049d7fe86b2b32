// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights;

import io.github.sam4j.weights.internal.format.ElementType;
import io.github.sam4j.weights.internal.format.PrintableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Finds the tensors in the object of a PyTorch file. */
final class StateDict {
  /**
   * The keys under which programs store the weights beside other data, the more usual first. A dict
   * of tensors under another key is read if it is the only one.
   */
  private static final List<String> KEYS = List.of(
      "state_dict",
      "model",
      "model_state_dict",
      "model_state",
      "params",
      "net",
      "network",
      "module",
      "sam",
      "model_ema");

  private final PickledDicts.Found chosen;
  private final List<PickledDicts.Found> dicts;

  private StateDict(PickledDicts.Found chosen, List<PickledDicts.Found> dicts) {
    this.chosen = chosen;
    this.dicts = dicts;
  }

  /**
   * Finds the state dict in the object of a file.
   *
   * @throws IllegalArgumentException if there are no tensors, or it is unclear which are meant
   */
  static StateDict find(Object root) {
    List<PickledDicts.Found> dicts = PickledDicts.withTensors(root);
    return new StateDict(choose(dicts, root), dicts);
  }

  /**
   * Returns the floating-point tensors; their values stay in the file.
   *
   * @param regions returns the region of a storage, or throws if it is missing
   * @throws IllegalArgumentException if a tensor exceeds its storage, or is none
   */
  NamedTensors tensors(Function<PickledStorage, FileRegion> regions) {
    Map<String, WeightTensor> tensors = new TreeMap<>();
    chosen.dict().entries().forEach((name, value) -> {
      if (value instanceof PickledTensor tensor && tensor.type().isFloatingPoint()) {
        tensors.put(name, tensor(PrintableName.of(name), tensor, regions));
      } else if (value instanceof PickledObject object && name.contains(".")) {
        throw new IllegalArgumentException("weight " + PrintableName.of(name) + " is made by "
            + PrintableName.of(object.className()) + ", expected a tensor of numbers");
      }
    });
    return NamedTensors.of(tensors).withNotes(notes());
  }

  private static PickledDicts.Found choose(List<PickledDicts.Found> dicts, Object root) {
    List<PickledDicts.Found> models = dicts.stream()
        .filter(found -> SamNames.hasDecoder(found.dict().entries().keySet()))
        .toList();
    List<PickledDicts.Found> candidates = models.isEmpty() ? dicts : models;
    if (candidates.isEmpty()) {
      throw new IllegalArgumentException(
          "expected a dict of tensors by name, or one under a key of " + KEYS + ", found none"
              + PickledDicts.unknown(root)
                  .map(name ->
                      "; the pickle has " + PrintableName.of(name) + ", which no state dict needs")
                  .orElse(""));
    }
    for (String key : KEYS) {
      Optional<PickledDicts.Found> named =
          candidates.stream().filter(found -> found.key().equals(key)).findFirst();
      if (named.isPresent()) {
        return named.get();
      }
    }
    // the outermost comes first
    if (candidates.size() == 1 || candidates.get(0).key().isEmpty()) {
      return candidates.get(0);
    }
    throw new IllegalArgumentException(
        "expected one dict of tensors by name, or one under a key of " + KEYS
            + ", found several under other keys: " + PickledDicts.keys(candidates));
  }

  /** Tells where the tensors were and what else there is, unless the file has nothing else. */
  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (!chosen.key().isEmpty()) {
      notes.add("read from key " + PrintableName.of(chosen.key()));
    }
    chosen
        .madeBy()
        .ifPresent(name -> notes.add("read from an object of " + PrintableName.of(name)));
    List<PickledDicts.Found> others = dicts.stream()
        .filter(found -> found.dict() != chosen.dict() && !found.key().isEmpty())
        .toList();
    if (!others.isEmpty()) {
      notes.add("not read: tensors under " + PickledDicts.keys(others));
    }
    return notes;
  }

  private static WeightTensor tensor(
      String name, PickledTensor tensor, Function<PickledStorage, FileRegion> regions) {
    FileRegion region = regions.apply(tensor.storage());
    if (region.bytes() != tensor.storage().bytes()) {
      throw new IllegalArgumentException("the storage of tensor " + name + " has " + region.bytes()
          + " bytes, expected " + tensor.storage().bytes());
    }
    ElementType type = tensor.type();
    TensorLayout layout = TensorLayout.of(
        name, region.bytes() / type.bytes(), tensor.offset(), tensor.shape(), tensor.strides());
    return layout.tensor(name, region, type);
  }
}
