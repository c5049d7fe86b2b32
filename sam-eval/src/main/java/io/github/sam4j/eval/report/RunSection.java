package io.github.sam4j.eval.report;

import io.github.sam4j.eval.protocol.Protocol;
import io.github.sam4j.eval.result.RunDescription;
import io.github.sam4j.metrics.statistics.Summary;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What was run, on what, and what went wrong. */
final class RunSection {
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
        (Sources.sentence(protocols()) + " Papers leave choices open; those made here are listed "
                + "below. Published figures come from the models and the data of their papers.")
            .strip(),
        "class",
        "lede");
    facts(html);
    Reading.addTo(html, description.namesOfOracles());
    overview(html);
    map(html, "Choices of the protocols", description.options(), /* open= */ true);
    map(html, "Model", description.model(), /* open= */ false);
    map(
        html,
        "Data, by SHA-256 of each file",
        description.data(),
        "of all: " + description.dataChecksum());
    map(html, "Environment", description.environment(), /* open= */ false);
    problems(html);
    html.close().line();
  }

  private Set<Protocol.Description> protocols() {
    return scores.tasks().stream()
        .flatMap(task -> task.objects().stream())
        .flatMap(object -> object.rows().stream())
        .map(row -> description.protocol(row.series().protocol()))
        .collect(Collectors.toCollection(LinkedHashSet::new));
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
            Numbers.percent(lead.detectedFraction()),
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
    entries(html, title, map, "");
  }

  /** Adds a map that stays folded on paper, where the summary stands for it. */
  private static void map(Html html, String title, Map<String, String> map, String summary) {
    if (!map.isEmpty()) {
      html.open("details", "class", "map long");
      entries(html, title, map, summary);
    }
  }

  private static void entries(Html html, String title, Map<String, String> map, String summary) {
    html.open("summary").text(title + " ");
    html.element("span", Numbers.count(map.size()), "class", "badge");
    if (!summary.isEmpty()) {
      html.text(" ").element("span", summary, "class", "badge sum");
    }
    html.close();
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
