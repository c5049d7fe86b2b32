// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.dataset;

import io.github.sam4j.io.volume.Intensity;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A data set: which cases it has, what its labels mean, how its values become grey.
 *
 * @param name of the data set in tables, such as {@code Task09_Spleen}
 * @param modalities one per channel, such as {@code CT}; empty if nothing is known
 * @param labels names of the foreground labels by number, from 1
 * @param intensities how the values of each channel become grey unless a run says otherwise; at
 *     least one, and the last one applies to all further channels
 * @param cases in the order of the data set
 * @param skipped files that are listed or found but can't be used, each with the reason
 */
public record Dataset(
    String name,
    List<String> modalities,
    SortedMap<Integer, String> labels,
    List<Intensity> intensities,
    List<LabelledCase> cases,
    List<Skipped> skipped) {
  /** Name in tables of the object that all foreground labels form together. */
  public static final String FOREGROUND = "foreground";

  /**
   * Copies the collections.
   *
   * @throws IllegalArgumentException if two cases have the same id, two labels the same name, a
   *     label has a number below 1 or a blank name, one of several labels is named
   *     {@code foreground} as all of them together are, or there is no intensity
   */
  public Dataset {
    modalities = List.copyOf(modalities);
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    intensities = List.copyOf(intensities);
    cases = List.copyOf(cases);
    skipped = List.copyOf(skipped);
    checkDifferent(
        "cases must have different ids", cases.stream().map(LabelledCase::id).toList());
    checkDifferent("labels must have different names", labels.values());
    labels.forEach(Dataset::checkLabel);
    if (labels.size() > 1 && labels.containsValue(FOREGROUND)) {
      throw new IllegalArgumentException(
          "labels must not be named " + FOREGROUND + " as all of them together are, got " + labels);
    }
    if (intensities.isEmpty()) {
      throw new IllegalArgumentException("intensities must be at least one, got none");
    }
  }

  private static void checkLabel(int number, String label) {
    if (number < 1) {
      throw new IllegalArgumentException(
          "labels must have numbers from 1, got " + number + " for " + label);
    }
    if (label.isBlank()) {
      throw new IllegalArgumentException(
          "labels must have names, got a blank one for label " + number);
    }
  }

  private static void checkDifferent(String rule, Collection<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new IllegalArgumentException(rule + ", got " + name + " twice");
      }
    }
  }

  /**
   * A file that isn't used.
   *
   * @param reason for people, such as {@code image without label}
   */
  public record Skipped(Path file, String reason) {}

  /**
   * Returns how the values of a channel become grey unless a run says otherwise.
   *
   * @param channel from 0
   * @throws IndexOutOfBoundsException if it is negative
   */
  public Intensity intensity(int channel) {
    return intensities.get(Math.min(channel, intensities.size() - 1));
  }

  /**
   * Returns the data set with its first cases only, or all of them if it has fewer.
   *
   * @throws IllegalArgumentException if the count is negative
   */
  public Dataset firstCases(int count) {
    if (count < 0) {
      throw new IllegalArgumentException("count of cases must be at least 0, got " + count);
    }
    return withCases(cases.subList(0, Math.min(count, cases.size())));
  }

  /** Returns the data set with some of its cases only, in their order; there may be none. */
  public Dataset onlyCases(Predicate<LabelledCase> included) {
    return withCases(cases.stream().filter(included).toList());
  }

  private Dataset withCases(List<LabelledCase> some) {
    return new Dataset(name, modalities, labels, intensities, some, skipped);
  }

  /**
   * An image with its labels.
   *
   * @param id name of the image file without its extension, and without the channel that nnU-Net
   *     appends; different for all cases of a data set
   * @param images one file with all channels of the image, or a file for each channel in their
   *     order
   */
  public record LabelledCase(String id, List<Path> images, Path label) {
    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if it is empty
     */
    public LabelledCase {
      images = List.copyOf(images);
      if (images.isEmpty()) {
        throw new IllegalArgumentException("images must be at least one, got none for case " + id);
      }
    }

    /** Describes an image in one file. */
    public LabelledCase(String id, Path image, Path label) {
      this(id, List.of(image), label);
    }

    /** Returns whether each channel has a file of its own. */
    public boolean hasChannelFiles() {
      return images.size() > 1;
    }

    /**
     * Returns the file with a channel.
     *
     * @param channel from 0; all channels are in one file unless each has its own
     * @throws IndexOutOfBoundsException if each channel has a file of its own, and there are fewer
     */
    public Path image(int channel) {
      return images.get(hasChannelFiles() ? channel : 0);
    }
  }
}
