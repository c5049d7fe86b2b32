package io.github.sam4j.eval.result;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.sam4j.eval.result.ScoreTable.ClickCurve;
import io.github.sam4j.metrics.statistics.Bootstrap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code run.json}: what was run on what and with what, and all aggregated numbers. */
final class RunJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RunJson() {}

  static byte[] of(RunResult result, RunTotals totals, ScoreTable table) throws IOException {
    RunDescription description = result.description();
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("options", description.options());
    run.put("model", description.model());
    run.put("data", description.data());
    run.put("environment", description.environment());
    run.put("slices", totals.slices());
    run.put("failed_slices", totals.failedSlices());
    run.put("cases", totals.cases());
    run.put("failed_volumes", totals.failedVolumes());
    run.put("skipped", result.skipped());
    run.put(
        "failures",
        totals.failures().stream()
            .map(failure -> defined(RowFields.of(failure)))
            .toList());
    run.put("intervals", intervals(table.bootstrap()));
    run.put("rows", table.rows().stream().map(row -> defined(RowFields.of(row))).toList());
    run.put("click_curves", curves(table));
    run.put(
        "numbers_of_clicks",
        table.numbersOfClicks().stream()
            .map(number -> defined(RowFields.of(number)))
            .toList());
    return (JSON.writer(printer()).writeValueAsString(run) + "\n").getBytes(StandardCharsets.UTF_8);
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

  private static List<Map<String, @Nullable Object>> curves(ScoreTable table) {
    List<Map<String, @Nullable Object>> points = new ArrayList<>();
    for (ClickCurve curve : table.clickCurves()) {
      curve.points().forEach(point -> points.add(defined(RowFields.of(curve, point))));
    }
    return points;
  }

  /** Returns the fields with null where there is no number. */
  private static Map<String, @Nullable Object> defined(Map<String, Object> fields) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    fields.forEach((name, value) ->
        values.put(name, value instanceof Double number && number.isNaN() ? null : value));
    return values;
  }
}
