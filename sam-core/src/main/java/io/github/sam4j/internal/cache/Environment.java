// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.cache;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** System properties and environment variables. */
public record Environment(Map<String, String> properties, Map<String, String> variables) {
  /** Copies the maps. */
  public Environment {
    properties = Map.copyOf(properties);
    variables = Map.copyOf(variables);
  }

  /** Returns those of this process. */
  public static Environment system() {
    Properties all = System.getProperties();
    Map<String, String> properties = new HashMap<>();
    for (String name : all.stringPropertyNames()) {
      properties.put(name, all.getProperty(name, ""));
    }
    return new Environment(properties, System.getenv());
  }

  /** Returns the value of a property. */
  public Optional<String> property(String name) {
    return Optional.ofNullable(properties.get(name));
  }

  /** Returns the value of a variable; an empty one counts as absent. */
  public Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
  }

  /** Returns the value of a property, or else of a variable. */
  public Optional<String> setting(String property, String variable) {
    return property(property).filter(value -> !value.isEmpty()).or(() -> variable(variable));
  }
}
