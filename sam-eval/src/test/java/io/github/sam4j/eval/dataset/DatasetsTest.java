// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.eval.dataset.Dataset.LabelledCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DatasetsTest {
  @TempDir
  private Path folder;

  private Path images = Path.of("");
  private Path labels = Path.of("");

  @BeforeEach
  void makeFolders() throws IOException {
    images = Files.createDirectory(folder.resolve("images"));
    labels = Files.createDirectory(folder.resolve("labels"));
  }

  @Test
  void filesArePairedByNameAndSorted() throws IOException {
    DatasetFiles.make(images, "z.nii.gz", "b.jpg", "a.PNG", "c.d.nii", "._a.PNG", ".DS_Store");
    DatasetFiles.make(labels, "a.png", "b.png", "c.d.nii.gz", "z.nii", "._z.nii");

    Dataset dataset = Datasets.folders("own", images, labels);

    assertThat(dataset.name()).isEqualTo("own");
    assertThat(dataset.cases())
        .containsExactly(
            new LabelledCase("a", images.resolve("a.PNG"), labels.resolve("a.png")),
            new LabelledCase("b", images.resolve("b.jpg"), labels.resolve("b.png")),
            new LabelledCase("c.d", images.resolve("c.d.nii"), labels.resolve("c.d.nii.gz")),
            new LabelledCase("z", images.resolve("z.nii.gz"), labels.resolve("z.nii")));
    assertThat(dataset.skipped()).isEmpty();
    assertThat(dataset.labels()).isEmpty();
  }

  @Test
  void whatHasNoPartnerIsReported() throws IOException {
    DatasetFiles.make(images, "a.png", "a.jpg", "lonely.png", "readme.txt");
    DatasetFiles.make(labels, "a.png", "other.png");

    assertThat(DatasetFiles.skipped(folder, Datasets.folders("own", images, labels)))
        .containsOnly(
            Map.entry("images/a.png", "another file has the same name but for the extension"),
            Map.entry("images/lonely.png", "image without label"),
            Map.entry("images/readme.txt", "expected .nii, .nii.gz, .png or .jpg"),
            Map.entry("labels/other.png", "label without image"));
  }

  @Test
  void channelsInFilesOfTheirOwnAreOneImage() throws IOException {
    DatasetFiles.make(
        images, "a_0000.nii.gz", "a_0001.nii.gz", "b_0000.nii.gz", "b.nii.gz", "c_0000.nii.gz");
    DatasetFiles.make(images, "a_0003.nii.gz", "d_0001.nii.gz");
    DatasetFiles.make(labels, "a.nii.gz", "b.nii.gz", "c_0000.nii.gz", "d.nii.gz");

    Dataset dataset = Datasets.folders("own", images, labels);

    assertThat(dataset.cases()).extracting(LabelledCase::id).containsExactly("a", "b", "c_0000");
    assertThat(dataset.cases().get(0).images())
        .containsExactly(images.resolve("a_0000.nii.gz"), images.resolve("a_0001.nii.gz"));
    assertThat(dataset.cases().get(0).image(1)).isEqualTo(images.resolve("a_0001.nii.gz"));
    assertThat(dataset.cases().get(1).image(1)).isEqualTo(images.resolve("b.nii.gz"));
    assertThat(DatasetFiles.skipped(folder, dataset))
        .containsOnly(
            Map.entry("images/a_0003.nii.gz", "a channel of an image of which _0002 is missing"),
            Map.entry("images/d_0001.nii.gz", "a channel of an image of which _0000 is missing"),
            Map.entry("labels/d.nii.gz", "label without image"),
            Map.entry("images/b_0000.nii.gz", "another image has the label's name"));
  }

  @Test
  @EnabledIfSystemProperty(named = "sun.jnu.encoding", matches = "UTF-8")
  void unicodeFormsOfANameAreTheSame() throws IOException {
    DatasetFiles.make(images, "Fall_\u00e4.png", "b\u00f6_0000.png", "c.png");
    DatasetFiles.make(labels, "Fall_a\u0308.png", "bo\u0308.png", "c.png");

    Dataset dataset = Datasets.folders("own", images, labels);

    assertThat(dataset.skipped()).isEmpty();
    assertThat(dataset.cases())
        .extracting(LabelledCase::id)
        .containsExactly("Fall_\u00e4", "b\u00f6", "c");
    assertThat(dataset.cases().get(0).label()).isEqualTo(labels.resolve("Fall_a\u0308.png"));
  }

  @Test
  @EnabledIfSystemProperty(named = "sun.jnu.encoding", matches = "UTF-8")
  void namesInOneFolderThatDifferInTheirUnicodeFormOnlyAreRefused() throws IOException {
    DatasetFiles.make(images, "\u00e9.png", "x.png");
    DatasetFiles.make(labels, "x.png");
    assertThat(Datasets.folders("own", images, labels).cases()).hasSize(1);

    DatasetFiles.make(images, "e\u0301.png");

    assertThatThrownBy(() -> Datasets.folders("own", images, labels))
        .isInstanceOf(DatasetException.class)
        .hasMessageContainingAll("images", "NFC", "same name");
  }

  @Test
  void pointersToContentElsewhereAreNamed() throws IOException {
    DatasetFiles.make(images, "x.png", "b.png", "c.png");
    DatasetFiles.make(labels, "x.png");
    Files.writeString(
        labels.resolve("b.png"), "version https://git-lfs.github.com/spec/v1\noid sha256:0\n");
    Files.createSymbolicLink(
        labels.resolve("c.png"), Path.of("../.git/annex/objects/aa/bb/MD5E-s1--0.png/x.png"));

    assertThat(DatasetFiles.skipped(folder, Datasets.folders("own", images, labels)))
        .containsOnlyKeys("images/b.png", "images/c.png", "labels/b.png", "labels/c.png")
        .hasEntrySatisfying("labels/b.png", reason -> assertThat(reason).contains("git lfs pull"))
        .hasEntrySatisfying("labels/c.png", reason -> assertThat(reason).contains("git annex get"));
    assertThatThrownBy(() -> Datasets.pair(images.resolve("b.png"), labels.resolve("b.png")))
        .isInstanceOf(DatasetException.class)
        .hasMessageContainingAll("b.png", "Git LFS");
  }

  @Test
  void labelsMayBeNamed() throws IOException {
    DatasetFiles.make(images, "a.png");
    DatasetFiles.make(labels, "a.png");
    SortedMap<Integer, String> names = new TreeMap<>(Map.of(2, "wall", 1, "lumen"));

    assertThat(Datasets.folders("own", images, labels, names).labels()).isEqualTo(names);

    names.put(3, "wall");
    assertThatThrownBy(() -> Datasets.folders("own", images, labels, names))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("wall");
  }

  @ParameterizedTest
  @ValueSource(strings = {"images", "other/../images", "link"})
  void sameFolderForImagesAndLabelsIsRefused(String other) throws IOException {
    DatasetFiles.make(images, "a.png");
    Files.createDirectory(folder.resolve("other"));
    Files.createSymbolicLink(folder.resolve("link"), images);

    assertThatThrownBy(() -> Datasets.folders("own", images, folder.resolve(other)))
        .isInstanceOf(DatasetException.class)
        .hasMessageContainingAll("images", "the same folder");
  }

  @Test
  void foldersWithoutPairsAreRefused() throws IOException {
    DatasetFiles.make(images, "a.png");
    DatasetFiles.make(labels, "b.png");

    assertThatThrownBy(() -> Datasets.folders("own", images, labels))
        .isInstanceOf(DatasetException.class)
        .hasMessageContainingAll("images", "labels", "none");
    assertThatThrownBy(() -> Datasets.folders("own", images, folder.resolve("nowhere")))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("nowhere");
  }

  @Test
  void pairIsNamedAfterItsImage() throws IOException {
    DatasetFiles.make(images, "scan.nii.gz");
    DatasetFiles.make(labels, "truth.nii.gz");
    Path image = images.resolve("scan.nii.gz");
    Path label = labels.resolve("truth.nii.gz");

    Dataset dataset = Datasets.pair(image, label);

    assertThat(dataset.name()).isEqualTo("scan");
    assertThat(dataset.cases()).containsExactly(new LabelledCase("scan", image, label));
    assertThat(dataset.labels()).isEmpty();
    SortedMap<Integer, String> names = new TreeMap<>(Map.of(1, "lumen"));
    assertThat(Datasets.pair(image, label, names).labels()).isEqualTo(names);
    assertThatThrownBy(() -> Datasets.pair(image, labels.resolve("gone.nii")))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("gone.nii");
  }
}
