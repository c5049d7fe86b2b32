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
  // in the order of their numbers, from 1

  /** Gliomas in four MR sequences. */
  BRAIN_TUMOUR(
      "BrainTumour",
      List.of("FLAIR", "T1w", "T1gd", "T2w"),
      List.of("oedema", "non-enhancing tumour", "enhancing tumour"),
      "BrainTumor",
      "BRATS"),
  /** The left atrium in MR. */
  HEART("Heart", List.of("MRI"), List.of("left atrium"), "LeftAtrium"),
  /** The liver and its tumours in CT. */
  LIVER("Liver", List.of("CT"), List.of("liver", "tumour")),
  /** Two parts of the hippocampus in MR. */
  HIPPOCAMPUS("Hippocampus", List.of("MRI"), List.of("anterior", "posterior")),
  /** Two zones of the prostate in two MR sequences. */
  PROSTATE("Prostate", List.of("T2", "ADC"), List.of("peripheral zone", "transition zone")),
  /** Lung tumours in CT. */
  LUNG("Lung", List.of("CT"), List.of("tumour"), "LungTumour", "LungTumours"),
  /** The pancreas and its tumours in CT. */
  PANCREAS("Pancreas", List.of("CT"), List.of("pancreas", "tumour")),
  /** Vessels of the liver, and its tumours, in CT. */
  HEPATIC_VESSEL("HepaticVessel", List.of("CT"), List.of("vessel", "tumour"), "HepaticVessels"),
  /** The spleen in CT. */
  SPLEEN("Spleen", List.of("CT"), List.of("spleen")),
  /** Colon cancer in CT. */
  COLON("Colon", List.of("CT"), List.of("cancer"), "ColonCancer");

  private static final Pattern NUMBERED = Pattern.compile("Task0*(\\d+)[_ -]*(.*)");

  private final String title;
  private final List<String> modalities;
  private final List<String> labels;
  private final List<String> otherTitles;

  MsdTask(String title, List<String> modalities, List<String> labels, String... otherTitles) {
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
        .filter(
            task -> !hasNumber || numbered.group(1).equals(Integer.toString(task.ordinal() + 1)))
        .filter(task -> letters(task.title).equals(title)
            || task.otherTitles.stream().anyMatch(other -> letters(other).equals(title)))
        .findFirst();
  }

  private static String letters(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
  }
}
