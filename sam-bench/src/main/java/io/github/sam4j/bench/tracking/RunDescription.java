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

  /**
   * A stage that was not measured because there is none.
   *
   * @param stage what it is called
   * @param why there is none
   */
  record AbsentStage(String stage, String why) {}
}
