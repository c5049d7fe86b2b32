// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.prompt;

import io.github.sam4j.mask.LowResLogits;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A prompt for one object: any number of points, at most one box, at most one mask of logits, and
 * whether SAM predicts one mask or three.
 *
 * <pre>{@code
 * Prompt.point(320, 200).andBackground(10, 10).multimask()
 * Prompt.box(40, 30, 210, 180)
 * }</pre>
 *
 * <p>Immutable: each method returns a new prompt.
 */
public final class Prompt {
  /**
   * A point on the object (foreground) or outside it (background).
   *
   * @param x column in pixels of the original image
   * @param y row in pixels of the original image
   * @param foreground whether the point lies on the object
   */
  public record Point(double x, double y, boolean foreground) {
    /** Checks that the coordinates are finite. */
    public Point {
      if (!Double.isFinite(x) || !Double.isFinite(y)) {
        throw new IllegalArgumentException(
            "point coordinates must be finite, got (" + x + ", " + y + ")");
      }
    }
  }

  /**
   * A box around an object. It may reach outside of the image.
   *
   * @param x0 left edge in pixels of the original image
   * @param y0 top edge
   * @param x1 right edge, not below {@code x0}
   * @param y1 bottom edge, not below {@code y0}
   */
  public record Box(double x0, double y0, double x1, double y1) {
    /** Checks that the edges are finite and in order. */
    public Box {
      if (!Double.isFinite(x0)
          || !Double.isFinite(y0)
          || !Double.isFinite(x1)
          || !Double.isFinite(y1)) {
        throw new IllegalArgumentException("box edges must be finite, got " + text(x0, y0, x1, y1));
      }
      if (x1 < x0 || y1 < y0) {
        throw new IllegalArgumentException(
            "box must have x0 <= x1 and y0 <= y1, got " + text(x0, y0, x1, y1));
      }
    }

    private static String text(double x0, double y0, double x1, double y1) {
      return "x0=" + x0 + " y0=" + y0 + " x1=" + x1 + " y1=" + y1;
    }
  }

  private final List<Point> points;
  private final @Nullable Box box;
  private final @Nullable LowResLogits logits;
  private final boolean multimask;

  private Prompt(
      List<Point> points, @Nullable Box box, @Nullable LowResLogits logits, boolean multimask) {
    this.points = points;
    this.box = box;
    this.logits = logits;
    this.multimask = multimask;
  }

  /** Returns a prompt of one foreground point. */
  public static Prompt point(double x, double y) {
    return points(List.of(new Point(x, y, true)));
  }

  /**
   * Returns a prompt of several points.
   *
   * @throws IllegalArgumentException if the list is empty
   */
  public static Prompt points(List<Point> points) {
    if (points.isEmpty()) {
      throw new IllegalArgumentException(
          "a prompt needs at least one point, a box or logits, got none");
    }
    return new Prompt(List.copyOf(points), null, null, false);
  }

  /** Returns a prompt of one box, with its edges in pixels of the original image. */
  public static Prompt box(double x0, double y0, double x1, double y1) {
    return box(new Box(x0, y0, x1, y1));
  }

  /** Returns a prompt of one box. */
  public static Prompt box(Box box) {
    return new Prompt(List.of(), Objects.requireNonNull(box, "box"), null, false);
  }

  /** Returns a prompt of the logits of an earlier prediction alone. */
  public static Prompt logits(LowResLogits logits) {
    return new Prompt(List.of(), null, Objects.requireNonNull(logits, "logits"), false);
  }

  /** Adds a foreground point. */
  public Prompt andPoint(double x, double y) {
    return with(new Point(x, y, true));
  }

  /** Adds a background point. */
  public Prompt andBackground(double x, double y) {
    return with(new Point(x, y, false));
  }

  /**
   * Adds a box.
   *
   * @throws IllegalStateException if the prompt already has a box; several boxes require several
   *     prompts
   */
  public Prompt andBox(double x0, double y0, double x1, double y1) {
    if (box != null) {
      throw new IllegalStateException(
          "a prompt has at most one box, got a second; several boxes require several prompts");
    }
    return new Prompt(points, new Box(x0, y0, x1, y1), logits, multimask);
  }

  /**
   * Adds the logits of an earlier prediction on the same image, to refine it.
   *
   * @throws IllegalStateException if the prompt already has logits
   */
  public Prompt andLogits(LowResLogits earlier) {
    if (logits != null) {
      throw new IllegalStateException("a prompt has at most one mask of logits, got a second");
    }
    return new Prompt(points, box, Objects.requireNonNull(earlier, "earlier"), multimask);
  }

  /**
   * Requests three masks (whole, part, subpart; decoder outputs 1 to 3) instead of one (output 0).
   */
  public Prompt multimask() {
    return new Prompt(points, box, logits, true);
  }

  private Prompt with(Point point) {
    List<Point> more = new ArrayList<>(points);
    more.add(point);
    return new Prompt(List.copyOf(more), box, logits, multimask);
  }

  /** Returns the points in the order they were added. */
  public List<Point> points() {
    return points;
  }

  /** Returns the box, if there is one. */
  public Optional<Box> box() {
    return Optional.ofNullable(box);
  }

  /** Returns the logits of an earlier prediction, if there are any. */
  public Optional<LowResLogits> logits() {
    return Optional.ofNullable(logits);
  }

  /** Returns whether three masks are requested instead of one. */
  public boolean isMultimask() {
    return multimask;
  }

  /**
   * Checks that the prompt marks something on an image of the given size. A box may reach outside:
   * SAM is asked about it as it is, since clipping would move its corners.
   *
   * @throws IllegalArgumentException if a point is outside {@code [0, width) × [0, height)}, or the
   *     box and {@code [0, width] × [0, height]} have nothing in common, not even an edge
   */
  public void checkInside(int width, int height) {
    for (Point point : points) {
      if (point.x() < 0 || point.x() >= width || point.y() < 0 || point.y() >= height) {
        throw new IllegalArgumentException("points must be inside the image, got (" + point.x()
            + ", " + point.y() + ") for width=" + width + " height=" + height);
      }
    }
    if (box != null && (box.x1() < 0 || box.x0() > width || box.y1() < 0 || box.y0() > height)) {
      throw new IllegalArgumentException(
          "boxes must meet the image, got " + box + " for width=" + width + " height=" + height);
    }
  }

  @Override
  public String toString() {
    return "Prompt[points=" + points + ", box=" + box + ", logits=" + (logits != null)
        + ", multimask=" + multimask + "]";
  }
}
