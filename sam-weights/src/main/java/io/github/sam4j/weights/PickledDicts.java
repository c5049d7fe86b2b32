// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights;

import io.github.sam4j.weights.internal.format.PrintableName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Searches what a pickle holds for dicts with tensors, and for modules, whose tensors are collected
 * by the names that their state dict would have.
 *
 * <p>A hostile pickle can share one dict among a million others, so every dict is looked at once,
 * and the search is as deep as a checkpoint nests.
 */
final class PickledDicts {
  private static final int MAX_DEPTH = 4;
  private static final int MAX_MODULE_DEPTH = 24;
  private static final int MAX_MODULES = 1 << 14;
  private static final int MAX_SHOWN = 5;

  /** Prefix of the classes of TorchScript, whose objects hold tensors and modules as attributes. */
  private static final String SCRIPT = "__torch__.";

  /**
   * A dict with at least one tensor.
   *
   * @param key under which it is, the last one of several; empty for the outermost object
   * @param madeBy class of the module of which these are the tensors
   */
  record Found(String key, PickledDict dict, Optional<String> madeBy) {}

  private final List<Found> found = new ArrayList<>();
  private int modules;
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private PickledDicts() {}

  /** Returns all dicts with tensors, the outer ones first. */
  static List<Found> withTensors(Object root) {
    PickledDicts search = new PickledDicts();
    search.add("", root, 0);
    return search.found;
  }

  /** Returns the first keys, for a message. */
  static String keys(List<Found> dicts) {
    return dicts.stream()
        .limit(MAX_SHOWN)
        .map(each -> PrintableName.of(each.key()))
        .collect(Collectors.joining(", ", "", dicts.size() > MAX_SHOWN ? ", ..." : ""));
  }

  /** Returns the name of something unknown at the top of a pickle, if there is any. */
  static Optional<String> unknown(Object root) {
    if (root instanceof PickledDict dict) {
      return dict.entries().values().stream()
          .flatMap(value -> name(value).stream())
          .findFirst();
    }
    return name(root);
  }

  private static Optional<String> name(Object value) {
    if (value instanceof PickledObject object) {
      return Optional.of(object.className());
    }
    return value instanceof PickleGlobal global && global.role() == PickleGlobal.Role.OTHER
        ? Optional.of(global.name())
        : Optional.empty();
  }

  private void add(String key, Object value, int depth) {
    if (value instanceof PickledObject object && isModule(object) && seen.add(object)) {
      PickledDict flat = new PickledDict();
      flatten(object, "", flat, 0);
      addIfTensors(new Found(key, flat, Optional.of(object.className())));
    } else if (value instanceof PickledDict dict && depth < MAX_DEPTH && seen.add(dict)) {
      addIfTensors(new Found(key, dict, Optional.empty()));
      dict.entries().forEach((name, entry) -> add(name, entry, depth + 1));
    }
  }

  private void addIfTensors(Found candidate) {
    if (candidate.dict().entries().values().stream().anyMatch(PickledTensor.class::isInstance)) {
      found.add(candidate);
    }
  }

  private static boolean isModule(PickledObject object) {
    return object.className().startsWith(SCRIPT)
        || (object.attributes().get("_parameters") instanceof PickledDict
            && object.attributes().get("_modules") instanceof PickledDict);
  }

  /** Adds the tensors of a module and the modules in it, as its own {@code state_dict()} would. */
  private void flatten(PickledObject module, String prefix, PickledDict flat, int depth) {
    modules++;
    if (depth > MAX_MODULE_DEPTH || modules > MAX_MODULES) {
      throw new IllegalArgumentException("the pickle has more than " + MAX_MODULES
          + " modules or nests more than " + MAX_MODULE_DEPTH);
    }
    Map<String, Object> attributes = module.attributes();
    if (module.className().startsWith(SCRIPT)) {
      members(attributes, prefix, flat, depth);
      return;
    }
    for (String kind : List.of("_parameters", "_buffers", "_modules")) {
      if (attributes.get(kind) instanceof PickledDict dict) {
        members(dict.entries(), prefix, flat, depth);
      }
    }
  }

  private void members(Map<String, Object> members, String prefix, PickledDict flat, int depth) {
    members.forEach((name, value) -> {
      if (value instanceof PickledObject object && isModule(object)) {
        flatten(object, prefix + name + ".", flat, depth + 1);
      } else if (value instanceof PickledTensor) {
        flat.put(prefix + name, value);
      }
    });
  }
}
