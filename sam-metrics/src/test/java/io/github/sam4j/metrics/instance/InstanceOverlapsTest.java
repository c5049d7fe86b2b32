// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.sam4j.mask.LabelGrid;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.mask.VoxelMask;
import io.github.sam4j.metrics.IouThreshold;
import io.github.sam4j.metrics.LabelOverlaps;
import io.github.sam4j.metrics.instance.InstanceOverlaps.Pair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class InstanceOverlapsTest {
  private static final int WIDTH = 67;
  private static final int HEIGHT = 31;

  private static final List<IouThreshold> THRESHOLDS = Stream.concat(
          Stream.of(
              IouThreshold.moreThan(0, 1),
              IouThreshold.moreThan(1, 4),
              IouThreshold.atLeast(1, 3),
              IouThreshold.MORE_THAN_HALF),
          IouThreshold.FROM_50_TO_95.stream())
      .toList();

  /** Overlapping discs, later ones on top, slightly shifted in the second map. */
  private static int[][] labelMaps(Random random) {
    int[][] maps = new int[2][WIDTH * HEIGHT];
    for (int label = 1; label <= 12; label++) {
      int x = random.nextInt(WIDTH);
      int y = random.nextInt(HEIGHT);
      int radius = 2 + random.nextInt(7);
      draw(maps[0], x, y, radius, label);
      draw(maps[1], x + random.nextInt(4), y + random.nextInt(3), radius, label);
    }
    return maps;
  }

  private static void draw(int[] map, int centreX, int centreY, int radius, int label) {
    for (int i = 0; i < map.length; i++) {
      int dx = i % WIDTH - centreX;
      int dy = i / WIDTH - centreY;
      if (dx * dx + dy * dy < radius * radius) {
        map[i] = label;
      }
    }
  }

  private static LabelGrid grid(int[] labels) {
    return LabelGrid.of(WIDTH, HEIGHT, 1, labels);
  }

  @Test
  void namesOfLabelsDoNotMatter_seed3() {
    Random random = new Random(3);
    for (int round = 0; round < 20; round++) {
      int[][] maps = labelMaps(random);
      int factor = 1 + 2 * random.nextInt(500);
      // odd factors permute the remainders of a power of two
      int[] renamed = Arrays.stream(maps[1])
          .map(label -> label == 0 ? -5 : label * factor % 1024)
          .toArray();
      InstanceOverlaps overlaps = InstanceOverlaps.between(grid(maps[0]), grid(maps[1]));
      InstanceOverlaps other = InstanceOverlaps.between(grid(maps[0]), grid(renamed));

      for (IouThreshold threshold : THRESHOLDS) {
        InstanceMatching matching = overlaps.match(threshold);
        assertThat(other.match(threshold).truePositives()).isEqualTo(matching.truePositives());
        assertThat(other.match(threshold).falsePositives()).isEqualTo(matching.falsePositives());
        assertThat(other.match(threshold).iouSum()).isCloseTo(matching.iouSum(), within(1e-12));
        assertThat(other.detected(threshold)).isEqualTo(overlaps.detected(threshold));
      }
      assertThat(other.meanAccuracy()).isEqualTo(overlaps.meanAccuracy());
      assertThat(other.meanBestIou()).isEqualTo(overlaps.meanBestIou());
    }
  }

  @Test
  void swappedRolesExchangeFalsePositivesAndMisses_seed5() {
    Random random = new Random(5);
    for (int round = 0; round < 20; round++) {
      int[][] maps = labelMaps(random);
      InstanceOverlaps overlaps = InstanceOverlaps.between(grid(maps[0]), grid(maps[1]));
      InstanceOverlaps swapped = InstanceOverlaps.between(grid(maps[1]), grid(maps[0]));

      for (IouThreshold threshold : THRESHOLDS) {
        InstanceMatching matching = overlaps.match(threshold);
        InstanceMatching exchanged = swapped.match(threshold);
        assertThat(exchanged.truePositives()).isEqualTo(matching.truePositives());
        assertThat(exchanged.falsePositives()).isEqualTo(matching.falseNegatives());
        assertThat(exchanged.falseNegatives()).isEqualTo(matching.falsePositives());
        assertThat(exchanged.iouSum()).isCloseTo(matching.iouSum(), within(1e-12));
        assertThat(exchanged.precision()).isEqualTo(matching.recall());
        assertThat(exchanged.f1()).isEqualTo(matching.f1());
        assertThat(exchanged.accuracy()).isEqualTo(matching.accuracy());
      }
    }
  }

  @Test
  void matchedObjectsReachTheThresholdOneToOne_seed11() {
    Random random = new Random(11);
    for (int round = 0; round < 20; round++) {
      int[][] maps = labelMaps(random);
      InstanceOverlaps overlaps = InstanceOverlaps.between(grid(maps[0]), grid(maps[1]));

      for (IouThreshold threshold : THRESHOLDS) {
        InstanceMatching matching = overlaps.match(threshold);
        assertThat(matching.threshold()).isEqualTo(threshold);
        assertThat(matching.pairs())
            .allMatch(pair -> threshold.accepts(pair.intersection(), pair.union()));
        assertThat(matching.pairs())
            .allMatch(pair -> threshold.inclusive()
                ? pair.iou() >= threshold.value()
                : pair.iou() > threshold.value());
        assertThat(matching.pairs()).extracting(Pair::reference).doesNotHaveDuplicates();
        assertThat(matching.pairs()).extracting(Pair::prediction).doesNotHaveDuplicates();
        // one to one can't find more than each on its own
        assertThat(matching.truePositives()).isLessThanOrEqualTo(overlaps.detected(threshold));
        assertThat(matching.panopticQuality())
            .isCloseTo(
                matching.truePositives() == 0
                    ? 0
                    : matching.segmentationQuality() * matching.recognitionQuality(),
                within(1e-12));
      }
    }
  }

  @Test
  void masksOfLabelsGiveWhatLabelsGive_seed13() {
    int[][] maps = labelMaps(new Random(13));
    LabelGrid reference = grid(maps[0]);
    LabelGrid prediction = grid(maps[1]);
    LabelOverlaps labels = LabelOverlaps.between(reference, prediction);
    List<VoxelMask> references = labels.referenceLabels().stream()
        .map(l -> VoxelMask.label(reference, l))
        .toList();
    List<VoxelMask> predictions = labels.predictionLabels().stream()
        .map(l -> VoxelMask.label(prediction, l))
        .toList();

    InstanceOverlaps ofLabels = InstanceOverlaps.of(labels);
    InstanceOverlaps ofVoxels = InstanceOverlaps.ofVoxelMasks(references, predictions);
    InstanceOverlaps ofPixels = InstanceOverlaps.ofMasks(planes(references), planes(predictions));

    List<Pair> byPlace = ofLabels.pairs().stream()
        .map(pair -> new Pair(
            labels.referenceLabels().indexOf(pair.reference()),
            labels.predictionLabels().indexOf(pair.prediction()),
            pair.intersection(),
            pair.union()))
        .toList();
    assertThat(byPlace).hasSizeGreaterThan(10);
    assertThat(ofVoxels.pairs()).isEqualTo(byPlace);
    assertThat(ofPixels.pairs()).isEqualTo(byPlace);
    assertThat(ofVoxels.references()).isEqualTo(places(references.size()));
    assertThat(ofPixels.predictions()).isEqualTo(places(predictions.size()));
  }

  private static List<Mask> planes(List<VoxelMask> masks) {
    return masks.stream().map(mask -> mask.plane(0)).toList();
  }

  private static List<Integer> places(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  @Test
  void onlyOneOfSeveralMasksOfTheSameObjectIsMatched() {
    Mask object = box(2, 8);
    List<Mask> predictions = List.of(box(2, 7), object, box(1, 8), Mask.empty(16, 1));

    InstanceOverlaps overlaps = InstanceOverlaps.ofMasks(List.of(object), predictions);
    InstanceMatching matching = overlaps.match(IouThreshold.MORE_THAN_HALF);

    assertThat(overlaps.pairs()).hasSize(3);
    assertThat(matching.pairs()).containsExactly(new Pair(0, 1, 6, 6));
    assertThat(matching.falsePositives()).isEqualTo(3);
    assertThat(overlaps.meanBestIou()).isEqualTo(1);
  }

  /** Columns {@code [from, to)} of one row. */
  private static Mask box(int from, int to) {
    return Mask.of(16, 1, (x, y) -> x >= from && x < to);
  }

  @Test
  void emptyReferenceMaskIsAMiss() {
    List<Mask> references = new ArrayList<>(List.of(Mask.empty(16, 1), box(0, 4)));

    InstanceOverlaps overlaps = InstanceOverlaps.ofMasks(references, List.of(box(0, 3)));
    references.clear();

    assertThat(overlaps.match(IouThreshold.moreThan(0, 1)).falseNegatives()).isEqualTo(1);
    assertThat(overlaps.detectedFraction(IouThreshold.moreThan(0, 1))).isEqualTo(0.5);
    assertThat(overlaps.meanBestIou()).isEqualTo(0.375);
    assertThat(overlaps.toString()).contains("references=2").contains("pairs=1");
  }

  @Test
  void withoutObjectsScoresAreUndefined() {
    InstanceOverlaps overlaps = InstanceOverlaps.ofMasks(List.of(), List.of());

    assertThat(overlaps.meanAccuracy()).isNaN();
    assertThat(overlaps.meanBestIou()).isNaN();
    assertThat(overlaps.detectedFraction(IouThreshold.MORE_THAN_HALF)).isNaN();
  }

  @Test
  void differentSizesAreRefused() {
    assertThatThrownBy(
            () -> InstanceOverlaps.ofMasks(List.of(box(0, 1)), List.of(Mask.empty(15, 1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("16x1")
        .hasMessageContaining("15x1");
    assertThatThrownBy(
            () -> InstanceOverlaps.between(LabelGrid.of(1, 1, 1, 0), LabelGrid.of(1, 1, 2, 0, 0)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
