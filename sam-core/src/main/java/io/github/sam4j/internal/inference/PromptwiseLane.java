package io.github.sam4j.internal.inference;

import io.github.sam4j.internal.ort.OrtSession;
import io.github.sam4j.internal.ort.OrtTensor;
import io.github.sam4j.internal.ort.StopSignal;
import io.github.sam4j.internal.ort.TensorMemory;
import io.github.sam4j.model.graph.DecoderGraphs;
import io.github.sam4j.model.graph.GridGraphs;
import io.github.sam4j.model.weights.DecoderWeights;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The lane of a CPU: it attends a batch at once and draws prompt by prompt, which keeps what it
 * works on small enough for the caches.
 */
final class PromptwiseLane implements GridLane {
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

  PromptwiseLane(
      DecoderWeights weights,
      OrtSession transformer,
      OrtSession upscaling,
      TensorMemory memory,
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
      coords = own(memory.stagingFloats(capacity, POINTS, 2));
      labels = own(memory.stagingLongs(capacity, POINTS));
      shares = own(memory.stagingFloats(capacity, rows, TOKENS));
      scale = own(memory.stagingFloats(capacity, 1, TOKENS));
      mixedRows = own(memory.stagingFloats(capacity, rows, width));
      maskKernels = own(memory.stagingFloats(capacity, MASKS, kernelLength));
      predictedIou = own(memory.stagingFloats(capacity, MASKS));
      kernels = own(memory.stagingFloats(1, MASKS, kernelLength));
      logits = own(memory.stagingFloats(1, MASKS, image.logitRows(), image.logitColumns()));
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private OrtTensor own(OrtTensor tensor) {
    owned.add(tensor);
    return tensor;
  }

  @Override
  public int logitRows() {
    return image.logitRows();
  }

  @Override
  public int logitColumns() {
    return image.logitColumns();
  }

  @Override
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

  @Override
  public float predictedIou(int prompt, int output) {
    checkPrompt(prompt);
    return predictedIou.floatBuffer().get(prompt * MASKS + output);
  }

  @Override
  public void draw(int[] prompts, int[] outputs, Drawn drawn, StopSignal stop) {
    int from = 0;
    while (from < prompts.length) {
      int to = from + 1;
      while (to < prompts.length && prompts[to] == prompts[from]) {
        to++;
      }
      draw(prompts[from], Arrays.copyOfRange(outputs, from, to), from, drawn, stop);
      from = to;
    }
  }

  private void draw(int prompt, int[] outputs, int firstIndex, Drawn drawn, StopSignal stop) {
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
      for (int i = 0; i < k; i++) {
        drawn.accept(firstIndex + i, values, i * height * columns);
      }
    }
  }

  private void checkPrompt(int prompt) {
    if (prompt < 0 || prompt >= prompts) {
      throw new IndexOutOfBoundsException("prompt " + prompt + " of " + prompts);
    }
  }

  @Override
  public void close() {
    owned.forEach(OrtTensor::close);
  }
}
