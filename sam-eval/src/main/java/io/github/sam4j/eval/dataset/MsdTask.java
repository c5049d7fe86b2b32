// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.dataset;

import io.github.sam4j.io.volume.Intensity;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ten tasks of the Medical Segmentation Decathlon (Antonelli et al., Nature Communications 13,
 * 4128, 2022): their labels and channels, for a {@code dataset.json} without them.
 */
@SuppressWarnings("ImmutableEnumChecker") // the lists can't be changed
enum MsdTask {
  /** Gliomas in four MR sequences. */
  BRAIN_TUMOUR(
      1,
      "BrainTumour",
      List.of("FLAIR", "T1w", "T1gd", "T2w"),
      List.of("oedema", "non-enhancing tumour", "enhancing tumour"),
      "BrainTumor",
      "BRATS"),
  /** The left atrium in MR. */
  HEART(2, "Heart", List.of("MRI"), List.of("left atrium"), "LeftAtrium"),
  /** The liver and its tumours in CT. */
  LIVER(3, "Liver", List.of("CT"), List.of("liver", "tumour")),
  /** Two parts of the hippocampus in MR. */
  HIPPOCAMPUS(4, "Hippocampus", List.of("MRI"), List.of("anterior", "posterior")),
  /** Two zones of the prostate in two MR sequences. */
  PROSTATE(5, "Prostate", List.of("T2", "ADC"), List.of("peripheral zone", "transition zone")),
  /** Lung tumours in CT. */
  LUNG(6, "Lung", List.of("CT"), List.of("tumour"), "LungTumour", "LungTumours"),
  /** The pancreas and its tumours in CT. */
  PANCREAS(7, "Pancreas", List.of("CT"), List.of("pancreas", "tumour")),
  /** Vessels of the liver, and its tumours, in CT. */
  HEPATIC_VESSEL(8, "HepaticVessel", List.of("CT"), List.of("vessel", "tumour"), "HepaticVessels"),
  /** The spleen in CT. */
  SPLEEN(9, "Spleen", List.of("CT"), List.of("spleen")),
  /** Colon cancer in CT. */
  COLON(10, "Colon", List.of("CT"), List.of("cancer"), "ColonCancer");

  private static final Pattern NUMBERED = Pattern.compile("Task0*(\\d+)[_ -]*(.*)");

  private final int number;
  private final String title;
  private final List<String> modalities;
  private final List<String> labels;
  private final List<String> otherTitles;

  MsdTask(
      int number,
      String title,
      List<String> modalities,
      List<String> labels,
      String... otherTitles) {
    this.number = number;
    this.title = title;
    this.modalities = modalities;
    this.labels = labels;
    this.otherTitles = List.of(otherTitles);
  }

  boolean isCt() {
    return modalities.contains("CT");
  }

  /** Returns what each channel shows. */
  List<String> modalities() {
    return modalities;
  }

  /** Returns the names of the foreground labels by number. */
  SortedMap<Integer, String> labels() {
    SortedMap<Integer, String> names = new TreeMap<>();
    for (int i = 0; i < labels.size(); i++) {
      names.put(i + 1, labels.get(i));
    }
    return Collections.unmodifiableSortedMap(names);
  }

  /**
   * Returns how values become grey unless a run says otherwise: the soft tissue window for CT, the
   * lung window for lung tumours, minimum to maximum of the volume for MR.
   */
  Intensity intensity() {
    if (!isCt()) {
      return Intensity.minMaxVolume();
    }
    return this == LUNG ? Intensity.lung() : Intensity.softTissue();
  }

  /**
   * Returns the task of a name: that of its folder, with or without the number, or a name used in
   * files of the task. Case, blanks and punctuation don't matter; a number must be the task's own.
   */
  static Optional<MsdTask> named(String name) {
    Matcher numbered = NUMBERED.matcher(name);
    boolean hasNumber = numbered.matches();
    String title = letters(hasNumber ? numbered.group(2) : name);
    return Arrays.stream(values())
        .filter(task -> !hasNumber || numbered.group(1).equals(Integer.toString(task.number)))
        .filter(task -> letters(task.title).equals(title)
            || task.otherTitles.stream().anyMatch(other -> letters(other).equals(title)))
        .findFirst();
  }

  private static String letters(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
  }
}
