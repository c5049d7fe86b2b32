package io.github.sam4j.eval;

import io.github.sam4j.image.RgbImage;
import io.github.sam4j.io.Images;
import io.github.sam4j.io.overlay.Colour;
import io.github.sam4j.io.overlay.Overlay;
import io.github.sam4j.mask.Mask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps for every task the slice of the highest and of the lowest Dice of one selection, to look
 * at. Not for use by several threads.
 */
public final class BestAndWorst {
  private static final int PICTURE_SIDE = 512;
  private static final double OPACITY = 0.45;

  private final String selection;
  private final Map<String, Extremes> byTask = new LinkedHashMap<>();

  /** Watches the given selection. */
  public BestAndWorst(String selection) {
    this.selection = selection;
  }

  private static final class Extremes {
    private @Nullable SliceResult best;
    private @Nullable SliceResult worst;
  }

  /** Looks at one more slice; of equal ones the first is kept. */
  public void add(SliceResult result) {
    Extremes extremes = byTask.computeIfAbsent(result.task(), task -> new Extremes());
    if (extremes.best == null || dice(result) > dice(extremes.best)) {
      extremes.best = result;
    }
    if (extremes.worst == null || dice(result) < dice(extremes.worst)) {
      extremes.worst = result;
    }
  }

  private double dice(SliceResult result) {
    return result.foregroundScore(selection).overlap().dice();
  }

  /**
   * Writes {@code TASK_best.png} and {@code TASK_worst.png}: what was chosen tinted, the ground
   * truth outlined.
   *
   * @return the files
   * @throws IOException if writing fails
   */
  public List<Path> writePictures(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    for (var entry : byTask.entrySet()) {
      files.addAll(write(folder, entry.getKey() + "_best.png", entry.getValue().best));
      files.addAll(write(folder, entry.getKey() + "_worst.png", entry.getValue().worst));
    }
    return files;
  }

  private List<Path> write(Path folder, String name, @Nullable SliceResult result)
      throws IOException {
    if (result == null) {
      return List.of();
    }
    Path file = folder.resolve(name);
    Images.writePng(picture(result), file);
    return List.of(file);
  }

  private RgbImage picture(SliceResult result) {
    Mask chosen = Mask.empty(result.truth().width(), result.truth().height());
    for (int index : result.foregroundScore(selection).chosen()) {
      chosen = chosen.or(result.pool().get(index));
    }
    return Overlay.on(result.image())
        .fill(chosen, Colour.ofPalette(0), OPACITY)
        .outline(result.truth(), Colour.ofPalette(1))
        .enlargedToAtLeast(PICTURE_SIDE)
        .render();
  }
}
