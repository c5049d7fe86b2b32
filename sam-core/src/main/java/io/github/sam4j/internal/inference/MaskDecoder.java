// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.inference;

import io.github.sam4j.internal.memory.Closing;
import io.github.sam4j.internal.ort.OrtSession;
import io.github.sam4j.internal.ort.OrtTensor;
import io.github.sam4j.internal.ort.TensorMemory;
import io.github.sam4j.mask.LowResLogits;
import io.github.sam4j.weights.ModelSpec;
import io.github.sam4j.weights.internal.architecture.DecoderWeights;
import io.github.sam4j.weights.internal.network.DecoderGraphs;
import io.github.sam4j.weights.internal.network.DecoderTensors;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The prompt encoder and mask decoder: four sessions over the graphs of {@link DecoderGraphs}. */
final class MaskDecoder implements AutoCloseable {
  private static final int MASKS = DecoderWeights.MASK_TOKENS;

  private final TensorMemory memory;
  private final int width;
  private final int tokens;
  private final int logitSide;
  private final int kernelLength;
  private final OrtSession imageTokens;
  private final OrtSession maskedImageTokens;
  private final OrtSession transformer;
  private final OrtSession upscaling;

  MaskDecoder(DecoderWeights weights, ModelSpec spec, GraphLoader loader, TensorMemory memory) {
    this.memory = memory;
    this.tokens = spec.tokens();
    this.logitSide = spec.logitSide();
    List<OrtSession> loaded = new ArrayList<>();
    try {
      loaded.add(loader.load("image tokens graph", DecoderGraphs.imageTokens(weights, spec)));
      loaded.add(
          loader.load("masked image tokens graph", DecoderGraphs.maskedImageTokens(weights, spec)));
      loaded.add(loader.load("transformer graph", DecoderGraphs.transformer(weights, spec)));
      loaded.add(loader.load("upscaling graph", DecoderGraphs.upscaling(weights, spec)));
    } catch (RuntimeException | Error e) {
      loader.discard(loaded, e);
      throw e;
    }
    imageTokens = loaded.get(0);
    maskedImageTokens = loaded.get(1);
    transformer = loaded.get(2);
    upscaling = loaded.get(3);
    width = weights.width();
    kernelLength = DecoderGraphs.kernelLength(weights);
  }

  /**
   * Returns the image tokens of prompts without a mask, {@code [1, tokens, width]}; the caller
   * closes them.
   */
  OrtTensor imageTokens(OrtTensor embedding) {
    return produce(
        memory.deviceFloats(1, tokens, width),
        result -> imageTokens.run(
            Map.of(DecoderTensors.EMBEDDING, embedding),
            Map.of(DecoderTensors.IMAGE_TOKENS, result)));
  }

  /** Runs the transformer; the caller closes the result. */
  AttendedPrompts attend(EncodedImage image, PromptBatch batch) {
    if (batch.logits().isEmpty()) {
      return attend(image.imageTokens(), batch);
    }
    try (OrtTensor masked = maskedImageTokens(image.embedding(), batch.logits())) {
      return attend(masked, batch);
    }
  }

  private OrtTensor maskedImageTokens(OrtTensor embedding, List<LowResLogits> masks) {
    try (OrtTensor logits = memory.stagingFloats(masks.size(), 1, logitSide, logitSide)) {
      FloatBuffer buffer = logits.floatBuffer();
      for (int i = 0; i < masks.size(); i++) {
        masks.get(i).copyTo(buffer, i * logitSide * logitSide);
      }
      return produce(
          memory.deviceFloats(masks.size(), tokens, width),
          result -> maskedImageTokens.run(
              Map.of(DecoderTensors.EMBEDDING, embedding, DecoderTensors.MASK_LOGITS, logits),
              Map.of(DecoderTensors.IMAGE_TOKENS, result)));
    }
  }

  private AttendedPrompts attend(OrtTensor image, PromptBatch batch) {
    int n = batch.prompts();
    float[] iouValues = new float[n * MASKS];
    float[] kernelValues = new float[n * MASKS * kernelLength];
    try (OrtTensor coords = memory.stagingFloats(n, batch.points(), 2);
        OrtTensor labels = memory.stagingLongs(n, batch.points());
        OrtTensor kernels = memory.stagingFloats(n, MASKS, kernelLength);
        OrtTensor iou = memory.stagingFloats(n, MASKS)) {
      coords.floatBuffer().put(batch.coords());
      labels.longBuffer().put(batch.labels());
      OrtTensor attended = produce(
          memory.deviceFloats(n, tokens, width),
          result -> transformer.run(
              Map.of(
                  DecoderTensors.IMAGE_TOKENS,
                  image,
                  DecoderTensors.POINT_COORDS,
                  coords,
                  DecoderTensors.POINT_LABELS,
                  labels),
              Map.of(
                  DecoderTensors.ATTENDED_TOKENS,
                  result,
                  DecoderTensors.MASK_KERNELS,
                  kernels,
                  DecoderTensors.PREDICTED_IOU,
                  iou)));
      kernels.floatBuffer().get(kernelValues);
      iou.floatBuffer().get(iouValues);
      requireFinite(iouValues, attended);
      return new AttendedPrompts(attended, kernelValues, iouValues);
    }
  }

  /** Checks the smallest output; whatever is not finite on the way to it makes it so. */
  private static void requireFinite(float[] predictedIou, OrtTensor attended) {
    try {
      FiniteOutputs.require("predicted IoU of the mask decoder", FloatBuffer.wrap(predictedIou));
    } catch (RuntimeException e) {
      attended.close();
      throw e;
    }
  }

  /**
   * Draws the given masks of the given prompts.
   *
   * @param prompts indices of the prompts in the batch
   * @param outputs outputs to draw for each prompt, 0 to 3
   * @return the logits, prompt by prompt in the given order
   */
  List<LowResLogits> draw(AttendedPrompts attended, int[] prompts, int[] outputs) {
    int m = prompts.length;
    int k = outputs.length;
    List<LowResLogits> result = new ArrayList<>(m * k);
    try (OrtTensor index = memory.stagingLongs(m);
        OrtTensor kernels = memory.stagingFloats(m, k, kernelLength);
        OrtTensor logits = memory.stagingFloats(m, k, logitSide, logitSide)) {
      index.longBuffer().put(Arrays.stream(prompts).asLongStream().toArray());
      FloatBuffer buffer = kernels.floatBuffer();
      for (int prompt : prompts) {
        for (int output : outputs) {
          buffer.put(attended.kernels(), (prompt * MASKS + output) * kernelLength, kernelLength);
        }
      }
      upscaling.run(
          Map.of(
              DecoderTensors.ATTENDED_TOKENS,
              attended.attendedTokens(),
              DecoderTensors.PROMPT_INDEX,
              index,
              DecoderTensors.KERNELS,
              kernels),
          Map.of(DecoderTensors.LOGITS, logits));
      FloatBuffer values = logits.floatBuffer();
      for (int i = 0; i < m * k; i++) {
        result.add(LowResLogits.copyOf(values, i * logitSide * logitSide, logitSide));
      }
    }
    return result;
  }

  /** Fills the target and returns it; frees it on failure. */
  private static OrtTensor produce(OrtTensor target, Consumer<OrtTensor> fill) {
    try {
      fill.accept(target);
      return target;
    } catch (RuntimeException | Error e) {
      target.close();
      throw e;
    }
  }

  @Override
  public void close() {
    Closing.all(upscaling::close, transformer::close, maskedImageTokens::close, imageTokens::close);
  }
}
