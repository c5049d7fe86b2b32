// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights;

import io.github.sam4j.weights.internal.format.ElementType;
import io.github.sam4j.weights.internal.format.PrintableName;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A class or function that a pickle may refer to, limited to those that a state dict needs.
 *
 * @param name qualified by its module
 * @param type the element type of a storage class or data type, otherwise null
 */
record PickleGlobal(String name, Role role, @Nullable ElementType type) {
  /** How the reader treats a global. */
  enum Role {
    DICT,
    TENSOR,
    TYPED_TENSOR,
    PARAMETER,
    STORAGE,
    DATA_TYPE
  }

  private static final Map<String, PickleGlobal> KNOWN = known();

  private static Map<String, PickleGlobal> known() {
    Map<String, PickleGlobal> known = new LinkedHashMap<>();
    add(known, "collections.OrderedDict", Role.DICT, null);
    add(known, "torch._utils._rebuild_tensor_v2", Role.TENSOR, null);
    add(known, "torch._utils._rebuild_tensor_v3", Role.TYPED_TENSOR, null);
    add(known, "torch._utils._rebuild_parameter", Role.PARAMETER, null);
    add(known, "torch.HalfStorage", Role.STORAGE, ElementType.FLOAT16);
    add(known, "torch.BFloat16Storage", Role.STORAGE, ElementType.BFLOAT16);
    add(known, "torch.FloatStorage", Role.STORAGE, ElementType.FLOAT32);
    add(known, "torch.DoubleStorage", Role.STORAGE, ElementType.FLOAT64);
    add(known, "torch.BoolStorage", Role.STORAGE, ElementType.BOOL);
    add(known, "torch.ByteStorage", Role.STORAGE, ElementType.UINT8);
    add(known, "torch.CharStorage", Role.STORAGE, ElementType.INT8);
    add(known, "torch.ShortStorage", Role.STORAGE, ElementType.INT16);
    add(known, "torch.IntStorage", Role.STORAGE, ElementType.INT32);
    add(known, "torch.LongStorage", Role.STORAGE, ElementType.INT64);
    // raw bytes; each tensor gives its own element type
    add(known, "torch.storage.UntypedStorage", Role.STORAGE, ElementType.UINT8);
    add(known, "torch.storage.TypedStorage", Role.STORAGE, ElementType.UINT8);
    add(known, "torch.float16", Role.DATA_TYPE, ElementType.FLOAT16);
    add(known, "torch.bfloat16", Role.DATA_TYPE, ElementType.BFLOAT16);
    add(known, "torch.float32", Role.DATA_TYPE, ElementType.FLOAT32);
    add(known, "torch.float64", Role.DATA_TYPE, ElementType.FLOAT64);
    add(known, "torch.bool", Role.DATA_TYPE, ElementType.BOOL);
    add(known, "torch.uint8", Role.DATA_TYPE, ElementType.UINT8);
    add(known, "torch.int8", Role.DATA_TYPE, ElementType.INT8);
    add(known, "torch.int16", Role.DATA_TYPE, ElementType.INT16);
    add(known, "torch.int32", Role.DATA_TYPE, ElementType.INT32);
    add(known, "torch.int64", Role.DATA_TYPE, ElementType.INT64);
    return known;
  }

  private static void add(
      Map<String, PickleGlobal> known, String name, Role role, @Nullable ElementType type) {
    known.put(name, new PickleGlobal(name, role, type));
  }

  /**
   * Returns the global of a name.
   *
   * @throws IllegalArgumentException if no state dict needs it
   */
  static PickleGlobal of(String module, String name) {
    PickleGlobal global = KNOWN.get(module + "." + name);
    if (global == null) {
      throw new IllegalArgumentException(
          "the pickle refers to " + PrintableName.of(module + "." + name)
              + ", which no state dict needs: expected tensors by name, nothing else");
    }
    return global;
  }

  /** Returns the element type, provided that this global has the expected role. */
  ElementType typeOf(Role expected) {
    if (role != expected || type == null) {
      throw new IllegalArgumentException("the pickle has " + name + " where "
          + (expected == Role.STORAGE ? "a storage class" : "a data type") + " is expected");
    }
    return type;
  }
}
