// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.eval.dataset.Dataset.LabelledCase;
import io.github.sam4j.image.Spacing;
import io.github.sam4j.io.Volumes;
import io.github.sam4j.io.volume.Axis;
import io.github.sam4j.io.volume.Geometry;
import io.github.sam4j.io.volume.Intensity;
import io.github.sam4j.io.volume.Volume;
import io.github.sam4j.io.volume.VolumeShape;
import io.github.sam4j.testing.SharedData;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of cases as other tools write them. */
final class MsdVariantsTest {
  private static final String LABELS = "\"labels\": {\"0\": \"background\", \"1\": \"organ\"}";

  @TempDir
  private Path folder;

  private Dataset listed(String image, String label) throws IOException {
    return DatasetFiles.described(
        folder,
        "{" + LABELS + ", \"training\": [{\"image\": " + image + ", \"label\": \"" + label
            + "\"}]}");
  }

  private LabelledCase one(String id, String label, String... images) {
    return new LabelledCase(
        id, Arrays.stream(images).map(folder::resolve).toList(), folder.resolve(label));
  }

  private void assertRefused(String json, String... parts) {
    assertThatThrownBy(() -> DatasetFiles.described(folder, json))
        .as(json)
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("dataset.json")
        .hasMessageContainingAll(parts);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ds-backslash",
        "ds-image-list",
        "ds-nan",
        "ds-nii-ext-mismatch",
        "ds-nnunet-v1-suffix",
        "ds-nnunet-v2"
      })
  void reportedTasksAreRead(String name) throws IOException {
    Dataset dataset = Datasets.msd(SharedData.require("testdata/reports/" + name));

    assertThat(dataset.labels()).isEqualTo(Map.of(1, "one", 2, "two"));
    assertThat(dataset.skipped()).isEmpty();
    assertThat(dataset.cases()).extracting(LabelledCase::id).containsExactly("a");
    LabelledVolume volume =
        CaseReader.of(Axis.AXIAL).read(dataset, dataset.cases().get(0));
    assertThat(volume.foregroundVoxels()).isPositive();
  }

  @Test
  void reportedTasksThatCannotBeReadAreRefusedWithTheReason() {
    Path absolute = SharedData.require("testdata/reports/ds-absolute");
    Path region = SharedData.require("testdata/reports/ds-nnunet-v2-region");

    assertThatThrownBy(() -> Datasets.msd(absolute))
        .isInstanceOf(DatasetException.class)
        .hasMessageContainingAll(
            "found none of 1", "/data/Task/imagesTr/a.nii.gz", "outside", "imagesTr/a.nii.gz");
    assertThatThrownBy(() -> Datasets.msd(region))
        .isInstanceOf(DatasetException.class)
        .hasMessageContainingAll("region", "whole");
  }

  @Test
  void labelNamesAreUtf8WhateverTheLocale() throws IOException {
    Path task = SharedData.require("testdata/reports/ds-unicode-labels");

    assertThat(Datasets.msd(task).labels().values()).containsExactly("t\u00eate", "\u5de6\u80ba");
  }

  @Test
  void channelsLeftOutOfAListAreFound() throws IOException {
    DatasetFiles.make(
        folder,
        "imagesTr/a_0000.nii.gz",
        "imagesTr/a_0001.nii.gz",
        "imagesTr/a_0003.nii.gz",
        "labelsTr/a.nii.gz");

    Dataset dataset = listed("\"imagesTr/a.nii.gz\"", "labelsTr/a.nii.gz");

    assertThat(dataset.cases())
        .containsExactly(
            one("a", "labelsTr/a.nii.gz", "imagesTr/a_0000.nii.gz", "imagesTr/a_0001.nii.gz"));
    assertThat(DatasetFiles.skipped(folder, dataset))
        .containsOnly(Map.entry("imagesTr/a_0003.nii.gz", "image without label"));
  }

  @Test
  void furtherChannelsOfAListedFirstOneAreFound() throws IOException {
    DatasetFiles.make(
        folder,
        "imagesTr/a_0000.nii",
        "imagesTr/a_0001.nii",
        "labelsTr/a.nii",
        "labelsTr/a_0000.nii");

    assertThat(listed("\"imagesTr/a_0000.nii\"", "labelsTr/a.nii").cases())
        .containsExactly(
            one("a_0000", "labelsTr/a.nii", "imagesTr/a_0000.nii", "imagesTr/a_0001.nii"));
    assertThat(listed("\"imagesTr/a_0000.nii\"", "labelsTr/a_0000.nii").cases())
        .containsExactly(one("a_0000", "labelsTr/a_0000.nii", "imagesTr/a_0000.nii"));
  }

  @Test
  void anImageMayBeAListOfChannels() throws IOException {
    DatasetFiles.make(folder, "imagesTr/a_t1.nii.gz", "imagesTr/a_t2.nii.gz", "labelsTr/a.nii.gz");

    assertThat(listed("[\"imagesTr/a_t1.nii.gz\", \"imagesTr/a_t2.nii.gz\"]", "labelsTr/a.nii.gz")
            .cases())
        .containsExactly(
            one("a_t1", "labelsTr/a.nii.gz", "imagesTr/a_t1.nii.gz", "imagesTr/a_t2.nii.gz"));
    assertRefused(
        "{" + LABELS + ", \"training\": [{\"image\": [\"imagesTr/a_t1.nii.gz\","
            + " \"imagesTr/a_t3.nii.gz\"], \"label\": \"labelsTr/a.nii.gz\"}]}",
        "none of 1",
        "looked for a_t3.nii.gz, a_t3.nii)");
  }

  @Test
  void channelsAreReadFromTheirFiles() throws IOException {
    VolumeShape shape = VolumeShape.of(4, 3, 2);
    Geometry geometry = Geometry.of(new Spacing(1, 1, 2));
    DatasetFiles.make(folder, "labelsTr/x", "imagesTr/x");
    Volumes.write(Volume.of(shape, geometry, new short[24]), folder.resolve("labelsTr/a.nii.gz"));
    for (int channel = 0; channel < 2; channel++) {
      float[] voxels = new float[24];
      voxels[5] = channel;
      Volumes.write(
          Volume.of(shape, geometry, voxels), folder.resolve("imagesTr/a_000" + channel + ".nii"));
    }
    Dataset dataset = DatasetFiles.described(
        folder,
        "{\"channel_names\": {\"0\": \"CT\", \"1\": \"zscore\"},"
            + " \"labels\": {\"background\": 0, \"organ\": 1}, \"file_ending\": \".nii.gz\"}");
    LabelledCase one = dataset.cases().get(0);
    CaseReader second = new CaseReader(Axis.AXIAL, 1, Optional.empty());

    assertThat(second.intensity(dataset)).isEqualTo(Intensity.minMaxVolume());
    assertThat(CaseReader.of(Axis.AXIAL).intensity(dataset)).isEqualTo(Intensity.softTissue());
    assertThat(second.read(dataset, one).image(0).sample(1, 1, 0)).isEqualTo(255);
    assertThatThrownBy(() -> new CaseReader(Axis.AXIAL, 2, Optional.empty()).read(dataset, one))
        .isInstanceOf(DatasetException.class)
        .hasMessageContainingAll("a_0000.nii", "channel below 2", "got 2");
  }

  @Test
  void aMissingChannelIsNotReplacedByAnother() throws IOException {
    Volume volume =
        Volume.of(VolumeShape.of(4, 3, 2), Geometry.of(new Spacing(1, 1, 2)), new short[24]);
    DatasetFiles.make(folder, "labelsTr/x", "imagesTr/x");
    Volumes.write(volume, folder.resolve("labelsTr/b.nii.gz"));
    Volumes.write(volume, folder.resolve("imagesTr/b_0000.nii.gz"));
    String labels = " \"labels\": {\"background\": 0, \"organ\": 1}, \"file_ending\": \".nii.gz\"}";
    CaseReader second = new CaseReader(Axis.AXIAL, 1, Optional.empty());

    Dataset two = DatasetFiles.described(
        folder, "{\"channel_names\": {\"0\": \"T1\", \"1\": \"T2\"}," + labels);
    assertThat(CaseReader.of(Axis.AXIAL).read(two, two.cases().get(0)).sliceCount())
        .isEqualTo(2);
    assertThatThrownBy(() -> second.read(two, two.cases().get(0)))
        .isInstanceOf(DatasetException.class)
        .hasMessageContainingAll("b_0000.nii.gz", "channel 1 of the 2", "one channel");

    // where one channel is all there is, the number of a channel says nothing
    Dataset one = DatasetFiles.described(folder, "{\"channel_names\": {\"0\": \"T1\"}," + labels);
    assertThat(second.read(one, one.cases().get(0)).sliceCount()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "imagesTr\\\\a.nii.gz, imagesTr/a.nii.gz",
    ".\\\\imagesTr\\\\a.nii, imagesTr/a.nii.gz",
    "imagesTr/sub/../b.nii, imagesTr/b.nii.gz",
    "imagesTr/a, imagesTr/a.nii.gz",
    "imagesTr/c.nii.gz, imagesTr/c.nii"
  })
  void filesAreFoundByOtherSpellings(String listed, String file) throws IOException {
    DatasetFiles.make(
        folder, "imagesTr/a.nii.gz", "imagesTr/b.nii.gz", "imagesTr/c.nii", "labelsTr/x.nii.gz");

    assertThat(listed("\"" + listed + "\"", "labelsTr/x.nii").cases())
        .containsExactly(one(CaseFiles.id(Path.of(file)), "labelsTr/x.nii.gz", file));
  }

  @Test
  @EnabledIfSystemProperty(named = "sun.jnu.encoding", matches = "UTF-8")
  void unicodeFormsOfListedNamesAreTheSame() throws IOException {
    DatasetFiles.make(folder, "imagesTr/Fall_a\u0308.nii.gz", "labelsTr/Fall_\u00e4.nii.gz");

    assertThat(listed("\"imagesTr/Fall_\\u00e4.nii.gz\"", "labelsTr/Fall_a\u0308.nii.gz")
            .cases())
        .containsExactly(
            one("Fall_a\u0308", "labelsTr/Fall_\u00e4.nii.gz", "imagesTr/Fall_a\u0308.nii.gz"));
  }

  @ParameterizedTest
  @CsvSource({
    "C:\\\\data\\\\imagesTr\\\\a.nii.gz, list it as imagesTr/a.nii.gz",
    "\\\\\\\\server\\\\share\\\\imagesTr\\\\a.nii.gz, list it as imagesTr/a.nii.gz",
    "/home/x/imagesTr/a.nii.gz, list it as imagesTr/a.nii.gz",
    "..\\\\..\\\\a.nii.gz, outside of the data set's folder"
  })
  void pathsOutsideOfTheFolderStayOutside(String image, String hint) throws IOException {
    DatasetFiles.make(folder, "imagesTr/a.nii.gz", "labelsTr/a.nii.gz");

    assertRefused(
        "{" + LABELS + ", \"training\": [{\"image\": \"" + image
            + "\", \"label\": \"labelsTr/a.nii.gz\"}]}",
        "outside of the data set's folder",
        hint);
  }

  @Test
  void pointersAreNamed() throws IOException {
    DatasetFiles.make(
        folder, "labelsTr/a.nii.gz", "labelsTr/b.nii.gz", "labelsTr/c.nii.gz", "imagesTr/d.nii.gz");
    Files.writeString(
        folder.resolve("imagesTr/a.nii.gz"), "/annex/objects/MD5E-s10--0123.nii.gz\n");
    Files.writeString(
        folder.resolve("imagesTr/b.nii.gz"),
        "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 10\n");
    Files.createSymbolicLink(
        folder.resolve("imagesTr/c.nii.gz"), Path.of("../.git/annex/objects/x/y/z/z"));
    Files.createSymbolicLink(folder.resolve("labelsTr/d.nii.gz"), Path.of("nowhere"));

    assertThatThrownBy(() -> DatasetFiles.described(
            folder,
            "{" + LABELS + ", \"training\": ["
                + Stream.of("a", "b", "c", "d")
                    .map(id -> "{\"image\": \"imagesTr/" + id + ".nii.gz\", \"label\": \"labelsTr/"
                        + id + ".nii.gz\"}")
                    .collect(Collectors.joining(","))
                + "]}"))
        .isInstanceOf(DatasetException.class)
        .hasMessageContainingAll("none of 4", "imagesTr/a.nii.gz", "git annex get");

    DatasetFiles.make(folder, "imagesTr/e.nii.gz", "labelsTr/e.nii.gz");
    Dataset dataset = DatasetFiles.described(
        folder,
        "{" + LABELS + ", \"training\": ["
            + Stream.of("a", "b", "c", "d", "e")
                .map(id -> "{\"image\": \"imagesTr/" + id + ".nii.gz\", \"label\": \"labelsTr/" + id
                    + ".nii.gz\"}")
                .collect(Collectors.joining(","))
            + "]}");
    assertThat(dataset.cases()).extracting(LabelledCase::id).containsExactly("e");
    Map<String, String> skipped = DatasetFiles.skipped(folder, dataset);
    assertThat(skipped.get("imagesTr/a.nii.gz")).contains("git-annex");
    assertThat(skipped.get("imagesTr/b.nii.gz")).contains("Git LFS");
    assertThat(skipped.get("imagesTr/c.nii.gz")).contains("git-annex");
    assertThat(skipped.get("labelsTr/d.nii.gz")).contains("symbolic link");
    assertThat(skipped.get("labelsTr/a.nii.gz")).isEqualTo("label without image");
  }

  @Test
  void casesOfNnUnet2AreThePairsOfTheFolders() throws IOException {
    DatasetFiles.make(
        folder,
        "imagesTr/p_1_0000.png",
        "imagesTr/p_1_0001.png",
        "imagesTr/p_2_0000.png",
        "labelsTr/p_1.png",
        "labelsTr/p_3.png");

    Dataset dataset = DatasetFiles.described(
        folder,
        "{\"channel_names\": {\"0\": \"T1\", \"1\": \"CT\"},"
            + " \"labels\": {\"background\": 0, \"b\": 2.0, \"a\": [1], \"c\": \"3\"}, \"numTraining\": 2,"
            + " \"file_ending\": \".png\", \"reference\": NaN, \"x\": -Infinity}");

    assertThat(dataset.modalities()).containsExactly("T1", "CT");
    assertThat(dataset.intensity(1)).isEqualTo(Intensity.softTissue());
    assertThat(dataset.labels()).isEqualTo(Map.of(1, "a", 2, "b", 3, "c"));
    assertThat(dataset.cases())
        .containsExactly(
            one("p_1", "labelsTr/p_1.png", "imagesTr/p_1_0000.png", "imagesTr/p_1_0001.png"));
    assertThat(DatasetFiles.skipped(folder, dataset))
        .containsOnly(
            Map.entry("imagesTr/p_2_0000.png", "image without label"),
            Map.entry("labelsTr/p_3.png", "label without image"));
  }

  @Test
  void labelsByNumberMayHaveNumbersAsNames() throws IOException {
    DatasetFiles.make(folder, "imagesTr/a.nii", "labelsTr/a.nii");

    assertThat(DatasetFiles.described(
                folder,
                "{\"labels\": {\"0\": \"background\", \"1\": 7}, \"training\":"
                    + " [{\"image\": \"imagesTr/a.nii\", \"label\": \"labelsTr/a.nii\"}]}")
            .labels())
        .isEqualTo(Map.of(1, "7"));
  }

  @Test
  void casesOfNnUnet2MayBeListedByName() throws IOException {
    DatasetFiles.make(folder, "here/t1.nii.gz", "here/t2.nii.gz", "there/seg.nii.gz");

    Dataset dataset = DatasetFiles.described(
        folder,
        "{\"channel_names\": {\"0\": \"T1\"},"
            + " \"labels\": {\"background\": 0, \"organ\": 1}, \"file_ending\": \".nii.gz\","
            + " \"dataset\": {\"p1\": {\"images\": [\"here/t1.nii.gz\", \"here/t2.nii.gz\"],"
            + " \"label\": \"there/seg.nii.gz\"}}}");

    assertThat(dataset.cases())
        .containsExactly(one("p1", "there/seg.nii.gz", "here/t1.nii.gz", "here/t2.nii.gz"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nnUNet_raw/", "nnUNet_raw/NAME/", "../nnUNet_raw/NAME/"})
  void rawDataMayBeBesideTheDescription(String where) throws IOException {
    folder = Files.createDirectory(folder.resolve("Dataset001_X"));
    String raw = where.replace("NAME", "Dataset001_X");
    DatasetFiles.make(folder, raw + "imagesTr/a_0000.nii.gz", raw + "labelsTr/a.nii.gz");

    Dataset dataset = DatasetFiles.described(
        folder, "{\"channel_names\": {\"0\": \"CT\"}, \"labels\": {\"background\": 0, \"o\": 1}}");

    assertThat(dataset.name()).isEqualTo("Dataset001_X");
    assertThat(dataset.cases()).extracting(LabelledCase::id).containsExactly("a");
  }

  @Test
  void descriptionMayBeBesideTheRawData() throws IOException {
    DatasetFiles.make(folder, "nnUNet_raw/imagesTr/a_0000.nii.gz", "nnUNet_raw/labelsTr/a.nii.gz");
    Files.writeString(
        folder.resolve("dataset.json"),
        "{\"channel_names\": {\"0\": \"CT\"}, \"labels\": {\"background\": 0, \"o\": 1}}");

    assertThat(Datasets.msd(folder.resolve("nnUNet_raw")).cases())
        .extracting(LabelledCase::id)
        .containsExactly("a");
  }

  @Test
  void foldersWithDescriptionsAreNamed() throws IOException {
    DatasetFiles.make(folder, "Dataset001_X/dataset.json", "Dataset002_Y/dataset.json", "other/x");

    assertThatThrownBy(() -> Datasets.msd(folder))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContainingAll("Dataset001_X", "Dataset002_Y");
  }

  @Test
  void whatCannotBeScoredIsRefused() {
    String cases = "\"channel_names\": {\"0\": \"CT\"}, \"labels\": {\"background\": 0, ";
    assertRefused("{" + cases + "\"whole\": [1, 2, 3]}}", "region of 3", "whole");
    assertRefused("{" + cases + "\"a\": 1, \"ignore\": 2}}", "ignore");
    assertRefused("{" + cases + "\"a\": 1, \"b\": 1}}", "1 for a and b");
    assertRefused("{" + cases + "\"a\": 3000000000}}", "the larger one 3000000000");
    assertRefused(
        "{\"labels\": {\"3000000000\": \"x\"}, \"training\": []}", "the larger one 3000000000");
    assertRefused("{" + cases + "\"a\": 1.5}}", "neither for a");
    assertRefused("{" + cases + "\"a\": 1}, \"file_ending\": \".mha\"}", "file_ending", ".mha");
    assertRefused("{" + cases + "\"a\": 1}}", "imagesTr");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void byteOrderMarksAreNoPartOfTheText(Charset charset) throws IOException {
    DatasetFiles.make(folder, "imagesTr/a.nii.gz", "labelsTr/a.nii.gz");
    String json = "\uFEFF{\"labels\": {\"1\": \"t\u00eate\"}, \"training\": [{\"image\":"
        + " \"imagesTr/a.nii.gz\", \"label\": \"labelsTr/a.nii.gz\"}]}";
    Files.write(folder.resolve("dataset.json"), json.getBytes(charset));

    assertThat(Datasets.msd(folder).labels().values()).containsExactly("t\u00eate");
  }

  @Test
  void otherEncodingsAreRefused() throws IOException {
    Files.write(
        folder.resolve("dataset.json"),
        "{\"labels\": {\"1\": \"t\u00eate\"}}".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> Datasets.msd(folder))
        .isInstanceOf(DatasetException.class)
        .hasMessageContainingAll("dataset.json", "UTF-8");
  }
}
