package io.github.sam4j.eval.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MsdDatasetTest {
  @TempDir
  private Path folder;

  @BeforeEach
  void makeFiles() throws IOException {
    for (String name : new String[] {
      "imagesTr/a.nii.gz", "labelsTr/a.nii.gz", "imagesTr/b.nii.gz", "imagesTr/._a.nii.gz"
    }) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.createFile(file);
    }
  }

  private void describe(String json) throws IOException {
    Files.writeString(folder.resolve("dataset.json"), json);
  }

  @Test
  void casesWithBothFilesAreTakenAndTheOthersReported() throws IOException {
    describe("""
        {"modality": {"0": "CT"}, "labels": {"0": "background", "2": "tumour", "1": "organ"}, "training": [
          {"image": "./imagesTr/a.nii.gz", "label": "./labelsTr/a.nii.gz"},
          {"image": "./imagesTr/b.nii.gz", "label": "./labelsTr/b.nii.gz"},
          {"image": "./imagesTr/._a.nii.gz", "label": "./labelsTr/._a.nii.gz"}]}
        """);

    Dataset dataset = MsdDataset.read(folder);

    assertThat(dataset.cases()).singleElement().extracting(LabelledCase::id).isEqualTo("a");
    assertThat(dataset.skipped())
        .extracting(Dataset.Skipped::file)
        .containsExactly(folder.resolve("labelsTr/b.nii.gz"));
    assertThat(dataset.labels()).containsExactly(Map.entry(1, "organ"), Map.entry(2, "tumour"));
    assertThat(dataset.modalities()).containsExactly("CT");
  }

  @Test
  void folderWithoutDescriptionIsRefused() {
    assertThatThrownBy(() -> MsdDataset.read(folder))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("dataset.json");
    assertThatThrownBy(() -> MsdDataset.read(folder.resolve("nowhere")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void brokenDescriptionIsRefused() throws IOException {
    describe("{\"labels\": ");
    assertThatThrownBy(() -> MsdDataset.read(folder))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("JSON");

    describe("{\"labels\": {\"1\": \"organ\"}}");
    assertThatThrownBy(() -> MsdDataset.read(folder))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("training");

    describe("{\"labels\": {\"1\": \"organ\"}, \"training\": []}");
    assertThatThrownBy(() -> MsdDataset.read(folder))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("none");
  }

  @Test
  void realTaskIsRead() throws IOException {
    Dataset dataset = MsdDataset.read(SharedData.require("testdata/msd/Task04_Hippocampus"));

    assertThat(dataset.name()).isEqualTo("Task04_Hippocampus");
    assertThat(dataset.cases())
        .hasSize(20)
        .first()
        .extracting(LabelledCase::id)
        .isEqualTo("hippocampus_001");
    assertThat(dataset.labels()).hasSize(2);
    assertThat(dataset.skipped()).isEmpty();
  }
}
