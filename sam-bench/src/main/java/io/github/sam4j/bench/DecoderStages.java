// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench;

import io.github.sam4j.automatic.AutomaticMaskGenerator;
import io.github.sam4j.automatic.AutomaticMaskSettings;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.internal.automatic.GridMaskGenerator;
import io.github.sam4j.internal.drawing.CoveredLogits;
import io.github.sam4j.internal.inference.EncodedImage;
import io.github.sam4j.internal.inference.EngineLoader;
import io.github.sam4j.internal.inference.GridImage;
import io.github.sam4j.internal.inference.GridLane;
import io.github.sam4j.internal.inference.PromptBatch;
import io.github.sam4j.internal.inference.SamEngine;
import io.github.sam4j.internal.ort.OrtTensor;
import io.github.sam4j.internal.ort.StopSignal;
import io.github.sam4j.internal.preprocessing.FrameResize;
import io.github.sam4j.mask.LowResLogits;
import io.github.sam4j.model.SamModel;
import io.github.sam4j.prompt.Prompt;
import io.github.sam4j.weights.ModelSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * The stages of the decoder one by one. With {@link EncoderStages} the only class of this module
 * that knows how sam-core runs its models.
 */
final class DecoderStages implements AutoCloseable {
  private static final int[] MULTI_MASK = {1, 2, 3};

  private final SamEngine engine;

  private DecoderStages(SamEngine engine) {
    this.engine = engine;
  }

  /** Loads a model for the CPU; the caller closes the stages. */
  static DecoderStages load(SamModel model, int threads) {
    return load(model, BenchDevice.of(BenchDevice.CPU, BenchDevice.FLOAT32, threads));
  }

  /** Loads a model for a device; the caller closes the stages. */
  static DecoderStages load(SamModel model, BenchDevice device) {
    return new DecoderStages(EngineLoader.load(model, device.engine()));
  }

  /** Returns sam-core's automatic masks, on the same sessions. */
  AutomaticMaskGenerator automatic(AutomaticMaskSettings settings) {
    return new GridMaskGenerator(engine, settings);
  }

  /** Encodes an image; the caller closes the result. */
  Encoded encode(RgbImage image) {
    return new Encoded(engine, engine.encode(image));
  }

  @Override
  public void close() {
    engine.close();
  }

  /** An image after the encoder. */
  static final class Encoded implements AutoCloseable {
    private final SamEngine engine;
    private final EncodedImage image;

    private Encoded(SamEngine engine, EncodedImage image) {
      this.engine = engine;
      this.image = image;
    }

    FrameResize resize() {
      return image.resize();
    }

    /** Returns the embedding, valid until this is closed. */
    OrtTensor embedding() {
      return image.embedding();
    }

    /** Computes what all points share; the caller closes the result. */
    Prepared prepare() {
      return new Prepared(engine, engine.prepare(image, new StopSignal()));
    }

    @Override
    public void close() {
      image.close();
    }
  }

  /** An encoded image with everything that its points share. */
  static final class Prepared implements AutoCloseable {
    private final SamEngine engine;
    private final GridImage image;

    private Prepared(SamEngine engine, GridImage image) {
      this.engine = engine;
      this.image = image;
    }

    /** Opens a lane for one thread, which closes it before this. */
    Lane lane(int points) {
      return new Lane(engine.lane(image, points), image);
    }

    @Override
    public void close() {
      image.close();
    }
  }

  /** One thread's way through the decoder. */
  static final class Lane implements AutoCloseable {
    private final GridLane lane;
    private final GridImage image;
    private int points;

    private Lane(GridLane lane, GridImage image) {
      this.lane = lane;
      this.image = image;
    }

    /** Runs the transformer for a batch of points. */
    float attend(List<Prompt.Point> batch) {
      List<Prompt> prompts =
          batch.stream().map(point -> Prompt.point(point.x(), point.y())).toList();
      lane.attend(PromptBatch.of(prompts, image.resize()), new StopSignal());
      points = batch.size();
      return lane.predictedIou(0, 1);
    }

    /** Draws three masks of every point of the last batch, point by point. */
    List<LowResLogits> draw() {
      int[] prompts = new int[points * MULTI_MASK.length];
      int[] outputs = new int[prompts.length];
      for (int i = 0; i < prompts.length; i++) {
        prompts[i] = i / MULTI_MASK.length;
        outputs[i] = MULTI_MASK[i % MULTI_MASK.length];
      }
      List<LowResLogits> drawn = new ArrayList<>();
      lane.draw(
          prompts,
          outputs,
          (i, logits, from) -> {
            int side = ModelSpec.sam1().logitSide();
            float[] values = new float[side * side];
            new CoveredLogits(logits, from, lane.logitRows(), lane.logitColumns())
                .copyTo(values, side);
            drawn.add(LowResLogits.of(values));
          },
          new StopSignal());
      return drawn;
    }

    @Override
    public void close() {
      lane.close();
    }
  }
}
