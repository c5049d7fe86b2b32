// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.protocol;

import io.github.sam4j.eval.protocol.ClicksToTarget.Output;
import io.github.sam4j.eval.protocol.SeededProtocol.Placement;
import io.github.sam4j.eval.protocol.SeededProtocol.Prompts;
import io.github.sam4j.metrics.simulation.BoxJitter;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Protocols by their names. Those with thresholds of their own ({@link MedSamBox},
 * {@link ClicksToTarget} with another target) are made by their constructors.
 * {@link AutomaticProtocol} is not among them since it needs rules.
 */
public final class Protocols {
  private static final String NUMBER = "(\\d{1,6}(?:\\.\\d{1,9})?)";

  private static final Pattern WITH_SEED = Pattern.compile("(.+)-seed(-?\\d{1,18})");

  /** A name that has options in it. */
  private record Form(
      String example, Pattern pattern, BiFunction<MatchResult, Long, Protocol> maker) {}

  private static final List<Form> FORMS = List.of(
      new Form(
          "seeded-5-random-joint",
          Pattern.compile("seeded-(\\d{1,6})-(centre|random|mass)-(joint|pooled)"),
          (parts, seed) -> new SeededProtocol(
              Integer.parseInt(parts.group(1)),
              Placement.ofKey(parts.group(2)),
              Prompts.ofKey(parts.group(3)),
              seed)),
      new Form(
          "box-outward-0.1",
          Pattern.compile("box-(translate|translate-and-scale|outward|outward-pixels)-" + NUMBER),
          (parts, seed) -> BoxProtocol.jittered(
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
          (parts, seed) -> ClicksToTarget.with(Output.valueOf(constant(parts.group(1))))));

  private Protocols() {}

  /**
   * Returns each protocol with its default options: {@code seeded}, {@code box},
   * {@code mazurowski}, {@code clicks}, {@code noc}, {@code medsam}.
   *
   * @param seed of those that need chance
   */
  public static List<Protocol> standard(long seed) {
    return List.of(
        SeededProtocol.standard(),
        BoxProtocol.tight(),
        new MazurowskiProtocol(seed),
        IterativeClicks.standard(seed),
        ClicksToTarget.standard(),
        MedSamBox.standard());
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
