// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.sam4j.eval.predictor.StubPredictor.Answer;
import io.github.sam4j.eval.protocol.Protocol.SliceObject;
import io.github.sam4j.eval.protocol.Protocol.Trial;
import io.github.sam4j.eval.protocol.Protocols.Placement;
import io.github.sam4j.eval.protocol.Protocols.Prompts;
import io.github.sam4j.image.Spacing;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.mask.ScoredMask;
import io.github.sam4j.progress.Progress;
import io.github.sam4j.prompt.Prompt;
import io.github.sam4j.prompt.PromptPoint;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SeededProtocolTest {
  private static final Mask DISC = Mask.of(50, 40, (x, y) -> Math.hypot(x - 20, y - 18) < 12.5);

  private static RecordedSlice slice(Mask object) {
    return new RecordedSlice(prompt -> Answer.of(object, prompt.isMultimask()));
  }

  private static List<PromptPoint> points(Protocol protocol, SliceObject object) {
    RecordedSlice slice = slice(object.truth());
    protocol.run(slice, object, Progress.none());
    return slice.prompts().stream().flatMap(prompt -> prompt.points().stream()).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5, 10, 17})
  void asksForExactlySoManyPointsOfTheObject(int count) {
    for (Prompts prompts : Prompts.values()) {
      SeededProtocol protocol = new SeededProtocol(count, Placement.RANDOM, prompts, 3);

      List<PromptPoint> points = points(protocol, TestObjects.of(DISC));

      assertThat(new HashSet<>(points)).hasSize(count);
      assertThat(points).hasSize(count).allSatisfy(point -> {
        assertThat(point.foreground()).isTrue();
        assertThat(DISC.get((int) point.x(), (int) point.y())).isTrue();
      });
    }
  }

  @Test
  void smallObjectGivesAllItsPixelsAndTheTextTells() {
    Mask two = TestObjects.drawn("....", ".##.", "....");

    List<Trial> trials = new SeededProtocol(5, Placement.RANDOM, Prompts.JOINT, 0)
        .run(slice(two), TestObjects.of(two), Progress.none());

    assertThat(trials)
        .singleElement()
        .extracting(Trial::prompt)
        .asString()
        .contains("+(1, 1)", "+(2, 1)")
        .endsWith(" (2 of 5)");
  }

  @Test
  void jointPointsAreOnePromptAndPooledOnesManyInOneCall() {
    RecordedSlice joint = slice(DISC);
    RecordedSlice pooled = slice(DISC);
    SliceObject object = TestObjects.of(DISC);

    List<Trial> ofJoint = new SeededProtocol(3, Placement.RANDOM, Prompts.JOINT, 1)
        .run(joint, object, Progress.none());
    List<Trial> ofPooled = new SeededProtocol(3, Placement.RANDOM, Prompts.POOLED, 1)
        .run(pooled, object, Progress.none());

    assertThat(joint.calls()).hasSize(1);
    assertThat(joint.prompts()).hasSize(1).allMatch(Prompt::isMultimask);
    assertThat(pooled.calls()).hasSize(1);
    assertThat(pooled.prompts()).hasSize(3).allMatch(Prompt::isMultimask);
    assertThat(ofJoint.get(0).pool()).hasSize(3);
    assertThat(ofPooled.get(0).pool()).hasSize(9);
    assertThat(ofPooled.get(0).prompt().replace(" |", ""))
        .isEqualTo(ofJoint.get(0).prompt());
  }

  @Test
  void otherSeedsObjectsAndSlicesGiveOtherPoints() {
    SliceObject object = TestObjects.of(DISC);
    SliceObject nextSlice =
        new SliceObject("case", 8, "organ", DISC, Spacing.UNIT, OptionalLong.of(5000));
    SliceObject otherName =
        new SliceObject("case", 7, "tumour", DISC, Spacing.UNIT, OptionalLong.of(5000));

    List<PromptPoint> points =
        points(new SeededProtocol(5, Placement.RANDOM, Prompts.JOINT, 1), object);

    assertThat(points(new SeededProtocol(5, Placement.RANDOM, Prompts.JOINT, 1), object))
        .isEqualTo(points);
    assertThat(points(new SeededProtocol(5, Placement.RANDOM, Prompts.JOINT, 2), object))
        .isNotEqualTo(points);
    assertThat(points(new SeededProtocol(5, Placement.RANDOM, Prompts.JOINT, 1), nextSlice))
        .isNotEqualTo(points);
    assertThat(points(new SeededProtocol(5, Placement.RANDOM, Prompts.JOINT, 1), otherName))
        .isNotEqualTo(points);
  }

  @Test
  void centreIsTheFirstOfTheFarthestPixels() {
    Mask bar = TestObjects.rectangle(20, 10, 3, 2, 12, 6);

    assertThat(points(Protocols.seeded(), TestObjects.of(bar)))
        .containsExactly(new PromptPoint(5, 4, true));
  }

  @Test
  void centreOfMassOutsideOfTheObjectGoesToItsNearestPixel() {
    Mask bow = TestObjects.drawn(
        ".......", //
        ".#####.", ".#...#.", ".#...#.", ".#...#.");
    SeededProtocol protocol = new SeededProtocol(1, Placement.CENTRE_OF_MASS, Prompts.JOINT, 0);

    // the mean is (3, 26/11): 15/11 below the bar, 2 from each leg
    assertThat(points(protocol, TestObjects.of(bow))).containsExactly(new PromptPoint(3, 1, true));
  }

  @Test
  void eachOutputIsTakenByItselfAndTiesGoToTheFirst() {
    Mask truth = TestObjects.rectangle(20, 10, 2, 2, 9, 7);
    Mask half = TestObjects.rectangle(20, 10, 2, 2, 5, 7);
    Mask otherHalf = TestObjects.rectangle(20, 10, 6, 2, 9, 7);
    List<ScoredMask> answer = List.of(
        new Answer(Mask.empty(20, 10), 0.5f), new Answer(half, 0.9f), new Answer(otherHalf, 0.9f));

    Trial trial = Protocols.seeded()
        .run(new RecordedSlice(prompt -> answer), TestObjects.of(truth), Progress.none())
        .get(0);

    assertThat(trial.choices())
        .containsExactly(
            new Trial.Choice("SEEDED_MASK_0", List.of(0), Mask.empty(20, 10)),
            new Trial.Choice("SEEDED_MASK_1", List.of(1), half),
            new Trial.Choice("SEEDED_MASK_2", List.of(2), otherHalf),
            new Trial.Choice("SEEDED_HIGHEST_PREDICTED_IOU", List.of(1), half),
            new Trial.Choice("SEEDED_BEST_IOU", List.of(1), half));
  }

  @Test
  void pooledCandidatesAreChosenAsThoseOfAutomaticMasks() {
    Mask truth = TestObjects.rectangle(20, 10, 2, 2, 9, 7);
    Mask half = TestObjects.rectangle(20, 10, 2, 2, 5, 7);
    Mask most = TestObjects.rectangle(20, 10, 3, 2, 9, 7);
    Mask quarter = TestObjects.rectangle(20, 10, 2, 2, 3, 7);
    List<ScoredMask> answer =
        List.of(new Answer(quarter, 0.5f), new Answer(half, 0.9f), new Answer(most, 0.7f));
    Protocol protocol = new SeededProtocol(1, Placement.DISTANCE_CENTRE, Prompts.POOLED, 0);

    Trial trial = protocol
        .run(new RecordedSlice(prompt -> answer), TestObjects.of(truth), Progress.none())
        .get(0);

    assertThat(trial.choices())
        .containsExactly(
            new Trial.Choice("SEEDED_ALL_UNION", List.of(0, 1, 2), truth),
            new Trial.Choice("SEEDED_BEST_IOU", List.of(2), most),
            new Trial.Choice("SEEDED_IOU_GT_025_UNION", List.of(1, 2), truth),
            new Trial.Choice("SEEDED_IOU_GT_050_UNION", List.of(2), most),
            new Trial.Choice("SEEDED_HIGHEST_PREDICTED_IOU", List.of(1), half));
  }

  @Test
  void nameTellsWhatIsNotDefault() {
    assertThat(Protocols.seeded().name()).isEqualTo("seeded");
    assertThat(new SeededProtocol(5, Placement.RANDOM, Prompts.JOINT, 0).name())
        .isEqualTo("seeded-5-random-joint");
    assertThat(new SeededProtocol(10, Placement.RANDOM, Prompts.POOLED, 7).name())
        .isEqualTo("seeded-10-random-pooled-seed7");
    assertThat(new SeededProtocol(1, Placement.DISTANCE_CENTRE, Prompts.POOLED, 7).name())
        .isEqualTo("seeded-1-centre-pooled");
  }

  @Test
  void optionsTellEveryChoice() {
    assertThat(new SeededProtocol(5, Placement.RANDOM, Prompts.JOINT, 8).options())
        .containsEntry("points", "5")
        .containsEntry("placement", "uniform random in the object")
        .containsEntry("prompts", "one joint prompt")
        .containsEntry("seed", "8");
    assertThat(Protocols.seeded().options())
        .containsEntry("placement", "centre of the distance transform")
        .doesNotContainKey("seed");
  }

  @Test
  void severalPointsAtOneCentreAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SeededProtocol(3, Placement.CENTRE_OF_MASS, Prompts.JOINT, 0))
        .withMessageContaining("one centre")
        .withMessageContaining("points=3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SeededProtocol(0, Placement.RANDOM, Prompts.JOINT, 0))
        .withMessageContaining("points=0");
  }
}
