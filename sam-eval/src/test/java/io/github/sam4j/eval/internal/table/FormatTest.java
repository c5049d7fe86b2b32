// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.internal.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FormatTest {
  @ParameterizedTest
  @CsvSource({
    "EXACT, 0.12345678901234566, 0.12345678901234566",
    "EXACT, NaN, ''",
    "MILLISECONDS, 1234.5678, 1234.568",
    "PERCENT, 0.5, 50.0 %",
    "PERCENT, NaN, -",
    "PERCENT_UNSIGNED, 0.12345, 12.3",
    "TWO_DECIMALS, 3.14159, 3.14",
    "TWO_DECIMALS, NaN, -",
    "REPORT_ONE_DECIMAL, 17.78, 17.8",
    "REPORT_TWO_DECIMALS, 0.25, 0.25",
    "REPORT_SCORE, 0.98765, 0.988",
    "REPORT_SCORE, NaN, –",
    "REPORT_PERCENT, 1, 100 %",
    "REPORT_PERCENT, 0.105, 10.5 %",
    "REPORT_COUNT, NaN, –"
  })
  void numbersAreRounded(Format format, double value, String text) {
    assertThat(format.text(value)).isEqualTo(text);
  }

  @Test
  void countsInTheReportHaveGroups() {
    assertThat(Format.REPORT_COUNT.text(1234567)).isEqualTo("1\u2009234\u2009567");
    assertThat(Format.COUNT.text(1234567)).isEqualTo("1234567");
  }

  @Test
  void singlePrecisionKeepsItsDigits() {
    assertThat(Format.EXACT.text(0.1f)).isEqualTo("0.1");
    assertThat(Format.EXACT.text(Float.NaN)).isEmpty();
  }
}
