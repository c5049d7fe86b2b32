// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights;

import io.github.sam4j.weights.internal.format.ElementType;
import io.github.sam4j.weights.internal.format.PrintableName;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Finds the tensors in the object of a PyTorch file. */
final class StateDict {
  /** The keys under which programs store the weights beside other data. */
  private static final List<String> NESTED = List.of("state_dict", "model", "model_state_dict");

  private StateDict() {}

  /**
   * Returns the floating-point tensors; their values stay in the file.
   *
   * @param regions returns the region of a storage, or throws if it is missing
   * @throws IllegalArgumentException if there are no tensors, or a tensor exceeds its storage
   */
  static Map<String, WeightTensor> tensors(
      Object root, Function<PickledStorage, FileRegion> regions) {
    Map<String, WeightTensor> tensors = new TreeMap<>();
    find(root).entries().forEach((name, value) -> {
      if (value instanceof PickledTensor tensor && tensor.type().isFloatingPoint()) {
        tensors.put(name, tensor(PrintableName.of(name), tensor, regions));
      }
    });
    return tensors;
  }

  private static PickledDict find(Object root) {
    if (root instanceof PickledDict dict) {
      for (String key : NESTED) {
        if (dict.entries().get(key) instanceof PickledDict nested && hasTensors(nested)) {
          return nested;
        }
      }
      if (hasTensors(dict)) {
        return dict;
      }
    }
    throw new IllegalArgumentException(
        "expected a dict of tensors by name, or one under a key of " + NESTED + ", found none");
  }

  private static boolean hasTensors(PickledDict dict) {
    return dict.entries().values().stream().anyMatch(PickledTensor.class::isInstance);
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
    return WeightTensor.stored(() -> layout.read(region, type), layout.shape());
  }
}
