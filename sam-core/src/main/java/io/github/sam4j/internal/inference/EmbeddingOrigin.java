package io.github.sam4j.internal.inference;

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

/** What the embeddings of an engine depend on besides the picture. */
final class EmbeddingOrigin {
  private EmbeddingOrigin() {}

  /**
   * Returns the keys of an engine's embeddings.
   *
   * @param graph of the encoder where it is ours
   * @param halves whether embeddings are kept as 16-bit floats, which is another result
   */
  static EmbeddingKeys keys(
      SamModel model, Optional<OnnxModel> graph, EngineSettings settings, boolean halves) {
    return EmbeddingKeys.of(ingredients(
        model.encoderSha256(), model.spec(), graph, settings, halves, OrtSession.runtimeVersion()));
  }

  static Map<String, String> ingredients(
      String encoderSha256,
      ModelSpec spec,
      Optional<OnnxModel> graph,
      EngineSettings settings,
      boolean halves,
      String runtime) {
    Map<String, String> origin = new TreeMap<>();
    origin.put("encoder", encoderSha256);
    origin.put(
        "graph", graph.map(ours -> Digests.sha256(ours.structure())).orElse("that of the file"));
    origin.put("preprocessing", Integer.toString(ImageEncoder.PREPROCESSING));
    origin.put("model", spec.toString());
    origin.put(
        "precision", settings.halfPrecision() ? "fp16 as of " + HalfPrecision.VERSION : "fp32");
    // the last bits of a sum depend on who adds it up, and in which order
    origin.put("device", settings.device().kind().toString());
    origin.put("runtime", runtime);
    if (settings.device().hasMemory()) {
      origin.put("device options", new TreeMap<>(settings.cudaOptions()).toString());
    }
    origin.put("kept as", halves ? "fp16" : "fp32");
    return origin;
  }
}
