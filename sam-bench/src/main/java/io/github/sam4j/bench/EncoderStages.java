// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench;

import io.github.sam4j.image.RgbImage;
import io.github.sam4j.internal.inference.BlockedGraphs;
import io.github.sam4j.internal.ort.OrtSession;
import io.github.sam4j.internal.ort.OrtTensor;
import io.github.sam4j.internal.ort.SessionSettings;
import io.github.sam4j.internal.ort.TensorMemory;
import io.github.sam4j.internal.preprocessing.FrameResize;
import io.github.sam4j.internal.preprocessing.PixelNormalization;
import io.github.sam4j.model.SamModel;
import io.github.sam4j.weights.ModelSpec;
import io.github.sam4j.weights.internal.architecture.DecoderWeights;
import io.github.sam4j.weights.internal.architecture.EncoderWeights;
import io.github.sam4j.weights.internal.graph.HalfPrecision;
import io.github.sam4j.weights.internal.graph.OnnxModel;
import io.github.sam4j.weights.internal.network.EncoderGraphs;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Map;

/**
 * The stages of the encoder one by one, on tensors that stay where they are. With
 * {@link DecoderStages} the only class of this module that knows how sam-core runs its models.
 */
final class EncoderStages implements AutoCloseable {
  private static final String NAME = "image encoder";
  private static final int SIDE = ModelSpec.sam1().frameSide();

  private final OrtSession session;
  private final TensorMemory memory;
  private final boolean copies;
  private final OrtTensor staging;
  private final OrtTensor pixels;
  private final OrtTensor embedding;
  private final String input;
  private final String output;

  private EncoderStages(
      OrtSession session, TensorMemory memory, boolean copies, int embeddingWidth) {
    this.session = session;
    this.memory = memory;
    this.copies = copies;
    staging = memory.stagingFloats(1, 3, SIDE, SIDE);
    pixels = copies ? memory.deviceFloats(1, 3, SIDE, SIDE) : staging;
    embedding = memory.deviceFloats(
        1, embeddingWidth, ModelSpec.sam1().gridSide(), ModelSpec.sam1().gridSide());
    input = session.inputs().keySet().iterator().next();
    output = session.outputs().keySet().iterator().next();
  }

  /** Loads the encoder as SAM4J runs it; the caller closes the stages. */
  static EncoderStages load(SamModel model, BenchDevice device) throws IOException {
    return model.encoder().isPresent()
        ? own(
            EncoderGraphs.of(EncoderWeights.of(model.encoder().get()), ModelSpec.sam1()),
            model,
            device)
        : published(model, device);
  }

  private static EncoderStages own(OnnxModel graph, SamModel model, BenchDevice device) {
    SessionSettings settings = device.session();
    OrtSession session = device.halfPrecision()
        ? OrtSession.load(NAME, graph.inHalfPrecision().toBytes(), settings)
        : BlockedGraphs.load(NAME, graph.toBytes(), settings);
    return of(session, settings, model);
  }

  /** Loads the encoder's ONNX file as it was published; the caller closes the stages. */
  static EncoderStages published(SamModel model, BenchDevice device) throws IOException {
    SessionSettings settings = device.session();
    byte[] graph = model.readEncoder();
    OrtSession session = OrtSession.load(
        NAME, device.halfPrecision() ? HalfPrecision.convert(graph) : graph, settings);
    return of(session, settings, model);
  }

  private static EncoderStages of(OrtSession session, SessionSettings settings, SamModel model) {
    return new EncoderStages(
        session,
        TensorMemory.of(settings),
        settings.device().isGpu(),
        DecoderWeights.of(model.decoder()).width());
  }

  /** Resizes and normalises a picture into the memory from which it goes on. */
  FloatBuffer preprocess(RgbImage image) {
    FloatBuffer planes = staging.floatBuffer();
    FrameResize.of(ModelSpec.sam1(), image.width(), image.height())
        .normalizeInto(image, PixelNormalization.of(ModelSpec.sam1()), planes);
    return planes;
  }

  /**
   * Copies what {@link #preprocess} wrote to the device.
   *
   * @throws IllegalStateException on the CPU, which reads it where it is
   */
  OrtTensor copy() {
    if (!copies) {
      throw new IllegalStateException("nothing is copied on the CPU");
    }
    memory.copy(staging, pixels);
    return pixels;
  }

  /** Runs the encoder from and into the memory of the device. */
  OrtTensor run() {
    session.run(Map.of(input, pixels), Map.of(output, embedding));
    return embedding;
  }

  @Override
  public void close() {
    embedding.close();
    if (copies) {
      pixels.close();
    }
    staging.close();
    memory.close();
    session.close();
  }
}
