// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.published;

import io.github.sam4j.internal.ort.OrtSession;
import io.github.sam4j.internal.ort.OrtTensor;
import io.github.sam4j.internal.ort.SessionSettings;
import io.github.sam4j.internal.preprocessing.FrameResize;
import io.github.sam4j.mask.LowResLogits;
import io.github.sam4j.prompt.Prompt;
import io.github.sam4j.weights.ModelSpec;
import io.github.sam4j.weights.internal.architecture.DecoderWeights;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The decoder in the published form: points in, three masks of logits each out. */
public final class PublishedDecoder implements AutoCloseable {
  /** Masks per point. */
  public static final int MASKS = DecoderWeights.MASK_TOKENS - 1;

  private final OrtSession session;

  private PublishedDecoder(OrtSession session) {
    this.session = session;
  }

  /** Loads the decoder; the caller closes it. */
  public static PublishedDecoder load(DecoderWeights weights, int threads) {
    return new PublishedDecoder(OrtSession.load(
        "published decoder", PublishedDecoderGraph.of(weights), SessionSettings.cpu(threads)));
  }

  /**
   * One of the three masks of a point.
   *
   * @param point index of the point in its batch
   */
  public record Decoded(int point, float predictedIou, LowResLogits logits) {}

  /**
   * Decodes points as one batch.
   *
   * @param embedding {@code [1, width, 64, 64]}
   * @return three masks per point, point by point
   */
  public List<Decoded> decode(OrtTensor embedding, FrameResize resize, List<Prompt.Point> points) {
    int n = points.size();
    int side = ModelSpec.sam1().logitSide();
    try (OrtTensor coords = OrtTensor.floats(n, 1, 2);
        OrtTensor logits = OrtTensor.floats(n, MASKS, side, side);
        OrtTensor iou = OrtTensor.floats(n, MASKS)) {
      FloatBuffer xy = coords.floatBuffer();
      for (Prompt.Point point : points) {
        xy.put(resize.toFrameX(point.x())).put(resize.toFrameY(point.y()));
      }
      session.run(
          Map.of("embedding", embedding, "point_coords", coords),
          Map.of("logits", logits, "predicted_iou", iou));
      FloatBuffer scores = iou.floatBuffer();
      FloatBuffer values = logits.floatBuffer();
      List<Decoded> decoded = new ArrayList<>(MASKS * n);
      for (int i = 0; i < MASKS * n; i++) {
        decoded.add(new Decoded(
            i / MASKS, scores.get(i), LowResLogits.copyOf(values, i * side * side, side)));
      }
      return decoded;
    }
  }

  @Override
  public void close() {
    session.close();
  }
}
