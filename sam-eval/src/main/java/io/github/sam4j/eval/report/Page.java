// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.report;

import io.github.sam4j.eval.result.RunResult;
import io.github.sam4j.eval.result.RunSummary;
import io.github.sam4j.image.internal.files.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/** The page around the sections. */
final class Page {
  private final List<TaskScores> tasks;
  private final RunSection run;
  private final Galleries galleries;

  Page(RunResult run, RunSummary summary, List<TaskScores> tasks, Galleries galleries) {
    this.tasks = tasks;
    this.run = new RunSection(summary, tasks, run);
    this.galleries = galleries;
  }

  String html() {
    Html html = new Html().raw("<!DOCTYPE html>\n");
    html.open("html", "xmlns", "http://www.w3.org/1999/xhtml", "lang", "en").line();
    String script = resource("report.js");
    head(html, script);
    html.open("body").line();
    bar(html);
    html.open("main").line();
    run.addTo(html);
    if (tasks.isEmpty()) {
      html.element("p", "The run has no slices.", "class", "nothing");
    }
    for (int i = 0; i < tasks.size(); i++) {
      new TaskSection(tasks.get(i), i + 1, galleries).addTo(html);
    }
    html.close().line();
    html.open("footer").element("p", "Written by SAM4J.").close().line();
    html.open("dialog", "id", "enlarged", "aria-label", "Enlarged slice")
        .close()
        .line();
    html.open("script").raw(script).close().line();
    return html.close().close().line().toString();
  }

  private void head(Html html, String script) {
    html.open("head").line();
    html.empty("meta", "charset", "utf-8").line();
    // nothing may be fetched, and no script runs but the one below
    html.empty(
            "meta",
            "http-equiv",
            "Content-Security-Policy",
            "content",
            "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-"
                + sha256(script) + "'; base-uri 'none'; form-action 'none'")
        .line();
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
        .line();
    html.empty("meta", "name", "color-scheme", "content", "light dark").line();
    html.element("title", run.title() + " – SAM4J report").line();
    html.open("style").raw(resource("report.css")).raw(panels()).close().line();
    html.close().line();
  }

  /** Returns the rules by which a radio button shows its panel or gallery. */
  private String panels() {
    int most = tasks.stream().mapToInt(task -> task.objects().size()).max().orElse(0);
    StringBuilder rules = new StringBuilder();
    for (int i = 0; i < most; i++) {
      rules.append(".p").append(i).append(":checked~.q").append(i).append("{display:block}\n");
    }
    int views = tasks.stream()
        .flatMap(task -> task.objects().stream())
        .mapToInt(object -> object.galleries().size())
        .max()
        .orElse(0);
    for (int i = 0; i < views; i++) {
      rules.append(".g").append(i).append(":checked~.v").append(i).append("{display:block}\n");
    }
    return rules.toString();
  }

  private void bar(Html html) {
    html.open("header", "class", "bar").element("a", "SAM4J", "href", "#run", "class", "brand");
    html.open("nav", "aria-label", "Data sets");
    for (int i = 0; i < tasks.size(); i++) {
      html.open("a", "href", "#" + TaskSection.anchor(i + 1));
      html.element("bdi", tasks.get(i).task().name()).close();
    }
    html.close();
    html.element("button", "Theme: auto", "type", "button", "id", "theme");
    html.close().line();
  }

  private static String resource(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      // a checkout may have other line ends, and browsers hash scripts with LF alone
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8)
          .replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(String text) {
    byte[] digest = Digests.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    return Base64.getEncoder().encodeToString(digest);
  }
}
