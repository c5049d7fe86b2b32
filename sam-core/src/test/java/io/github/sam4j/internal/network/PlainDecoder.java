// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.network;

import io.github.sam4j.weights.ModelSpec;
import io.github.sam4j.weights.WeightTensor;
import io.github.sam4j.weights.internal.architecture.DecoderWeights;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * SAM's prompt encoder and mask decoder as they are published, written down plainly in double
 * precision: nothing folded, nothing reordered. Tokens are rows.
 */
final class PlainDecoder {
  private static final int HEADS = 8;
  private static final double TRANSFORMER_EPSILON = 1e-5;
  private static final double CHANNEL_EPSILON = 1e-6;

  private final DecoderWeights weights;
  private final ModelSpec spec;
  private final int width;
  private final int grid;

  PlainDecoder(DecoderWeights weights) {
    this(weights, ModelSpec.sam1());
  }

  PlainDecoder(DecoderWeights weights, ModelSpec spec) {
    this.weights = weights;
    this.spec = spec;
    this.grid = spec.gridSide();
    this.width = weights.width();
  }

  /** What the transformer leaves behind for one prompt. */
  static final class Attended {
    final double[][] image;
    final double[][] kernels;
    final double[] predictedIou;

    private Attended(double[][] image, double[][] kernels, double[] predictedIou) {
      this.image = image;
      this.kernels = kernels;
      this.predictedIou = predictedIou;
    }
  }

  /**
   * Returns image tokens of an embedding {@code [width, grid, grid]} for prompts without a mask.
   */
  double[][] imageTokens(float[] embedding) {
    double[] noMask = vector("prompt_encoder.no_mask_embed.weight");
    double[][] tokens = tokens(embedding);
    for (double[] token : tokens) {
      addTo(token, noMask);
    }
    return tokens;
  }

  /** Returns image tokens for a prompt with a mask of logits {@code [4 grid, 4 grid]}. */
  double[][] imageTokens(float[] embedding, float[] logits) {
    String name = "prompt_encoder.mask_downscaling.";
    double[][] mask = new double[logits.length][1];
    for (int i = 0; i < logits.length; i++) {
      mask[i][0] = logits[i];
    }
    double[][] half = convolve(mask, 4 * grid, 2, name + "0");
    half = gelu(norm(half, name + "1", CHANNEL_EPSILON));
    double[][] quarter = convolve(half, 2 * grid, 2, name + "3");
    quarter = gelu(norm(quarter, name + "4", CHANNEL_EPSILON));
    return add(tokens(embedding), convolve(quarter, grid, 1, name + "6"));
  }

  private double[][] tokens(float[] embedding) {
    double[][] tokens = new double[grid * grid][width];
    for (int i = 0; i < tokens.length; i++) {
      for (int c = 0; c < width; c++) {
        tokens[i][c] = embedding[c * grid * grid + i];
      }
    }
    return tokens;
  }

  /** Returns the answer to one prompt; coordinates in pixels of the frame. */
  Attended attend(double[][] image, float[] coords, long[] labels) {
    double[][] prompt = promptTokens(coords, labels);
    double[][] placed = gridPositions();
    double[][] queries = prompt;
    double[][] keys = image;
    for (int i = 0; i < weights.depth(); i++) {
      String layer = "mask_decoder.transformer.layers." + i + ".";
      if (i == 0) {
        queries = attention(layer + "self_attn", queries, queries, queries);
      } else {
        double[][] q = add(queries, prompt);
        queries = add(queries, attention(layer + "self_attn", q, q, queries));
      }
      queries = norm(queries, layer + "norm1", TRANSFORMER_EPSILON);
      double[][] toImage = attention(
          layer + "cross_attn_token_to_image", add(queries, prompt), add(keys, placed), keys);
      queries = norm(add(queries, toImage), layer + "norm2", TRANSFORMER_EPSILON);
      double[][] hidden = map(linear(queries, layer + "mlp.lin1"), PlainDecoder::relu);
      queries = add(queries, linear(hidden, layer + "mlp.lin2"));
      queries = norm(queries, layer + "norm3", TRANSFORMER_EPSILON);
      double[][] toPrompt = attention(
          layer + "cross_attn_image_to_token", add(keys, placed), add(queries, prompt), queries);
      keys = norm(add(keys, toPrompt), layer + "norm4", TRANSFORMER_EPSILON);
    }
    String last = "mask_decoder.transformer.";
    double[][] attended = attention(
        last + "final_attn_token_to_image", add(queries, prompt), add(keys, placed), keys);
    queries = norm(add(queries, attended), last + "norm_final_attn", TRANSFORMER_EPSILON);
    double[][] kernels = new double[4][];
    for (int i = 0; i < 4; i++) {
      kernels[i] =
          perceptron("mask_decoder.output_hypernetworks_mlps." + i + ".layers.", queries[1 + i]);
    }
    double[] iou = perceptron("mask_decoder.iou_prediction_head.layers.", queries[0]);
    return new Attended(keys, kernels, iou);
  }

  /** Returns the logits {@code [4 grid, 4 grid]} that a kernel draws. */
  double[] draw(double[][] image, double[] kernel) {
    String name = "mask_decoder.output_upscaling.";
    double[][] twice = deconvolve(image, grid, name + "0");
    twice = gelu(norm(twice, name + "1", CHANNEL_EPSILON));
    double[][] fourfold = gelu(deconvolve(twice, 2 * grid, name + "3"));
    double[] logits = new double[fourfold.length];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = dot(fourfold[i], kernel);
    }
    return logits;
  }

  private double[][] promptTokens(float[] coords, long[] labels) {
    double[][] tokens = new double[5 + labels.length][];
    tokens[0] = vector("mask_decoder.iou_token.weight");
    double[] masks = vector("mask_decoder.mask_tokens.weight");
    for (int i = 0; i < 4; i++) {
      tokens[1 + i] = Arrays.copyOfRange(masks, i * width, (i + 1) * width);
    }
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] == -1) {
        tokens[5 + i] = vector("prompt_encoder.not_a_point_embed.weight");
      } else {
        double[] token = position(
            (coords[2 * i] + 0.5) / spec.frameSide(), (coords[2 * i + 1] + 0.5) / spec.frameSide());
        addTo(token, vector("prompt_encoder.point_embeddings." + labels[i] + ".weight"));
        tokens[5 + i] = token;
      }
    }
    return tokens;
  }

  private double[][] gridPositions() {
    double[][] positions = new double[grid * grid][];
    for (int i = 0; i < positions.length; i++) {
      int row = i / grid;
      int column = i % grid;
      positions[i] = position((column + 0.5) / grid, (row + 0.5) / grid);
    }
    return positions;
  }

  private double[] position(double x, double y) {
    double[] gaussian = vector("prompt_encoder.pe_layer.positional_encoding_gaussian_matrix");
    int half = width / 2;
    double[] code = new double[width];
    for (int c = 0; c < half; c++) {
      double phase = 2 * Math.PI * ((2 * x - 1) * gaussian[c] + (2 * y - 1) * gaussian[half + c]);
      code[c] = Math.sin(phase);
      code[half + c] = Math.cos(phase);
    }
    return code;
  }

  private double[][] attention(String name, double[][] q, double[][] k, double[][] v) {
    double[][] queries = linear(q, name + ".q_proj");
    double[][] keys = linear(k, name + ".k_proj");
    double[][] values = linear(v, name + ".v_proj");
    int size = queries[0].length / HEADS;
    double[][] mixed = new double[q.length][HEADS * size];
    for (int i = 0; i < q.length; i++) {
      for (int from = 0; from < HEADS * size; from += size) {
        double[] shares = new double[k.length];
        double sum = 0;
        for (int j = 0; j < k.length; j++) {
          double score = 0;
          for (int c = from; c < from + size; c++) {
            score += queries[i][c] * keys[j][c];
          }
          shares[j] = Math.exp(score / Math.sqrt(size));
          sum += shares[j];
        }
        for (int j = 0; j < k.length; j++) {
          for (int c = from; c < from + size; c++) {
            mixed[i][c] += shares[j] / sum * values[j][c];
          }
        }
      }
    }
    return linear(mixed, name + ".out_proj");
  }

  private double[] perceptron(String name, double[] token) {
    double[][] x = {token};
    x = map(linear(x, name + "0"), PlainDecoder::relu);
    x = map(linear(x, name + "1"), PlainDecoder::relu);
    return linear(x, name + "2")[0];
  }

  private double[][] linear(double[][] rows, String name) {
    WeightTensor weight = weights.get(name + ".weight");
    double[] matrix = vector(name + ".weight");
    double[] bias = vector(name + ".bias");
    int in = weight.side(1);
    double[][] result = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      double[] out = bias.clone();
      for (int o = 0; o < out.length; o++) {
        for (int c = 0; c < in; c++) {
          out[o] += matrix[o * in + c] * rows[i][c];
        }
      }
      result[i] = out;
    }
    return result;
  }

  /** A convolution whose stride is its kernel size; pixels are rows. */
  private double[][] convolve(double[][] pixels, int side, int size, String name) {
    WeightTensor weight = weights.get(name + ".weight");
    double[] bias = vector(name + ".bias");
    int in = weight.side(1);
    int newSide = side / size;
    double[][] result = new double[newSide * newSide][];
    for (int i = 0; i < result.length; i++) {
      double[] out = bias.clone();
      int row = i / newSide;
      int column = i % newSide;
      for (int dy = 0; dy < size; dy++) {
        for (int dx = 0; dx < size; dx++) {
          double[] pixel = pixels[(row * size + dy) * side + column * size + dx];
          for (int o = 0; o < out.length; o++) {
            for (int c = 0; c < in; c++) {
              out[o] += weight.value(((o * in + c) * size + dy) * size + dx) * pixel[c];
            }
          }
        }
      }
      result[i] = out;
    }
    return result;
  }

  /** A transposed convolution of kernel size 2 and stride 2. */
  private double[][] deconvolve(double[][] pixels, int side, String name) {
    WeightTensor weight = weights.get(name + ".weight");
    double[] bias = vector(name + ".bias");
    int channels = bias.length;
    double[][] result = new double[4 * pixels.length][];
    for (int i = 0; i < result.length; i++) {
      int y = i / (2 * side);
      int x = i % (2 * side);
      double[] pixel = pixels[(y >> 1) * side + (x >> 1)];
      double[] out = bias.clone();
      for (int c = 0; c < pixel.length; c++) {
        for (int o = 0; o < channels; o++) {
          int at = ((c * channels + o) * 2 + (y & 1)) * 2 + (x & 1);
          out[o] += weight.value(at) * pixel[c];
        }
      }
      result[i] = out;
    }
    return result;
  }

  private double[][] norm(double[][] rows, String name, double epsilon) {
    double[] scale = vector(name + ".weight");
    double[] shift = vector(name + ".bias");
    double[][] result = new double[rows.length][scale.length];
    for (int i = 0; i < rows.length; i++) {
      double mean = Arrays.stream(rows[i]).average().orElseThrow();
      double variance =
          Arrays.stream(rows[i]).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
      for (int c = 0; c < scale.length; c++) {
        result[i][c] = (rows[i][c] - mean) / Math.sqrt(variance + epsilon) * scale[c] + shift[c];
      }
    }
    return result;
  }

  private static double[][] gelu(double[][] rows) {
    return map(rows, x -> 0.5 * x * (1 + erf(x / Math.sqrt(2))));
  }

  /** The series of positive terms, {@code 2/√π · exp(−x²) · Σ 2ⁿ x²ⁿ⁺¹ / (2n+1)!!}. */
  private static double erf(double x) {
    if (Math.abs(x) > 6) {
      return Math.signum(x);
    }
    double term = x;
    double sum = x;
    for (int n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
  }

  private static double relu(double x) {
    return Math.max(0, x);
  }

  private static double[][] map(double[][] rows, DoubleUnaryOperator operator) {
    return Arrays.stream(rows)
        .map(row -> Arrays.stream(row).map(operator).toArray())
        .toArray(double[][]::new);
  }

  private static double[][] add(double[][] a, double[][] b) {
    double[][] sum = new double[a.length][];
    for (int i = 0; i < a.length; i++) {
      sum[i] = a[i].clone();
      addTo(sum[i], b[i]);
    }
    return sum;
  }

  private static void addTo(double[] target, double[] values) {
    for (int c = 0; c < target.length; c++) {
      target[c] += values[c];
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int c = 0; c < a.length; c++) {
      sum += a[c] * b[c];
    }
    return sum;
  }

  private double[] vector(String name) {
    WeightTensor tensor = weights.get(name);
    double[] values = new double[tensor.length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = tensor.value(i);
    }
    return values;
  }
}
