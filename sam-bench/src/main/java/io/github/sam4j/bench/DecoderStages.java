package io.github.sam4j.bench;

import io.github.sam4j.automatic.AutomaticMaskGenerator;
import io.github.sam4j.automatic.AutomaticMaskSettings;
import io.github.sam4j.image.ResizeLongestSide;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.internal.inference.AttendedPrompts;
import io.github.sam4j.internal.inference.EncodedImage;
import io.github.sam4j.internal.inference.PromptBatch;
import io.github.sam4j.internal.inference.SamEngine;
import io.github.sam4j.internal.ort.OrtTensor;
import io.github.sam4j.mask.LowResLogits;
import io.github.sam4j.model.SamModel;
import io.github.sam4j.prompt.Prompt;
import io.github.sam4j.prompt.PromptPoint;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The stages of the decoder one by one. The one class of this module that knows how sam-core runs
 * its models.
 */
final class DecoderStages implements AutoCloseable {
  private static final int[] MULTI_MASK = {1, 2, 3};

  private final SamEngine engine;

  private DecoderStages(SamEngine engine) {
    this.engine = engine;
  }

  /** Loads a model; the caller closes the stages. */
  static DecoderStages load(SamModel model, int threads) {
    return new DecoderStages(SamEngine.load(model, threads));
  }

  /** Returns sam-core's automatic masks, on the same sessions. */
  AutomaticMaskGenerator automatic(AutomaticMaskSettings settings) {
    return new AutomaticMaskGenerator(engine, settings);
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

    ResizeLongestSide resize() {
      return image.resize();
    }

    /** Returns the embedding, valid until this is closed. */
    OrtTensor embedding() {
      return image.embedding();
    }

    /** Runs the transformer for a batch of points; the caller closes the result. */
    Attended attend(List<PromptPoint> points) {
      List<Prompt> prompts =
          points.stream().map(point -> Prompt.point(point.x(), point.y())).toList();
      return new Attended(engine, engine.attend(image, PromptBatch.of(prompts, image.resize())));
    }

    @Override
    public void close() {
      image.close();
    }
  }

  /** A batch of points after the transformer. */
  static final class Attended implements AutoCloseable {
    private final SamEngine engine;
    private final AttendedPrompts prompts;

    private Attended(SamEngine engine, AttendedPrompts prompts) {
      this.engine = engine;
      this.prompts = prompts;
    }

    float predictedIou(int point, int output) {
      return prompts.predictedIou(point, output);
    }

    /** Draws three masks of every point, point by point. */
    List<LowResLogits> draw() {
      int[] all = IntStream.range(0, prompts.prompts()).toArray();
      return engine.draw(prompts, all, MULTI_MASK);
    }

    @Override
    public void close() {
      prompts.close();
    }
  }
}
