// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.report;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.sam4j.eval.internal.json.JsonMappers;
import io.github.sam4j.eval.internal.table.Columns;
import io.github.sam4j.eval.result.LabelWarning;
import io.github.sam4j.eval.result.RunDescription;
import io.github.sam4j.eval.result.RunResult;
import io.github.sam4j.eval.result.RunSummary;
import io.github.sam4j.eval.result.ScoreTable;
import io.github.sam4j.metrics.statistics.Bootstrap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code run.json}: what was run on what and with what, and all aggregated numbers. */
final class RunJson {
  private static final ObjectMapper JSON = JsonMappers.create();

  private RunJson() {}

  static String of(RunResult result, RunSummary summary) throws IOException {
    RunDescription description = result.description();
    ScoreTable table = summary.table();
    Map<String, Integer> cases = new LinkedHashMap<>();
    summary.tasks().forEach(task -> cases.put(task.name(), task.sliceCounts().size()));
    List<ResultColumns.Failure> failures = new ArrayList<>();
    summary
        .failures()
        .forEach((slice, reason) -> failures.add(new ResultColumns.Failure(slice, reason)));
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("options", description.options());
    run.put("model", description.model());
    run.put("data", description.data());
    run.put("environment", description.environment());
    run.put("slices", summary.slices());
    run.put("failed_slices", failures.size() - summary.failedVolumes());
    run.put("cases", cases);
    run.put("failed_volumes", summary.failedVolumes());
    run.put("skipped", result.skipped());
    if (!result.warnings().isEmpty()) {
      run.put("warnings", result.warnings().stream().map(LabelWarning::message).toList());
    }
    run.put("failures", fields(ResultColumns.FAILURES, failures));
    run.put("intervals", intervals(table.bootstrap()));
    run.put("rows", fields(ResultColumns.rows(table.keys()), table.rows()));
    run.put(
        "click_curves",
        fields(ResultColumns.CURVE_POINTS, ResultColumns.CurvePoint.of(table.clickCurves())));
    run.put("numbers_of_clicks", fields(ResultColumns.NUMBERS_OF_CLICKS, table.numbersOfClicks()));
    return JSON.writer(printer()).writeValueAsString(run) + "\n";
  }

  private static <T> List<Map<String, @Nullable Object>> fields(Columns<T> columns, List<T> items) {
    return items.stream().map(columns::fields).toList();
  }

  private static DefaultPrettyPrinter printer() {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    return new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
  }

  private static Map<String, Object> intervals(Bootstrap bootstrap) {
    Map<String, Object> intervals = new LinkedHashMap<>();
    intervals.put("method", bootstrap.method().name().toLowerCase(Locale.ROOT) + " bootstrap");
    intervals.put("level", bootstrap.level());
    intervals.put("resamples", bootstrap.resamples());
    intervals.put("seed", bootstrap.seed());
    return intervals;
  }
}
