// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.report;

import io.github.sam4j.eval.internal.table.Format;
import io.github.sam4j.eval.report.HtmlReport.SliceImages;
import io.github.sam4j.eval.result.SliceRecord;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.mask.Mask;
import java.io.IOException;
import java.util.Objects;

/** One slice of a gallery: its picture, both outlines and what it scored. */
final class GalleryCard {
  /** Pictures of a smaller longest side are enlarged without smoothing. */
  private static final int COARSE = 320;

  private final SelectedSlice selected;
  private final Mask truth;
  private final Mask prediction;

  private GalleryCard(SelectedSlice selected, Mask truth, Mask prediction) {
    this.selected = selected;
    this.truth = truth;
    this.prediction = prediction;
  }

  /**
   * Returns the markup of a slice.
   *
   * @param slice the one that was selected
   */
  static String of(SelectedSlice selected, SliceRecord slice, SliceImages images) {
    int index = selected.scoreIndex(slice);
    Mask truth = Objects.requireNonNull(
            slice.truths().get(selected.series().object()), "a slice with scores has a truth")
        .toMask();
    return new GalleryCard(selected, truth, slice.masks().get(index).toMask()).markup(images);
  }

  private String markup(SliceImages images) {
    Html html = new Html().open("figure", "class", "card");
    String name = selected.slice().caseId() + ", slice " + selected.slice().slice();
    html.open("button", "type", "button", "class", "shot", "aria-label", "Enlarge " + name);
    html.open("span", "class", "frame" + (isCoarse() ? " coarse" : ""));
    String problem = picture(html, images);
    outlines(html);
    html.close().close().line();
    html.open("figcaption");
    html.open("span", "class", "score")
        .text("Dice ")
        .element("b", Format.REPORT_SCORE.text(SeriesOutcomes.dice(selected.outcome())));
    html.close();
    html.open("span", "class", "where").element("bdi", selected.slice().caseId());
    html.text(
        " · slice " + selected.slice().slice() + " of 0–" + (selected.slice().sliceCount() - 1));
    html.close();
    html.element(
        "span",
        Labels.count(SeriesOutcomes.objectPixels(selected.outcome()), "pixel", "pixels")
            + (selected.outcome().selected() ? "" : " · nothing chosen"),
        "class",
        "where");
    if (!problem.isEmpty()) {
      html.element("span", problem, "class", "problem");
    }
    return html.close().close().line().toString();
  }

  private boolean isCoarse() {
    return Math.max(truth.width(), truth.height()) < COARSE;
  }

  /** Adds the picture; returns why there is none, or nothing. */
  private String picture(Html html, SliceImages images) {
    try {
      RgbImage image = images.read(selected.slice());
      if (image.width() != truth.width() || image.height() != truth.height()) {
        return "no picture: expected " + truth.width() + "x" + truth.height() + ", got "
            + image.width() + "x" + image.height();
      }
      String alt =
          "Slice " + selected.slice().slice() + " of " + selected.slice().caseId();
      html.empty("img", "src", PictureData.uri(image), "alt", alt, "decoding", "async");
      return "";
    } catch (IOException e) {
      return "no picture: " + e.getMessage();
    }
  }

  /** The dark lines under both outlines make them stand out on any picture. */
  private void outlines(Html html) {
    String truthPath = MaskOutline.of(truth);
    String predictionPath = MaskOutline.of(prediction);
    html.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "viewBox",
        "0 0 " + truth.width() + " " + truth.height(),
        "aria-hidden",
        "true");
    html.open("g", "class", "truth");
    html.empty("path", "class", "halo", "d", truthPath)
        .empty("path", "d", truthPath)
        .close();
    html.open("g", "class", "prediction");
    html.empty("path", "d", predictionPath).close().close();
  }
}
