// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.protocol;

import io.github.sam4j.metrics.IouThreshold;
import io.github.sam4j.metrics.simulation.BoxJitter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Protocols by their options or by their names. {@link AutomaticProtocol} is not among them since
 * it needs rules.
 */
public final class Protocols {
  /** Largest number of clicks towards an IoU, and the number that counts if it is not reached. */
  public static final int MAX_CLICKS = 20;

  /** The IoUs to reach by clicks: 0.80, 0.85 and 0.90, in this order. */
  public static final List<IouThreshold> IOU_TARGETS = List.of(
      IouThreshold.atLeast(80, 100), IouThreshold.atLeast(85, 100), IouThreshold.atLeast(90, 100));

  private static final String NUMBER = "(\\d{1,6}(?:\\.\\d{1,9})?)";

  private static final Pattern WITH_SEED = Pattern.compile("(.+)-seed(-?\\d{1,18})");

  /** A name that has options in it. */
  private record Form(
      String example, Pattern pattern, BiFunction<MatchResult, Long, Protocol> maker) {}

  private static final List<Form> FORMS = List.of(
      new Form(
          "seeded-5-random-joint",
          Pattern.compile("seeded-(\\d{1,6})-(centre|random|mass)-(joint|pooled)"),
          (parts, seed) -> seeded(
              Integer.parseInt(parts.group(1)),
              Stream.of(Placement.values())
                  .filter(placement -> placement.key.equals(parts.group(2)))
                  .findFirst()
                  .orElseThrow(),
              Prompts.valueOf(constant(parts.group(3))),
              seed)),
      new Form(
          "box-outward-0.1",
          Pattern.compile("box-(translate|translate-and-scale|outward|outward-pixels)-" + NUMBER),
          (parts, seed) -> box(
              new BoxJitter(
                  BoxJitter.Model.valueOf(constant(parts.group(1))),
                  Double.parseDouble(parts.group(2))),
              seed)),
      new Form(
          "clicks-5",
          Pattern.compile("clicks-(\\d{1,6})"),
          (parts, seed) -> new IterativeClicks(Integer.parseInt(parts.group(1)), seed)),
      new Form(
          "noc-single-mask",
          Pattern.compile("noc-(single-mask|highest-predicted-iou)"),
          (parts, seed) -> clicksToTarget(
              ClickOutput.valueOf(constant(parts.group(1))), ClicksToTarget.HIGHEST)));

  private Protocols() {}

  /** Where the points of a prompt are. */
  public enum Placement {
    /**
     * The pixel farthest from everything outside of the object
     * ({@link io.github.sam4j.metrics.simulation.DistanceCentre}); of several the first in reading
     * order. One point.
     */
    DISTANCE_CENTRE("centre", "centre of the distance transform"),

    /** Any pixels of the object, none twice, all equally likely. */
    RANDOM("random", "uniform random in the object"),

    /**
     * The object's pixel nearest to the mean of all its pixels
     * ({@link io.github.sam4j.metrics.simulation.CentreOfMass}); of several the first in reading
     * order. One point.
     */
    CENTRE_OF_MASS("mass", "centre of mass, or the nearest pixel of the object");

    private final String key;
    private final String label;

    Placement(String key, String label) {
      this.key = key;
      this.label = label;
    }

    String key() {
      return key;
    }

    String label() {
      return label;
    }
  }

  /** How several points are sent. */
  public enum Prompts {
    /** All in one prompt. */
    JOINT("one joint prompt"),

    /** Each in a prompt of its own; the answers together are the candidates. */
    POOLED("each point alone, pooled as candidates");

    private final String label;

    Prompts(String label) {
      this.label = label;
    }

    String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    String label() {
      return label;
    }
  }

  /** The mask that answers a click. */
  public enum ClickOutput {
    /** The first of three. */
    FIRST_MULTIMASK("first multimask output"),

    /** The only one, output 0. */
    SINGLE_MASK("single mask"),

    /** The one of three with the highest predicted IoU. */
    HIGHEST_PREDICTED_IOU("highest predicted IoU");

    private final String label;

    ClickOutput(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  /** Returns {@code seeded}: one point at the centre of the distance transform, three masks. */
  public static Protocol seeded() {
    return seeded(1, Placement.DISTANCE_CENTRE, Prompts.JOINT, 0);
  }

  /**
   * Returns the seeded mode of arXiv 2312.12880: points on the object, three masks for each prompt.
   *
   * @param points number of points, at least 1; of an object with fewer pixels every pixel is taken
   *     once
   * @param seed of random points; others don't depend on it
   * @throws IllegalArgumentException if there are fewer points, or several that aren't random
   */
  public static Protocol seeded(int points, Placement placement, Prompts prompts, long seed) {
    return new SeededProtocol(points, placement, prompts, seed);
  }

  /** Returns {@code box}: the tight box of the object, one mask. */
  public static Protocol box() {
    return new BoxProtocol(Optional.empty(), 0);
  }

  /** Returns boxes as inexact as a person draws them, one mask each. */
  public static Protocol box(BoxJitter jitter, long seed) {
    return new BoxProtocol(Optional.of(jitter), seed);
  }

  /**
   * Returns {@code mazurowski}: the five prompt modes of arXiv 2304.10517.
   *
   * @param seed chooses among pixels that are equally central
   */
  public static Protocol mazurowski(long seed) {
    return new MazurowskiProtocol(seed);
  }

  /**
   * Returns the interactive part of arXiv 2304.10517, {@code clicks} for nine clicks.
   *
   * @param clicks largest number of clicks, at least 1
   * @param seed chooses among pixels that are equally far
   * @throws IllegalArgumentException if there are fewer
   */
  public static Protocol clicks(int clicks, long seed) {
    return new IterativeClicks(clicks, seed);
  }

  /** Returns {@code noc}: clicks until IoU 0.90, answered by the first of three masks. */
  public static Protocol clicksToTarget() {
    return clicksToTarget(ClickOutput.FIRST_MULTIMASK, ClicksToTarget.HIGHEST);
  }

  /**
   * Returns clicks until an IoU is reached, as RITM counts them (arXiv 2102.06583).
   *
   * @param target the IoU at which clicks end, inclusive and at least 0.90
   * @throws IllegalArgumentException if the target is another one
   */
  public static Protocol clicksToTarget(ClickOutput output, IouThreshold target) {
    return new ClicksToTarget(output, target);
  }

  /** Returns {@code medsam}: objects of at least 1,000 voxels and 100 pixels, tolerance 2 mm. */
  public static Protocol medSamBox() {
    return MedSamBox.STANDARD;
  }

  /**
   * Returns MedSAM's box with a margin, scored by surface Dice too.
   *
   * @param minVoxels objects of fewer voxels in the volume are left out
   * @param minPixels objects of fewer pixels on the slice are left out
   * @param tolerance of surface Dice in millimetres, finite; in pixels where the spacing isn't
   *     known
   * @throws IllegalArgumentException if an option is negative or the tolerance isn't finite
   */
  public static Protocol medSamBox(long minVoxels, long minPixels, double tolerance) {
    return new MedSamBox(minVoxels, minPixels, tolerance);
  }

  /**
   * Returns each protocol with its default options: {@code seeded}, {@code box},
   * {@code mazurowski}, {@code clicks}, {@code noc}, {@code medsam}.
   *
   * @param seed of those that need chance
   */
  public static List<Protocol> standard(long seed) {
    return List.of(
        seeded(),
        box(),
        mazurowski(seed),
        clicks(IterativeClicks.DEFAULT_CLICKS, seed),
        clicksToTarget(),
        medSamBox());
  }

  /** Returns the names of the {@linkplain #standard standard} protocols. */
  public static List<String> names() {
    return standard(0).stream().map(Protocol::name).toList();
  }

  /**
   * Returns the protocol of a name: one of {@link #names}, or one that has options in it as
   * {@code seeded-5-random-joint}, {@code seeded-10-random-pooled}, {@code seeded-1-mass-joint},
   * {@code box-translate-0.1}, {@code box-translate-and-scale-0.05}, {@code box-outward-0.2},
   * {@code box-outward-pixels-20}, {@code clicks-5}, {@code noc-single-mask} and
   * {@code noc-highest-predicted-iou} have. Any of them may end in {@code -seed7} or the like.
   *
   * @param seed of those that need chance, unless the name has one
   * @throws IllegalArgumentException if there is none, and the message lists the known ones; or if
   *     an option in the name is out of range
   */
  public static Protocol named(String name, long seed) {
    Matcher withSeed = WITH_SEED.matcher(name);
    if (withSeed.matches()) {
      return named(withSeed.group(1), Long.parseLong(withSeed.group(2)));
    }
    int standard = names().indexOf(name);
    if (standard >= 0) {
      return standard(seed).get(standard);
    }
    for (Form form : FORMS) {
      Matcher matcher = form.pattern.matcher(name);
      if (matcher.matches()) {
        return form.maker.apply(matcher, seed);
      }
    }
    throw new IllegalArgumentException("protocol must be one of " + String.join(", ", names())
        + " or have options as "
        + FORMS.stream().map(Form::example).collect(Collectors.joining(", "))
        + " have, got name=" + name);
  }

  private static String constant(String name) {
    return name.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
