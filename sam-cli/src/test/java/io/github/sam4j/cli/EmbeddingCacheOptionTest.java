// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.cache.EmbeddingCacheStatistics;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.io.Images;
import io.github.sam4j.mask.Mask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cache of embeddings on the commands that segment. */
final class EmbeddingCacheOptionTest {
  private static final int SIDE = 96;

  @TempDir
  private Path folder;

  private Path images;
  private Path labels;
  private Path cache;
  private String model;

  @BeforeEach
  void paint() throws IOException {
    model = TinyModel.writeInto(folder);
    images = Files.createDirectories(folder.resolve("images"));
    labels = Files.createDirectories(folder.resolve("labels"));
    cache = folder.resolve("cache");
    for (int i = 0; i < 2; i++) {
      int radius = 14 + 5 * i;
      Mask disc = Mask.of(SIDE, SIDE, (x, y) -> Math.hypot(x - 44, y - 50) < radius);
      byte[] grey = disc.toByteArray(150);
      for (int p = 0; p < grey.length; p++) {
        grey[p] = (byte) (grey[p] + 40 + p * 31 % 11);
      }
      Images.writePng(RgbImage.ofGrey(SIDE, SIDE, grey), picture(i));
      Images.writePng(disc, labels.resolve("disc_" + i + ".png"));
    }
  }

  private Path picture(int number) {
    return images.resolve("disc_" + number + ".png");
  }

  private Outcome tables(Path out, Object... more) {
    List<Object> arguments = List.of(
        "paper-tables",
        "--images",
        images,
        "--labels",
        labels,
        "--protocols",
        "box",
        "--model",
        model,
        "--out",
        out);
    Outcome outcome =
        Outcome.run(Stream.concat(arguments.stream(), Stream.of(more)).toArray());
    assertThat(outcome.code()).as(outcome.err()).isZero();
    return outcome;
  }

  private Outcome predict(Object where) {
    return Outcome.run(
        "predict",
        "--image",
        picture(0),
        "--point",
        "44,50,1",
        "--model",
        model,
        "--embedding-cache",
        where,
        "--out",
        folder.resolve("masks.json"));
  }

  @Test
  void tablesAreTheSameWithACacheThatIsEmptyFullOrAbsent() throws IOException {
    Path without = folder.resolve("without");
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");

    assertThat(tables(without).err()).doesNotContain("embedding cache");
    assertThat(tables(first, "--embedding-cache", cache).err())
        .contains("embedding cache: 0 of 2 embeddings reused, 0.0 s of encoding saved");
    assertThat(tables(second, "--embedding-cache", cache).err())
        .containsPattern(
            "embedding cache: 2 of 2 embeddings reused, \\d+\\.\\d s of encoding saved");

    for (String name : List.of("slices.csv", "table.csv", "volumes.csv")) {
      assertThat(first.resolve(name)).hasSameTextualContentAs(without.resolve(name));
      assertThat(second.resolve(name)).hasSameTextualContentAs(without.resolve(name));
    }
  }

  @Test
  void cacheIsNoPartOfTheRunsIdentity() {
    Path out = folder.resolve("out");
    tables(out);

    Outcome again = tables(out, "--embedding-cache", cache);

    assertThat(again.err())
        .contains("2 of 2 volumes are done", "embedding cache: nothing had to be encoded");
  }

  @Test
  void everyCommandUsesTheSameEmbeddings() {
    tables(folder.resolve("out"), "--embedding-cache", cache);

    Outcome predicted = predict(cache);
    Outcome automatic = Outcome.run(
        "automatic",
        "--image",
        picture(1),
        "--points-per-side",
        2,
        "--model",
        model,
        "--embedding-cache",
        cache,
        "--out",
        folder.resolve("automatic.json"));

    assertThat(predicted.code()).as(predicted.err()).isZero();
    assertThat(predicted.err()).contains("embedding cache: 1 of 1 embeddings reused");
    assertThat(automatic.code()).as(automatic.err()).isZero();
    assertThat(automatic.err()).contains("embedding cache: 1 of 1 embeddings reused");
  }

  @Test
  void fileInPlaceOfTheFolderIsRefused() throws IOException {
    Outcome outcome = predict(picture(1));

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err())
        .isEqualToIgnoringNewLines(
            "sam4j predict: expected a folder for embeddings, found the file " + picture(1));
    assertThat(folder.resolve("masks.json")).doesNotExist();
  }

  @Test
  void lineHasHitsRequestsAndSeconds() {
    assertThat(
            ModelOptions.reuse(new EmbeddingCacheStatistics(34, 0, 9, Duration.ofMillis(31_249))))
        .isEqualTo("embedding cache: 34 of 34 embeddings reused, 31.2 s of encoding saved");
    assertThat(ModelOptions.reuse(new EmbeddingCacheStatistics(1, 2, 9, Duration.ofMillis(-20))))
        .isEqualTo("embedding cache: 1 of 3 embeddings reused, 0.0 s of encoding saved");
  }
}
