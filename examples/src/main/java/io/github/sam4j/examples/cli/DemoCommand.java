package io.github.sam4j.examples.cli;

import io.github.sam4j.SamSegmenter;
import io.github.sam4j.automatic.AutomaticMaskSettings;
import io.github.sam4j.eval.PaperProtocol;
import io.github.sam4j.eval.PaperRun;
import io.github.sam4j.eval.ScoreTable;
import io.github.sam4j.eval.SliceResult;
import io.github.sam4j.eval.SliceScore;
import io.github.sam4j.examples.demo.SyntheticVolume;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.io.Images;
import io.github.sam4j.io.Volumes;
import io.github.sam4j.io.overlay.Colour;
import io.github.sam4j.io.overlay.Overlay;
import io.github.sam4j.io.volume.Axis;
import io.github.sam4j.io.volume.Intensity;
import io.github.sam4j.io.volume.LabelVolume;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.metrics.selection.MaskSelection;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The whole way on a volume made in code. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Makes a synthetic MR-like volume with known organs, finds automatic masks on every slice, scores them and writes"
            + " a picture, a segmentation and the scores. Needs no data.")
final class DemoCommand implements Callable<Integer> {
  private static final long SEED = 2312;
  private static final int POINTS_PER_SIDE = 16;
  private static final int PICTURE_SIDE = 640;
  private static final double OPACITY = 0.5;
  private static final double GOOD_IOU = 0.5;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "sam4j-demo",
      description = "folder for the results; created if missing (default: ${DEFAULT-VALUE})")
  private Path out = Path.of("sam4j-demo");

  @Mixin
  private ModelOptions model = new ModelOptions();

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    OutputFiles.createFolder(out);
    SyntheticVolume volume = SyntheticVolume.ofSeed(SEED);
    PaperProtocol protocol = PaperProtocol.builder()
        .automatic(
            AutomaticMaskSettings.builder().pointsPerSide(POINTS_PER_SIDE).build())
        .build();
    PaperRun.LabelledVolume input = new PaperRun.LabelledVolume(
        "synthetic",
        "abdomen",
        volume.image(),
        volume.labels(),
        SyntheticVolume.names(),
        Intensity.percentile(0.5, 99.5));
    List<SliceResult> results = new ArrayList<>();
    PrintWriter console = spec.commandLine().getOut();
    console.println("synthetic MR-like volume of seed " + SEED + ", automatic masks from "
        + POINTS_PER_SIDE + " x " + POINTS_PER_SIDE + " points a slice, intensity "
        + input.intensity().name());
    console.flush();
    try (SamSegmenter sam = model.open();
        ProgressLine progress = ProgressLine.onStandardError()) {
      new PaperRun(sam, protocol).run(input, results::add, progress);
    }
    write(volume, results, console);
    return ExitCode.OK;
  }

  private void write(SyntheticVolume volume, List<SliceResult> results, PrintWriter console)
      throws IOException {
    ScoreTable table = ScoreTable.of(
        results.stream().flatMap(result -> result.scores().stream()).toList());
    LabelVolume.Builder segmentation = LabelVolume.builder(volume.image(), Axis.THROUGH_PLANE);
    for (SliceResult result : results) {
      organs(result).forEach((label, mask) -> segmentation.set(result.slice(), mask, label));
    }
    Path picture = out.resolve("overlay.png");
    Path labels = out.resolve("segmentation.nii.gz");
    Path scores = out.resolve("scores.csv");
    Images.writePng(draw(results.get(results.size() / 2)), picture);
    Volumes.write(volume.image(), out.resolve("volume.nii.gz"));
    Volumes.write(volume.labels(), out.resolve("truth.nii.gz"));
    Volumes.writeLabels(segmentation.build(), labels);
    table.writeCsv(scores);
    console.println();
    console.print(table.toText());
    console.println();
    console.println("picture of the middle slice   " + picture);
    console.println(
        "segmentation as NIfTI         " + labels + "  (volume.nii.gz and truth.nii.gz beside it)");
    console.println("scores as CSV                 " + scores);
    console.flush();
  }

  /** The best mask of each organ on a slice, where it is a good one. */
  private static Map<Integer, Mask> organs(SliceResult result) {
    SortedMap<Integer, String> names = SyntheticVolume.names();
    String best = MaskSelection.bestIou().name();
    Map<Integer, Mask> organs = new LinkedHashMap<>();
    names.forEach((label, name) -> {
      for (SliceScore score : result.scores()) {
        if (score.object().equals(name)
            && score.selection().equals(best)
            && score.overlap().iou() > GOOD_IOU) {
          organs.put(label, result.pool().get(score.chosen().get(0)));
        }
      }
    });
    return organs;
  }

  /** What was found tinted, the truth outlined. */
  private static RgbImage draw(SliceResult result) {
    Overlay drawing = Overlay.on(result.image());
    for (var organ : organs(result).entrySet()) {
      drawing = drawing.fill(organ.getValue(), Colour.ofPalette(organ.getKey() - 1), OPACITY);
    }
    return drawing
        .outline(result.truth(), Colour.ofPalette(3))
        .enlargedToAtLeast(PICTURE_SIDE)
        .render();
  }
}
