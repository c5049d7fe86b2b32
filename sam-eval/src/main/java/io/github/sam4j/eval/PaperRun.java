package io.github.sam4j.eval;

import io.github.sam4j.Progress;
import io.github.sam4j.SamSegmenter;
import io.github.sam4j.automatic.AutomaticMask;
import io.github.sam4j.automatic.AutomaticMaskGenerator;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.io.Volumes;
import io.github.sam4j.io.volume.Intensity;
import io.github.sam4j.io.volume.Slice;
import io.github.sam4j.io.volume.Volume;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.metrics.Overlap;
import io.github.sam4j.metrics.selection.MaskSelection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Runs the protocol over labelled volumes, slice by slice. */
public final class PaperRun {
  private final SamSegmenter sam;
  private final PaperProtocol protocol;

  /**
   * Prepares runs.
   *
   * @param sam used, not closed
   */
  public PaperRun(SamSegmenter sam, PaperProtocol protocol) {
    this.sam = sam;
    this.protocol = protocol;
  }

  /**
   * Runs a whole data set.
   *
   * @param results hears of every slice as soon as it is done
   * @param progress hears how far the run has come, and can cancel
   * @throws IOException if a volume can't be read
   * @throws DatasetException if an image and its labels don't fit each other, or a channel doesn't
   *     exist
   * @throws java.util.concurrent.CancellationException if the progress listener or an interrupt
   *     ended the run; results are complete up to the last slice that was heard of
   */
  public void run(MsdDataset dataset, Consumer<SliceResult> results, Progress progress)
      throws IOException {
    int cases = Math.min(dataset.cases().size(), protocol.maxCases().orElse(Integer.MAX_VALUE));
    for (int c = 0; c < cases; c++) {
      MsdDataset.Case one = dataset.cases().get(c);
      Volume image = channel(one, Volumes.read(one.image()));
      Volume labels = Volumes.read(one.label());
      checkFit(one, image, labels);
      int index = c;
      run(
          new LabelledVolume(
              dataset.task(),
              one.id(),
              image,
              labels,
              dataset.labels(),
              protocol.intensity(dataset)),
          results,
          progress.part((double) index / cases, (index + 1.0) / cases, one.id()));
    }
  }

  private Volume channel(MsdDataset.Case one, Volume image) throws DatasetException {
    int frames = image.shape().frames();
    if (frames == 1) {
      return image;
    }
    if (protocol.channel() >= frames) {
      throw new DatasetException(
          one.image(), "expected a channel below " + frames + ", got " + protocol.channel());
    }
    return image.frame(protocol.channel());
  }

  private void checkFit(MsdDataset.Case one, Volume image, Volume labels) throws DatasetException {
    if (!image.shape().equals(labels.shape())) {
      throw new DatasetException(
          one.label(),
          "expected labels of the image's shape " + image.shape() + ", found " + labels.shape());
    }
    int imageAxis = protocol.axis().arrayAxis(image.geometry());
    int labelAxis = protocol.axis().arrayAxis(labels.geometry());
    if (imageAxis != labelAxis) {
      throw new DatasetException(
          one.label(),
          "expected labels cut along array axis " + imageAxis + " as the image, found " + labelAxis
              + " by their geometry");
    }
  }

  /**
   * Runs one volume.
   *
   * @param results hears of every slice as soon as it is done
   * @param progress hears how far the volume has come, and can cancel
   * @throws java.util.concurrent.CancellationException if the progress listener or an interrupt
   *     ended the run; results are complete up to the last slice that was heard of
   */
  public void run(LabelledVolume volume, Consumer<SliceResult> results, Progress progress) {
    List<Slice> labels = volume.labels().slices(protocol.axis()).stream()
        .filter(slice -> !slice.foreground().isEmpty())
        .toList();
    List<Slice> images = volume.image().slices(protocol.axis());
    AutomaticMaskGenerator generator = sam.automatic(protocol.automatic());
    for (int i = 0; i < labels.size(); i++) {
      Slice label = labels.get(i);
      RgbImage rgb = images.get(label.index()).toRgb(volume.intensity());
      Progress ofSlice = progress.part(
          (double) i / labels.size(), (i + 1.0) / labels.size(), "slice " + label.index());
      results.accept(score(volume, label, rgb, generator.generate(rgb, ofSlice)));
    }
    progress.update(1, "all slices");
  }

  private SliceResult score(
      LabelledVolume volume, Slice label, RgbImage image, List<AutomaticMask> pool) {
    Mask foreground = label.foreground();
    List<SliceScore> scores = new ArrayList<>();
    objects(foreground, label, volume.names()).forEach((object, truth) -> {
      for (MaskSelection selection : protocol.selections()) {
        MaskSelection.Selected selected = selection.select(truth, pool);
        scores.add(new SliceScore(
            volume.task(),
            volume.id(),
            label.index(),
            object,
            selection.name(),
            pool.size(),
            selected.indices(),
            Overlap.between(truth, selected.mask())));
      }
    });
    return new SliceResult(
        volume.task(),
        volume.id(),
        label.index(),
        image,
        foreground,
        pool.stream().map(AutomaticMask::mask).toList(),
        scores);
  }

  /** The whole foreground, then each label of several that is on the slice. */
  private static Map<String, Mask> objects(
      Mask foreground, Slice label, SortedMap<Integer, String> names) {
    Map<String, Mask> objects = new LinkedHashMap<>();
    objects.put(SliceResult.FOREGROUND, foreground);
    if (names.size() > 1) {
      names.forEach((number, name) -> {
        Mask mask = label.label(number);
        if (!mask.isEmpty()) {
          objects.put(name, mask);
        }
      });
    }
    return objects;
  }

  /**
   * A volume to run.
   *
   * @param task data set, for the report
   * @param id the volume's name, for the report
   * @param image what SAM sees
   * @param labels the ground truth, of the image's shape
   * @param names names of the foreground labels
   * @param intensity how values become grey
   */
  public record LabelledVolume(
      String task,
      String id,
      Volume image,
      Volume labels,
      SortedMap<Integer, String> names,
      Intensity intensity) {
    /** Copies the names. */
    public LabelledVolume {
      names = Collections.unmodifiableSortedMap(new TreeMap<>(names));
    }
  }
}
