package io.github.sam4j.eval.report;

import io.github.sam4j.eval.result.RunResult;
import io.github.sam4j.eval.result.SliceId;
import io.github.sam4j.eval.result.SliceRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The best, median and worst slices of every object, drawn in a second pass over the run. */
final class Galleries {
  private final Map<Pick, String> cards;

  private Galleries(Map<Pick, String> cards) {
    this.cards = cards;
  }

  /**
   * Draws everything; of all masks only those of one slice are in memory.
   *
   * @throws IOException if the run can't be read
   */
  static Galleries of(RunScores scores, RunResult run, SliceImages images) throws IOException {
    Map<SliceId, List<Pick>> wanted = new HashMap<>();
    for (RunScores.Task task : scores.tasks()) {
      for (ObjectScores object : task.objects()) {
        object.galleries().stream()
            .flatMap(g -> Pick.of(g).stream())
            .forEach(pick ->
                wanted.computeIfAbsent(pick.slice(), key -> new ArrayList<>()).add(pick));
      }
    }
    Map<Pick, String> cards = new HashMap<>();
    try (Stream<SliceRecord> slices = run.slices()) {
      slices.forEach(slice -> {
        for (Pick pick : wanted.getOrDefault(slice.slice(), List.of())) {
          cards.put(pick, GalleryCard.of(pick, slice, run.description(), images));
        }
      });
    }
    return new Galleries(cards);
  }

  /**
   * Adds the galleries of an object, of which one is seen at a time.
   *
   * @param name begins the ids
   * @param galleries what they show, at least one
   */
  void addTo(Html html, String name, List<ScoreColumns> galleries) {
    html.open("section", "class", "gallery");
    html.element("h4", "Best, median and worst slices");
    html.open("div", "class", "views");
    if (galleries.size() > 1) {
      for (int i = 0; i < galleries.size(); i++) {
        Html label = new Html().element("bdi", galleries.get(i).compared().protocol());
        html.choice(name, i, "g" + i, label);
      }
    }
    for (int i = 0; i < galleries.size(); i++) {
      html.open("div", "class", galleries.size() > 1 ? "view v" + i : "view only");
      view(html, galleries.get(i));
      html.close().line();
    }
    html.close().close().line();
  }

  private void view(Html html, ScoreColumns scores) {
    html.open("p", "class", "legend");
    sample(html, "truth", "ground truth");
    sample(html, "prediction", "prediction");
    html.open("span", "class", "of").text("by Dice of ");
    html.element("bdi", scores.compared().name()).close();
    html.close().line();
    Map<Pick.Rank, List<Pick>> ranks = new LinkedHashMap<>();
    Pick.of(scores)
        .forEach(pick ->
            ranks.computeIfAbsent(pick.rank(), rank -> new ArrayList<>()).add(pick));
    html.open("div", "class", "ranks");
    ranks.forEach((rank, picks) -> {
      html.open("section", "class", "rank").element("h5", rank.title());
      html.open("div", "class", "cards").line();
      picks.forEach(pick -> html.raw(cards.getOrDefault(pick, "")));
      html.close().close().line();
    });
    html.close().line();
  }

  private static void sample(Html html, String kind, String name) {
    html.open("span", "class", "key");
    html.open("svg", "viewBox", "0 0 44 12", "class", "line", "aria-hidden", "true");
    html.open("g", "class", kind);
    html.empty("path", "class", "halo", "d", "M2 6h40").empty("path", "d", "M2 6h40");
    html.close().close().text(name).close();
  }
}
