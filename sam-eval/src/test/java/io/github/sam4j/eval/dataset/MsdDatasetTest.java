// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.eval.dataset.Dataset.LabelledCase;
import io.github.sam4j.io.volume.Axis;
import io.github.sam4j.io.volume.Intensity;
import io.github.sam4j.testing.SharedData;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MsdDatasetTest {
  private static final String TRAINING =
      "\"training\": [{\"image\": \"./imagesTr/a.nii.gz\", \"label\": \"./labelsTr/a.nii.gz\"}]";

  @TempDir
  private Path temporary;

  private Path folder = Path.of("");

  @BeforeEach
  void makeTask() throws IOException {
    folder = task("Task77_Own");
    DatasetFiles.make(folder, "imagesTr/a.nii.gz", "labelsTr/a.nii.gz", "imagesTr/._a.nii.gz");
  }

  private Path task(String name) throws IOException {
    Path task = Files.createDirectories(temporary.resolve(name));
    folder = task;
    return task;
  }

  @Test
  void casesWithBothFilesAreTaken() throws IOException {
    Dataset dataset = DatasetFiles.described(folder, """
        {"modality": {"0": "CT"}, "labels": {"0": "background", "2": "tumour", "1": "organ"},
        "training": [
          {"image": "./imagesTr/a.nii.gz", "label": "./labelsTr/a.nii.gz"},
          {"image": "./imagesTr/._a.nii.gz", "label": "./labelsTr/._a.nii.gz"}]}
        """);

    assertThat(dataset.name()).isEqualTo("Task77_Own");
    assertThat(dataset.cases())
        .containsExactly(new LabelledCase(
            "a", folder.resolve("imagesTr/a.nii.gz"), folder.resolve("labelsTr/a.nii.gz")));
    assertThat(dataset.labels()).containsExactly(Map.entry(1, "organ"), Map.entry(2, "tumour"));
    assertThat(dataset.modalities()).containsExactly("CT");
    assertThat(dataset.intensity(0)).isEqualTo(Intensity.softTissue());
    assertThat(dataset.skipped()).isEmpty();
  }

  @Test
  void everyFileThatIsNotUsedIsReportedOnce() throws IOException {
    DatasetFiles.make(
        folder,
        "imagesTr/without.nii.gz",
        "labelsTr/alone.nii.gz",
        "imagesTr/unlisted.nii.gz",
        "labelsTr/unlisted.nii.gz",
        "imagesTr/stray.nii",
        "labelsTr/._alone.nii.gz",
        "imagesTr/notes.txt",
        "more/a.nii.gz");

    Dataset dataset = DatasetFiles.described(folder, """
        {"labels": {"1": "organ"}, "training": [
          {"image": "./imagesTr/a.nii.gz", "label": "./labelsTr/a.nii.gz"},
          {"image": "./imagesTr/a.nii.gz", "label": "./labelsTr/a.nii.gz"},
          {"image": "./more/a.nii.gz", "label": "./labelsTr/a.nii.gz"},
          {"image": "./imagesTr/without.nii.gz", "label": "./labelsTr/without.nii.gz"},
          {"image": "./imagesTr/gone.nii.gz", "label": "./labelsTr/gone.nii.gz"},
          {"image": "./imagesTr/alone.nii.gz", "label": "./labelsTr/alone.nii.gz"}]}
        """);

    assertThat(dataset.cases()).extracting(LabelledCase::id).containsExactly("a");
    assertThat(DatasetFiles.skipped(folder, dataset))
        .containsOnly(
            Map.entry("more/a.nii.gz", "another case has the same name"),
            Map.entry("imagesTr/without.nii.gz", "image without label"),
            Map.entry("labelsTr/without.nii.gz", missing("without.nii.gz, without.nii")),
            Map.entry(
                "imagesTr/gone.nii.gz",
                missing("gone.nii.gz, gone.nii, gone_0000.nii.gz, gone_0000.nii")),
            Map.entry("labelsTr/gone.nii.gz", missing("gone.nii.gz, gone.nii")),
            Map.entry(
                "imagesTr/alone.nii.gz",
                missing("alone.nii.gz, alone.nii, alone_0000.nii.gz, alone_0000.nii")),
            Map.entry("labelsTr/alone.nii.gz", "label without image"),
            Map.entry("imagesTr/unlisted.nii.gz", "not listed in dataset.json"),
            Map.entry("labelsTr/unlisted.nii.gz", "not listed in dataset.json"),
            Map.entry("imagesTr/stray.nii", "image without label"));
  }

  private static String missing(String names) {
    return "listed in dataset.json, but there is no such file (looked for " + names + ")";
  }

  @Test
  void casesComeInTheOrderOfTheList() throws IOException {
    DatasetFiles.make(folder, "imagesTr/b.nii.gz", "labelsTr/b.nii.gz");

    Dataset dataset = DatasetFiles.described(folder, """
        {"labels": {"1": "organ"}, "training": [
          {"image": "./imagesTr/b.nii.gz", "label": "./labelsTr/b.nii.gz"},
          {"image": "./imagesTr/a.nii.gz", "label": "./labelsTr/a.nii.gz"}]}
        """);

    assertThat(dataset.cases()).extracting(LabelledCase::id).containsExactly("b", "a");
  }

  @Test
  void namesMayBeLists() throws IOException {
    Dataset dataset = DatasetFiles.described(
        folder,
        "{\"modality\": [\"T2\", \"ADC\"]," + " \"labels\": [\"background\", \"one\", \"two\"], "
            + TRAINING + "}");

    assertThat(dataset.modalities()).containsExactly("T2", "ADC");
    assertThat(dataset.labels()).containsExactly(Map.entry(1, "one"), Map.entry(2, "two"));
    assertThat(DatasetFiles.described(folder, "{\"labels\": [\"one\", \"two\"], " + TRAINING + "}")
            .labels())
        .containsExactly(Map.entry(1, "one"), Map.entry(2, "two"));
  }

  @Test
  void channelsComeInTheOrderOfTheirNumbers() throws IOException {
    Dataset dataset = DatasetFiles.described(
        folder,
        "{\"modality\": {\"10\": \"K\", \"2\": \"C\", \"0\": \"A\"},"
            + " \"labels\": {\"1\": \"organ\"}, " + TRAINING + "}");

    assertThat(dataset.modalities()).containsExactly("A", "C", "K");
  }

  @Test
  void equalNamesGetTheirNumbers() throws IOException {
    Dataset dataset = DatasetFiles.described(
        folder,
        "{\"labels\": {\"1\": \"cyst\", \"2\": \"foreground\"," + " \"3\": \"cyst\"}, " + TRAINING
            + "}");

    assertThat(dataset.labels().values()).containsExactly("cyst (1)", "foreground (2)", "cyst (3)");
  }

  @Test
  void namesThatAreTakenByOtherLabelsGetTheirNumbersToo() throws IOException {
    assertThat(labels("{\"1\": \"cyst\", \"2\": \"cyst\", \"3\": \"cyst (1)\"}").values())
        .containsExactly("cyst (1) (1)", "cyst (2)", "cyst (1) (3)");
    assertThat(labels("{\"1\": \"a (2)\", \"2\": \"a\", \"3\": \"a\", \"4\": \"a (2) (1)\"}")
            .values())
        .containsExactly("a (2) (1) (1)", "a (2) (2)", "a (3)", "a (2) (1) (4)");
    assertThat(labels("{\"1\": \"foreground\"}").values()).containsExactly("foreground");
  }

  private SortedMap<Integer, String> labels(String json) throws IOException {
    return DatasetFiles.described(folder, "{\"labels\": " + json + ", " + TRAINING + "}")
        .labels();
  }

  @Test
  void everyChannelHasTheIntensityOfItsModality() throws IOException {
    Dataset dataset = DatasetFiles.described(
        folder,
        "{\"modality\": {\"0\": \"CT\", \"1\": \"PET\"}," + " \"labels\": {\"1\": \"tumour\"}, "
            + TRAINING + "}");

    assertThat(dataset.intensities())
        .containsExactly(Intensity.softTissue(), Intensity.minMaxVolume());
    assertThat(new CaseReader(Axis.AXIAL, 1, Optional.empty()).intensity(dataset))
        .isEqualTo(Intensity.minMaxVolume());
    assertThat(CaseReader.of(Axis.AXIAL).intensity(dataset)).isEqualTo(Intensity.softTissue());
    assertThat(new CaseReader(Axis.AXIAL, 1, Optional.of(Intensity.lung())).intensity(dataset))
        .isEqualTo(Intensity.lung());
  }

  @Test
  void filesOutsideOfTheFolderAreNotOpened() throws IOException {
    Path outside = Files.createFile(temporary.resolve("secret.nii.gz")).toAbsolutePath();
    Path inside = folder.resolve("imagesTr/b.nii.gz").toAbsolutePath();
    DatasetFiles.make(folder, "imagesTr/b.nii.gz", "labelsTr/b.nii.gz", "imagesTr/c.nii.gz");

    Dataset dataset = DatasetFiles.described(folder, """
        {"labels": {"1": "organ"}, "training": [
          {"image": "../Task77_Own/imagesTr/a.nii.gz", "label": "./x/../labelsTr/a.nii.gz"},
          {"image": "%s", "label": "labelsTr/b.nii.gz"},
          {"image": "imagesTr/c.nii.gz", "label": "../secret.nii.gz"},
          {"image": "%s", "label": "../../nowhere.nii.gz"}]}
        """.formatted(json(inside), json(outside)));

    assertThat(dataset.cases()).extracting(LabelledCase::id).containsExactly("a", "b");
    assertThat(dataset.cases().get(0).image(0)).isEqualTo(folder.resolve("imagesTr/a.nii.gz"));
    String reason = "outside of the data set's folder";
    assertThat(DatasetFiles.skipped(folder, dataset))
        .containsOnly(
            Map.entry("imagesTr/c.nii.gz", "image without label"),
            Map.entry("../secret.nii.gz", reason),
            Map.entry("../../nowhere.nii.gz", reason));
  }

  private static String json(Path path) {
    return path.toString().replace("\\", "\\\\");
  }

  @Test
  void modalityDecidesForTasksThatAreNotKnown() throws IOException {
    String labels = "\"labels\": {\"1\": \"organ\"}, " + TRAINING + "}";

    assertThat(DatasetFiles.described(folder, "{\"modality\": {\"0\": \"ct\"}, " + labels)
            .intensity(0))
        .isEqualTo(Intensity.softTissue());
    assertThat(
            DatasetFiles.described(folder, "{\"modality\": \"CT\", " + labels).intensity(0))
        .isEqualTo(Intensity.softTissue());
    assertThat(DatasetFiles.described(folder, "{\"modality\": {\"0\": \"MRI\"}, " + labels)
            .intensity(0))
        .isEqualTo(Intensity.minMaxVolume());
    assertThat(DatasetFiles.described(folder, "{" + labels).intensity(0))
        .isEqualTo(Intensity.minMaxVolume());
    assertThat(DatasetFiles.described(folder, "{\"modality\": {\"0\": \"DOCTOR\"}, " + labels)
            .intensity(0))
        .isEqualTo(Intensity.minMaxVolume());
  }

  @Test
  void knownTasksFillInWhatIsMissing() throws IOException {
    task("Task06_Lung");
    DatasetFiles.make(folder, "imagesTr/a.nii.gz", "labelsTr/a.nii.gz");

    Dataset lung = DatasetFiles.described(folder, "{" + TRAINING + "}");

    assertThat(lung.modalities()).containsExactly("CT");
    assertThat(lung.labels()).containsExactly(Map.entry(1, "tumour"));
    assertThat(lung.intensity(0)).isEqualTo(Intensity.lung());
    assertThat(DatasetFiles.described(folder, "{\"modality\": {\"0\": \"MRI\"}, " + TRAINING + "}")
            .intensity(0))
        .isEqualTo(Intensity.minMaxVolume());
  }

  @Test
  void knownTasksAreRecognisedByTheNameInTheFile() throws IOException {
    Dataset brain = DatasetFiles.described(
        folder, "{\"name\": \"BRATS\", \"labels\": {\"1\": \"mine\"}, " + TRAINING + "}");

    assertThat(brain.modalities()).hasSize(4);
    assertThat(brain.labels()).containsExactly(Map.entry(1, "mine"));
  }

  @Test
  void folderWithoutDescriptionIsRefused() {
    assertThatThrownBy(() -> Datasets.msd(folder))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("dataset.json");
    assertThatThrownBy(() -> Datasets.msd(folder.resolve("nowhere")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void brokenDescriptionIsRefused() {
    assertRefused("{\"labels\": ", "JSON");
    assertRefused("", "training");
    assertRefused("[]", "training");
    assertRefused("{\"labels\": {\"1\": \"organ\"}}", "training");
    assertRefused("{\"labels\": {\"1\": \"organ\"}, \"training\": []}", "none");
    assertRefused("{" + TRAINING + "}", "foreground labels");
    assertRefused("{\"labels\": {\"0\": \"background\"}, " + TRAINING + "}", "foreground labels");
    assertRefused("{\"labels\": {\"organ\": \"one\"}, " + TRAINING + "}", "neither for organ");
    assertRefused(
        "{\"labels\": {\"1\": \"organ\"}, \"training\": [{\"picture\": \"a\"}]}", "entry 0");
    assertRefused(
        "{\"labels\": {\"1\": \"o\"}, \"training\": [{\"image\": \"\\u0000\", \"label\": \"a\"}]}",
        "paths");
    assertRefused("{\"labels\": {\"1\": \" \"}, " + TRAINING + "}", "none for label 1");
  }

  @Test
  void hugeDescriptionIsRefusedUnread() throws IOException {
    try (RandomAccessFile file =
        new RandomAccessFile(folder.resolve("dataset.json").toFile(), "rw")) {
      file.setLength((64L << 20) + 1);
    }

    assertThatThrownBy(() -> Datasets.msd(folder))
        .isInstanceOf(DatasetException.class)
        .hasMessageContainingAll("dataset.json", "67108864 bytes", "bytes=67108865");
  }

  private void assertRefused(String json, String problem) {
    assertThatThrownBy(() -> DatasetFiles.described(folder, json))
        .as(json)
        .isInstanceOf(DatasetException.class)
        .hasMessageContainingAll("dataset.json", problem);
  }

  @Test
  void realTasksAreRead() throws IOException {
    Dataset hippocampus = Datasets.msd(SharedData.require("testdata/msd/Task04_Hippocampus"));
    Dataset spleen = Datasets.msd(SharedData.require("testdata/msd/Task09_Spleen"));

    assertThat(hippocampus.name()).isEqualTo("Task04_Hippocampus");
    assertThat(hippocampus.cases())
        .hasSize(20)
        .first()
        .extracting(LabelledCase::id)
        .isEqualTo("hippocampus_001");
    assertThat(hippocampus.labels().values()).containsExactly("Anterior", "Posterior");
    assertThat(hippocampus.intensity(0)).isEqualTo(Intensity.minMaxVolume());
    assertThat(hippocampus.skipped()).isEmpty();
    assertThat(spleen.cases()).hasSize(1);
    assertThat(spleen.intensity(0)).isEqualTo(Intensity.softTissue());
    assertThat(spleen.skipped()).isEmpty();
  }
}
