// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.model.registry;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** System properties and environment variables. */
record Environment(Map<String, String> properties, Map<String, String> variables) {
  Environment {
    properties = Map.copyOf(properties);
    variables = Map.copyOf(variables);
  }

  static Environment system() {
    Properties all = System.getProperties();
    Map<String, String> properties = new HashMap<>();
    for (String name : all.stringPropertyNames()) {
      properties.put(name, all.getProperty(name, ""));
    }
    return new Environment(properties, System.getenv());
  }

  Optional<String> property(String name) {
    return Optional.ofNullable(properties.get(name));
  }

  /** Returns the value of a variable; an empty one counts as absent. */
  Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
  }

  /** Returns the value of a property, or else of a variable. */
  Optional<String> setting(String property, String variable) {
    return property(property).filter(value -> !value.isEmpty()).or(() -> variable(variable));
  }
}
