package io.github.sam4j.eval.report;

import io.github.sam4j.eval.result.RunDescription;
import io.github.sam4j.eval.result.SliceRecord;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.mask.Mask;
import java.io.IOException;
import java.util.Objects;

/** One slice of a gallery: its picture, both outlines and what it scored. */
final class GalleryCard {
  /** Pictures with a longer side are small on screen only if shrunk; smaller ones show pixels. */
  private static final int COARSE = 320;

  private final Pick pick;
  private final Mask truth;
  private final Mask prediction;

  private GalleryCard(Pick pick, Mask truth, Mask prediction) {
    this.pick = pick;
    this.truth = truth;
    this.prediction = prediction;
  }

  /**
   * Returns the markup of a slice.
   *
   * @param slice the one that was picked
   */
  static String of(Pick pick, SliceRecord slice, RunDescription run, SliceImages images) {
    int index = Objects.requireNonNull(
        Compared.indices(slice, run).get(pick.compared()),
        "a slice that was picked has that score");
    Mask truth = Objects.requireNonNull(
            slice.truths().get(pick.compared().object()), "a slice with scores has a truth")
        .toMask();
    return new GalleryCard(pick, truth, slice.masks().get(index).toMask()).markup(images);
  }

  private String markup(SliceImages images) {
    Html html = new Html().open("figure", "class", "card");
    String name = pick.slice().caseId() + ", slice " + pick.slice().slice();
    html.open("button", "type", "button", "class", "shot", "aria-label", "Enlarge " + name);
    html.open("span", "class", "frame" + (isCoarse() ? " coarse" : ""));
    String problem = picture(html, images);
    outlines(html);
    html.close().close().line();
    html.open("figcaption");
    html.open("span", "class", "score").text("Dice ").element("b", Numbers.score(pick.dice()));
    html.close();
    html.open("span", "class", "where").element("bdi", pick.slice().caseId());
    html.text(" · slice " + pick.slice().slice() + " of 0–" + (pick.slice().sliceCount() - 1));
    html.close();
    html.element(
        "span",
        Numbers.count(pick.objectPixels(), "pixel", "pixels")
            + (pick.detected() ? "" : " · nothing chosen"),
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
      RgbImage image = images.read(pick.slice());
      if (image.width() != truth.width() || image.height() != truth.height()) {
        return "no picture: expected " + truth.width() + "x" + truth.height() + ", got "
            + image.width() + "x" + image.height();
      }
      String alt = "Slice " + pick.slice().slice() + " of " + pick.slice().caseId();
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
