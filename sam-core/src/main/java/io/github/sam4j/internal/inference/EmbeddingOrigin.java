// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.inference;

import io.github.sam4j.device.Precision;
import io.github.sam4j.image.internal.files.Digests;
import io.github.sam4j.internal.cache.EmbeddingKeys;
import io.github.sam4j.internal.ort.OrtSession;
import io.github.sam4j.model.SamModel;
import io.github.sam4j.weights.ModelSpec;
import io.github.sam4j.weights.internal.graph.HalfPrecision;
import io.github.sam4j.weights.internal.graph.OnnxModel;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Lists what the embeddings of an engine depend on besides the picture. */
final class EmbeddingOrigin {
  private EmbeddingOrigin() {}

  /**
   * Returns the keys of an engine's embeddings.
   *
   * @param graph of the encoder where it is ours
   * @param stored precision in which embeddings are kept: another one is another result
   */
  static EmbeddingKeys keys(
      SamModel model, Optional<OnnxModel> graph, EngineSettings settings, Precision stored) {
    return EmbeddingKeys.of(ingredients(
        model.encoderSha256(), model.spec(), graph, settings, stored, OrtSession.runtimeVersion()));
  }

  static Map<String, String> ingredients(
      String encoderSha256,
      ModelSpec spec,
      Optional<OnnxModel> graph,
      EngineSettings settings,
      Precision stored,
      String runtime) {
    Map<String, String> origin = new TreeMap<>();
    origin.put("encoder", encoderSha256);
    origin.put(
        "graph", graph.map(ours -> Digests.sha256(ours.structure())).orElse("that of the file"));
    origin.put("preprocessing", Integer.toString(ImageEncoder.PREPROCESSING));
    origin.put("model", spec.toString());
    origin.put(
        "precision",
        settings.precision() == Precision.FLOAT16 ? "fp16 as of " + HalfPrecision.VERSION : "fp32");
    // the last bits of a sum depend on the kernel, and on the order in which it adds
    origin.put("device", settings.device().kind().toString());
    origin.put("runtime", runtime);
    if (settings.device().isGpu()) {
      origin.put(
          "device options",
          new TreeMap<>(settings.session("image encoder").providerOptions()).toString());
    }
    origin.put("kept as", stored.toString());
    return origin;
  }
}
