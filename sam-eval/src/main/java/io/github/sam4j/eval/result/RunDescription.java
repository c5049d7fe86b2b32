package io.github.sam4j.eval.result;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a run was: everything that its results depend on, and where it took place. Names and values
 * are for people and for comparing; maps keep the order of a report.
 *
 * @param options every choice of the protocols, such as {@code axis} or {@code seeded.points}
 * @param model name and checksums
 * @param data SHA-256 of every file that is read, by {@code task/case/image} and
 *     {@code task/case/label}
 * @param environment versions, device and machine: told, but no reason to refuse a journal
 */
public record RunDescription(
    Map<String, String> options,
    Map<String, String> model,
    Map<String, String> data,
    Map<String, String> environment) {
  /** Copies the maps. */
  public RunDescription {
    options = copy(options);
    model = copy(model);
    data = copy(data);
    environment = copy(environment);
  }

  private static Map<String, String> copy(Map<String, String> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
