// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.tracking;

import io.github.sam4j.bench.machine.Jdk;
import io.github.sam4j.bench.machine.Machine;
import java.util.List;

/**
 * Everything about a run but its times.
 *
 * @param time when it began, ISO 8601 in UTC
 * @param absent stages that this device doesn't have
 */
record RunDescription(
    String time,
    Commit commit,
    Machine machine,
    Jdk jdk,
    Networks networks,
    List<AbsentStage> absent) {
  RunDescription {
    absent = List.copyOf(absent);
  }

  /** Returns the name of the run's file: commit, and how the networks ran where that is unusual. */
  String fileName() {
    return commit.shortName() + unusual() + ".json";
  }

  /** Returns the name of the baseline that this run may be compared with, or become. */
  String baselineName() {
    return machine.id(jdk) + unusual() + ".json";
  }

  /** Device, precision and threads, each where it isn't the CPU, single precision, all. */
  private String unusual() {
    StringBuilder text = new StringBuilder();
    if (!networks.device().equals("cpu")) {
      text.append('-').append(networks.device().replace(':', '-'));
    }
    if (!networks.precision().equals("fp32")) {
      text.append('-').append(networks.precision());
    }
    if (networks.threads() != machine.cores()) {
      text.append('-').append(networks.threads()).append("-threads");
    }
    return text.toString();
  }

  /**
   * A stage that was not measured because there is none.
   *
   * @param stage what it is called
   * @param why there is none
   */
  record AbsentStage(String stage, String why) {}
}
