// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.protocol;

import io.github.sam4j.eval.predictor.StubPredictor.Answer;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.mask.ScoredMask;
import io.github.sam4j.metrics.Overlap;
import io.github.sam4j.prompt.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Rules of clicks written down a second time, by comparing every pixel with every other one. */
final class NaiveClicks {
  private static final Pattern CLICK = Pattern.compile("([+-])\\((\\d+), (\\d+)\\)");

  private NaiveClicks() {}

  /** Squared distances to the nearest pixel that isn't set, those around the picture included. */
  private static int[][] squares(Mask mask) {
    int[][] squares = new int[mask.height()][mask.width()];
    for (int y = 0; y < mask.height(); y++) {
      for (int x = 0; x < mask.width(); x++) {
        squares[y][x] = mask.get(x, y) ? square(mask, x, y) : 0;
      }
    }
    return squares;
  }

  private static int square(Mask mask, int x, int y) {
    int least = Integer.MAX_VALUE;
    for (int v = -1; v <= mask.height(); v++) {
      for (int u = -1; u <= mask.width(); u++) {
        boolean inside = u >= 0 && v >= 0 && u < mask.width() && v < mask.height();
        if (!inside || !mask.get(u, v)) {
          least = Math.min(least, (u - x) * (u - x) + (v - y) * (v - y));
        }
      }
    }
    return least;
  }

  private static int maximum(int[][] squares) {
    int maximum = 0;
    for (int[] row : squares) {
      for (int square : row) {
        maximum = Math.max(maximum, square);
      }
    }
    return maximum;
  }

  /** All places of the largest distance in the error; empty if there is no error. */
  static List<Prompt.Point> farthestErrors(Mask truth, Mask prediction) {
    int[][] squares = squares(truth.xor(prediction));
    List<Prompt.Point> places = places(squares, maximum(squares), true);
    return places.stream()
        .map(place ->
            new Prompt.Point(place.x(), place.y(), truth.get((int) place.x(), (int) place.y())))
        .toList();
  }

  /** RITM's next click; none if every wrong pixel was clicked before. */
  static List<Prompt.Point> ritm(Mask truth, Mask prediction, List<Prompt.Point> clicked) {
    int[][] missed = squares(truth.andNot(prediction));
    int[][] wrong = squares(prediction.andNot(truth));
    for (Prompt.Point click : clicked) {
      missed[(int) click.y()][(int) click.x()] = 0;
      wrong[(int) click.y()][(int) click.x()] = 0;
    }
    boolean positive = maximum(missed) > maximum(wrong);
    int[][] map = positive ? missed : wrong;
    return places(map, maximum(map), positive).stream().limit(1).toList();
  }

  private static List<Prompt.Point> places(int[][] squares, int value, boolean foreground) {
    List<Prompt.Point> places = new ArrayList<>();
    for (int y = 0; y < squares.length; y++) {
      for (int x = 0; x < squares[y].length; x++) {
        if (value > 0 && squares[y][x] == value) {
          places.add(new Prompt.Point(x, y, foreground));
        }
      }
    }
    return places;
  }

  /** The clicks of a trial, read from its text. */
  static List<Prompt.Point> parse(String text) {
    List<Prompt.Point> clicks = new ArrayList<>();
    Matcher matcher = CLICK.matcher(text);
    while (matcher.find()) {
      clicks.add(new Prompt.Point(
          Integer.parseInt(matcher.group(2)),
          Integer.parseInt(matcher.group(3)),
          matcher.group(1).equals("+")));
    }
    return clicks;
  }

  /**
   * Answers that depend on the clicks alone, some good, some bad, one in eight exact: the truth
   * with discs exchanged, so that missed and false pixels often touch.
   */
  static List<ScoredMask> answer(Mask truth, List<Prompt.Point> clicks, boolean multimask) {
    Random random = new Random(clicks.hashCode());
    return IntStream.range(0, multimask ? 3 : 1)
        .<ScoredMask>mapToObj(i -> {
          Mask discs = TestObjects.random(truth.width(), truth.height(), random.nextLong());
          boolean exact = random.nextInt(8) == 0;
          return new Answer(exact ? truth : truth.xor(discs), random.nextInt(4) / 4f);
        })
        .toList();
  }

  static int bestIou(Mask truth, List<ScoredMask> answer) {
    int best = 0;
    for (int i = 1; i < answer.size(); i++) {
      if (iou(truth, answer.get(i).mask()) > iou(truth, answer.get(best).mask())) {
        best = i;
      }
    }
    return best;
  }

  static double iou(Mask truth, Mask prediction) {
    Overlap overlap = Overlap.between(truth, prediction);
    return (double) overlap.truePositives()
        / (overlap.truePositives() + overlap.falsePositives() + overlap.falseNegatives());
  }
}
