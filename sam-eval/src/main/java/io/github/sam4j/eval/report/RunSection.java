package io.github.sam4j.eval.report;

import io.github.sam4j.eval.result.RunDescription;
import io.github.sam4j.metrics.statistics.Summary;
import java.util.List;
import java.util.Map;

/** What was run, on what, and what went wrong. */
final class RunSection {
  private static final String PAPER = "arXiv 2312.12880";

  private final RunScores scores;
  private final RunDescription description;
  private final List<String> skipped;

  RunSection(RunScores scores, RunDescription description, List<String> skipped) {
    this.scores = scores;
    this.description = description;
    this.skipped = skipped;
  }

  /** Returns the title of the page. */
  String title() {
    return scores.tasks().size() == 1
        ? scores.tasks().get(0).name()
        : Numbers.count(scores.tasks().size(), "data set", "data sets");
  }

  void addTo(Html html) {
    html.open("section", "class", "run", "id", "run").line();
    html.element("p", "Segment Anything on radiology images", "class", "eyebrow");
    html.open("h1").element("bdi", title()).close().line();
    html.element(
        "p",
        "This run implements the protocol of " + PAPER + ", “Testing the Segment Anything Model on "
            + "radiology data”. The paper leaves choices open; those made here are listed below. "
            + "Its figures come from other weights and other data, so they aren't to be expected "
            + "here.",
        "class",
        "lede");
    facts(html);
    overview(html);
    map(html, "Choices of the protocols", description.options(), /* open= */ true);
    map(html, "Model", description.model(), /* open= */ false);
    map(html, "Data, by SHA-256 of each file", description.data(), /* open= */ false);
    map(html, "Environment", description.environment(), /* open= */ false);
    problems(html);
    html.close().line();
  }

  /** Several data sets side by side, each by one selection of every protocol. */
  private void overview(Html html) {
    if (scores.tasks().size() < 2) {
      return;
    }
    NumberTable table = new NumberTable(
        3,
        List.of("Data set", "Protocol", "Selection", "Slices", "Detected", "Dice mean", "Median"));
    for (RunScores.Task task : scores.tasks()) {
      task.objects().stream().limit(1).flatMap(o -> o.leads().stream()).forEach(lead -> {
        Summary dice = Summary.of(lead.dice());
        table.row(List.of(
            task.name(),
            lead.compared().protocol(),
            lead.compared().selectionName(),
            Numbers.count(lead.size()),
            Numbers.percent((double) lead.detectedCount() / lead.size()),
            Numbers.score(dice.mean()),
            Numbers.score(dice.median())));
      });
    }
    table.addTo(html, "One selection of each protocol, all labels together");
  }

  private void facts(Html html) {
    html.open("dl", "class", "facts");
    fact(html, "Data sets", Numbers.count(scores.tasks().size()), false);
    fact(html, "Volumes", Numbers.count(scores.cases()), false);
    fact(html, "Slices", Numbers.count(scores.slices()), false);
    fact(
        html,
        "Failed slices",
        Numbers.count(scores.failures().size()),
        !scores.failures().isEmpty());
    fact(html, "Skipped files", Numbers.count(skipped.size()), !skipped.isEmpty());
    String model = description.model().get("name");
    if (model != null) {
      fact(html, "Model", model, false);
    }
    html.close().line();
  }

  private static void fact(Html html, String name, String value, boolean warns) {
    html.open("div", "class", warns ? "warns" : "plain");
    html.element("dt", name).open("dd").element("bdi", value).close().close();
  }

  private static void map(Html html, String title, Map<String, String> map, boolean open) {
    if (map.isEmpty()) {
      return;
    }
    if (open) {
      html.open("details", "class", "map", "open", "open");
    } else {
      html.open("details", "class", "map");
    }
    html.open("summary").text(title + " ");
    html.element("span", Numbers.count(map.size()), "class", "badge").close();
    html.open("dl").line();
    map.forEach((name, value) -> html.open("div")
        .open("dt")
        .element("bdi", name)
        .close()
        .open("dd")
        .element("bdi", value)
        .close()
        .close()
        .line());
    html.close().close().line();
  }

  private void problems(Html html) {
    list(
        html,
        "Failed slices",
        scores.failures().stream()
            .map(failure -> failure.slice() + ": " + failure.reason())
            .toList());
    list(html, "Skipped files", skipped);
  }

  private static void list(Html html, String title, List<String> lines) {
    if (lines.isEmpty()) {
      return;
    }
    html.open("details", "class", "problems").open("summary").text(title + " ");
    html.element("span", Numbers.count(lines.size()), "class", "badge").close();
    html.open("ul").line();
    lines.forEach(line -> html.open("li").element("bdi", line).close().line());
    html.close().close().line();
  }
}
