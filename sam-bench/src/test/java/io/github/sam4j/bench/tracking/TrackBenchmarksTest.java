// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class TrackBenchmarksTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "--forks=0",
        "--iterations=0",
        "--warmup-iterations=-1",
        "--threads=-1",
        "--forks=x",
        "--device=abacus",
        "--device=cuda:97",
        "--precision=half"
      })
  void wrongOptionIsRefusedBeforeAnythingRuns(String option) {
    assertRefused(option.replaceFirst("--device=", "").replaceFirst("=.*", ""), option);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--benchmarks=Resize", "--forks=1"})
  void runThatIsNoYardstickDoesNotBecomeTheBaseline(String option) {
    assertRefused(option.replaceFirst("=.*", ""), "--store-baseline", option);
  }

  private static void assertRefused(String reason, String... options) {
    StringWriter err = new StringWriter();
    CommandLine command = TrackBenchmarks.command();
    command.setErr(new PrintWriter(err));

    assertThat(command.execute(options)).isEqualTo(2);

    assertThat(err.toString().lines()).hasSize(1).first().asString().contains(reason);
  }
}
