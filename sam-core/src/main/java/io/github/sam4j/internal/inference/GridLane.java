package io.github.sam4j.internal.inference;

import io.github.sam4j.internal.ort.OrtSession;
import io.github.sam4j.internal.ort.OrtTensor;
import io.github.sam4j.internal.ort.StopSignal;
import io.github.sam4j.mask.LowResLogits;
import io.github.sam4j.model.graph.DecoderGraphs;
import io.github.sam4j.model.graph.GridGraphs;
import io.github.sam4j.model.weights.DecoderWeights;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes batches of single points through the decoder, one after the other, on tensors that it
 * keeps: fresh memory of this size costs a fifth of the time in page faults alone. Belongs to one
 * thread; closed by it, before the image.
 */
public final class GridLane implements AutoCloseable {
  /** A point and its padding point. */
  private static final int POINTS = 2;

  private static final int TOKENS = DecoderGraphs.TOKENS;
  private static final int MASKS = DecoderWeights.MASK_TOKENS;

  private final OrtSession transformer;
  private final OrtSession upscaling;
  private final GridImage image;
  private final int capacity;
  private final int rows;
  private final int width;
  private final int kernelLength;
  private final List<OrtTensor> owned = new ArrayList<>();
  private final OrtTensor coords;
  private final OrtTensor labels;
  private final OrtTensor shares;
  private final OrtTensor scale;
  private final OrtTensor mixedRows;
  private final OrtTensor maskKernels;
  private final OrtTensor predictedIou;
  private final OrtTensor kernels;
  private final OrtTensor logits;
  private int prompts;

  GridLane(
      DecoderWeights weights,
      OrtSession transformer,
      OrtSession upscaling,
      GridImage image,
      int capacity) {
    this.transformer = transformer;
    this.upscaling = upscaling;
    this.image = image;
    this.capacity = capacity;
    this.rows = GridGraphs.rows(weights, POINTS);
    this.width = weights.width();
    this.kernelLength = DecoderGraphs.kernelLength(weights);
    try {
      coords = own(OrtTensor.floats(capacity, POINTS, 2));
      labels = own(OrtTensor.longs(capacity, POINTS));
      shares = own(OrtTensor.floats(capacity, rows, TOKENS));
      scale = own(OrtTensor.floats(capacity, 1, TOKENS));
      mixedRows = own(OrtTensor.floats(capacity, rows, width));
      maskKernels = own(OrtTensor.floats(capacity, MASKS, kernelLength));
      predictedIou = own(OrtTensor.floats(capacity, MASKS));
      kernels = own(OrtTensor.floats(1, MASKS, kernelLength));
      logits = own(OrtTensor.floats(1, MASKS, image.logitRows(), image.logitColumns()));
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private OrtTensor own(OrtTensor tensor) {
    owned.add(tensor);
    return tensor;
  }

  /**
   * Runs a batch of points through the transformer. What was attended before is forgotten.
   *
   * @throws IllegalArgumentException if the batch is too large or isn't one of single points
   */
  public void attend(PromptBatch batch, StopSignal stop) {
    int n = batch.prompts();
    if (n > capacity || batch.points() != POINTS || !batch.logits().isEmpty()) {
      throw new IllegalArgumentException("expected at most " + capacity + " single points, got " + n
          + " prompts of " + batch.points() + " points");
    }
    prompts = 0;
    coords.floatBuffer().put(batch.coords());
    labels.longBuffer().put(batch.labels());
    Map<String, OrtTensor> in = new HashMap<>(image.terms());
    try (OrtTensor coordsPart = coords.part(0, n, POINTS, 2);
        OrtTensor labelsPart = labels.part(0, n, POINTS);
        OrtTensor sharesPart = shares.part(0, n, rows, TOKENS);
        OrtTensor scalePart = scale.part(0, n, 1, TOKENS);
        OrtTensor rowsPart = mixedRows.part(0, n, rows, width);
        OrtTensor kernelsPart = maskKernels.part(0, n, MASKS, kernelLength);
        OrtTensor iouPart = predictedIou.part(0, n, MASKS)) {
      in.put("point_coords", coordsPart);
      in.put("point_labels", labelsPart);
      transformer.run(
          in,
          Map.of(
              "shares", sharesPart,
              "scale", scalePart,
              "rows", rowsPart,
              "mask_kernels", kernelsPart,
              "predicted_iou", iouPart),
          stop);
    }
    prompts = n;
  }

  /**
   * Returns the model's estimate of a mask's IoU; it can exceed 1.
   *
   * @param prompt which prompt of the batch that was attended last
   * @param output 0 for the single-mask output, 1 to 3 for the others
   */
  public float predictedIou(int prompt, int output) {
    checkPrompt(prompt);
    return predictedIou.floatBuffer().get(prompt * MASKS + output);
  }

  /**
   * Draws masks of one prompt of the batch that was attended last.
   *
   * @param outputs which outputs, 0 to 3
   * @return the logits in that order; 0 outside of the image
   */
  public List<LowResLogits> draw(int prompt, int[] outputs, StopSignal stop) {
    checkPrompt(prompt);
    int k = outputs.length;
    int height = image.logitRows();
    int columns = image.logitColumns();
    FloatBuffer source = maskKernels.floatBuffer();
    FloatBuffer target = kernels.floatBuffer();
    for (int output : outputs) {
      target.put(source.slice((prompt * MASKS + output) * kernelLength, kernelLength));
    }
    try (OrtTensor sharesPart = shares.part((long) prompt * rows * TOKENS, 1, rows, TOKENS);
        OrtTensor scalePart = scale.part((long) prompt * TOKENS, 1, 1, TOKENS);
        OrtTensor rowsPart = mixedRows.part((long) prompt * rows * width, 1, rows, width);
        OrtTensor kernelsPart = kernels.part(0, 1, k, kernelLength);
        OrtTensor logitsPart = logits.part(0, 1, k, height, columns)) {
      upscaling.run(
          Map.of(
              "shares",
              sharesPart,
              "scale",
              scalePart,
              "rows",
              rowsPart,
              GridGraphs.ENLARGED,
              image.enlarged(),
              "kernels",
              kernelsPart),
          Map.of("logits", logitsPart),
          stop);
      FloatBuffer values = logitsPart.floatBuffer();
      List<LowResLogits> drawn = new ArrayList<>(k);
      for (int i = 0; i < k; i++) {
        drawn.add(LowResLogits.copyOf(values, i * height * columns, height, columns));
      }
      return drawn;
    }
  }

  private void checkPrompt(int prompt) {
    if (prompt < 0 || prompt >= prompts) {
      throw new IndexOutOfBoundsException("prompt " + prompt + " of " + prompts);
    }
  }

  /** Frees all tensors. Idempotent. */
  @Override
  public void close() {
    owned.forEach(OrtTensor::close);
  }
}
