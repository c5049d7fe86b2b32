// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.predictor;

import io.github.sam4j.eval.predictor.SlicePredictor.PreparedSlice;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.mask.ScoredMask;
import io.github.sam4j.progress.Progress;
import io.github.sam4j.prompt.Prompt;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Predictors for tests that read the answer from the picture: each grey level above 0 is an object.
 * A prompt means the object under its first positive point, or else the one with most pixels in its
 * box. Three masks are equal but for their predicted IoU, which falls from 0.9 by 0.1.
 *
 * <p>What they answer depends on the picture and the prompt alone, not on what was asked before, so
 * that they suit runs that are interrupted or use several threads.
 */
public final class StubPredictor implements SlicePredictor {
  private final String name;
  private final UnaryOperator<Mask> answer;

  private StubPredictor(String name, UnaryOperator<Mask> answer) {
    this.name = name;
    this.answer = answer;
  }

  /** Finds every object exactly: Dice 1. */
  public static SlicePredictor perfect() {
    return new StubPredictor("perfect", object -> object);
  }

  /** Finds nothing: no automatic masks, and empty ones for prompts. */
  public static SlicePredictor empty() {
    return new StubPredictor("empty", object -> Mask.empty(object.width(), object.height()));
  }

  /**
   * Finds the first half of each object's pixels in reading order, rounded down: for an even number
   * of pixels Dice 2/3 and IoU 1/2, which is not above 1/2.
   */
  public static SlicePredictor half() {
    return new StubPredictor("half", object -> firstPixels(object, object.area() / 2));
  }

  /** Finds objects of an even number of pixels exactly, and the others not at all. */
  public static SlicePredictor evenAreas() {
    return new StubPredictor(
        "even areas",
        object -> object.area() % 2 == 0 ? object : Mask.empty(object.width(), object.height()));
  }

  /** Returns a picture in which an object has a grey level, and everything else 0. */
  public static RgbImage picture(Mask object, int greyLevel) {
    return RgbImage.ofGrey(object.width(), object.height(), object.toByteArray(greyLevel));
  }

  private static Mask firstPixels(Mask object, long count) {
    long[] left = {count};
    return Mask.of(object.width(), object.height(), (x, y) -> object.get(x, y) && left[0]-- > 0);
  }

  @Override
  public Map<String, String> model() {
    return Map.of("name", "stub: " + name);
  }

  @Override
  public Map<String, String> environment() {
    return Map.of("device", "none");
  }

  @Override
  public Set<Class<? extends PreparedSlice>> capabilities() {
    return Set.of(PreparedSlice.Promptable.class, PreparedSlice.Automatic.class);
  }

  @Override
  public PreparedSlice prepare(RgbImage image) {
    return new Prepared(image);
  }

  /**
   * A mask with an estimate of its IoU.
   *
   * @param mask at the size of the picture
   */
  public record Answer(Mask mask, float predictedIou) implements ScoredMask {
    /** Three equal masks with predicted IoUs 0.9, 0.8 and 0.7, or the first alone. */
    public static List<ScoredMask> of(Mask mask, boolean multimask) {
      return IntStream.range(0, multimask ? 3 : 1)
          .<ScoredMask>mapToObj(i -> new Answer(mask, 0.9f - 0.1f * i))
          .toList();
    }
  }

  private final class Prepared implements PreparedSlice.Promptable, PreparedSlice.Automatic {
    private final RgbImage image;
    private boolean closed;

    Prepared(RgbImage image) {
      this.image = image;
    }

    @Override
    public List<ScoredMask> automatic(Progress progress) {
      checkOpen();
      progress.checkContinued();
      return IntStream.range(0, image.width() * image.height())
          .map(i -> grey(i % image.width(), i / image.width()))
          .filter(grey -> grey > 0)
          .distinct()
          .sorted()
          .mapToObj(grey -> answer.apply(object(grey)))
          .filter(mask -> !mask.isEmpty())
          .<ScoredMask>map(mask -> new Answer(mask, 0.9f))
          .toList();
    }

    @Override
    public List<List<ScoredMask>> predict(List<Prompt> prompts) {
      checkOpen();
      return prompts.stream().map(this::predict).toList();
    }

    private List<ScoredMask> predict(Prompt prompt) {
      prompt.checkInside(image.width(), image.height());
      int grey = prompt.points().stream()
          .filter(Prompt.Point::foreground)
          .findFirst()
          .map(point -> grey((int) Math.round(point.x()), (int) Math.round(point.y())))
          .or(() -> prompt.box().map(this::mostIn))
          .orElse(0);
      Mask object = grey == 0 ? Mask.empty(image.width(), image.height()) : object(grey);
      return Answer.of(answer.apply(object), prompt.isMultimask());
    }

    /** The most frequent level in a box, of several the lowest. */
    private int mostIn(Prompt.Box box) {
      int[] counts = new int[256];
      for (int y = (int) Math.ceil(box.y0()); y <= box.y1() && y < image.height(); y++) {
        for (int x = (int) Math.ceil(box.x0()); x <= box.x1() && x < image.width(); x++) {
          counts[grey(x, y)]++;
        }
      }
      int most = IntStream.rangeClosed(1, 255).map(grey -> counts[grey]).max().orElse(0);
      return most == 0
          ? 0
          : IntStream.rangeClosed(1, 255)
              .filter(grey -> counts[grey] == most)
              .findFirst()
              .orElse(0);
    }

    private Mask object(int greyLevel) {
      return Mask.of(image.width(), image.height(), (x, y) -> grey(x, y) == greyLevel);
    }

    private int grey(int x, int y) {
      return image.sample(x, y, 0);
    }

    private void checkOpen() {
      if (closed) {
        throw new IllegalStateException("PreparedSlice is closed");
      }
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
