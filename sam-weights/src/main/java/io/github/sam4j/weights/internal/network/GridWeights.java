// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.network;

import io.github.sam4j.weights.WeightTensor;
import io.github.sam4j.weights.internal.architecture.DecoderWeights;
import java.util.Arrays;

/**
 * The decoder's weights in the form that {@link GridTransformer} uses: gains and shifts of the
 * image tokens' norms are folded into the matrices that follow, and means are removed where a norm
 * would do so.
 *
 * <p>Layers are counted from 0; the final attention counts as one more layer. Gain and shift of a
 * layer are those of the preceding norm of the image tokens; the first layer has none.
 */
final class GridWeights {
  private static final int HEADS = DecoderWeights.HEADS;
  private static final String PREFIX = TokenLayers.TRANSFORMER;

  private final DecoderWeights weights;

  GridWeights(DecoderWeights weights) {
    this.weights = weights;
  }

  /** Returns the name of the attention of prompt tokens to image tokens. */
  String tokenToImage(int layer) {
    return layer == weights.depth()
        ? PREFIX + "final_attn_token_to_image"
        : PREFIX + "layers." + layer + ".cross_attn_token_to_image";
  }

  /** Returns the name of the attention of image tokens to prompt tokens. */
  String imageToToken(int layer) {
    return PREFIX + "layers." + layer + ".cross_attn_image_to_token";
  }

  /** Returns the gain of the image tokens at the input of a layer, {@code [width]}. */
  WeightTensor gain(int layer) {
    if (layer == 0) {
      float[] ones = new float[weights.width()];
      Arrays.fill(ones, 1);
      return WeightTensor.of(ones, ones.length);
    }
    return weights.get(PREFIX + "layers." + (layer - 1) + ".norm4.weight");
  }

  /** Returns the shift of the image tokens at the input of a layer, {@code [width]}. */
  WeightTensor shift(int layer) {
    return layer == 0
        ? WeightTensor.of(new float[weights.width()], weights.width())
        : weights.get(PREFIX + "layers." + (layer - 1) + ".norm4.bias");
  }

  /** Returns a projection of tokens, {@code [width, H·d]}. */
  WeightTensor projection(String name) {
    return weights.get(name + ".weight").transpose();
  }

  /** Returns a projection with the gain of a layer's tokens folded in. */
  WeightTensor gained(WeightTensor projection, int layer) {
    return scaleColumns(projection.transpose(), gain(layer)).transpose();
  }

  /** Returns a bias plus the projected shift of a layer's tokens. */
  WeightTensor shifted(WeightTensor bias, WeightTensor projection, int layer) {
    WeightTensor shift = shift(layer);
    float[] result = bias.toArray();
    for (int i = 0; i < result.length; i++) {
      double sum = result[i];
      for (int c = 0; c < shift.length(); c++) {
        sum += (double) shift.value(c) * projection.value(c * result.length + i);
      }
      result[i] = (float) sum;
    }
    return WeightTensor.of(result, result.length);
  }

  /** Rearranges {@code [width, H·d]} to {@code [H, d, width]}. */
  static WeightTensor perHead(WeightTensor projection) {
    return TokenLayers.split(projection.transpose());
  }

  /** A linear layer: weight {@code [in, out]}, bias {@code [out]}. */
  record Linear(WeightTensor weight, WeightTensor bias) {}

  /**
   * Returns the value projection of an image-to-token attention with a constant 1 appended to each
   * head, from {@code width} to {@code H·(d + 1)}.
   */
  Linear valuesAndOne(int layer) {
    String name = imageToToken(layer) + ".v_proj";
    int width = weights.width();
    int size = weights.headSize(imageToToken(layer));
    WeightTensor[] matrix = new WeightTensor[2 * HEADS];
    WeightTensor[] bias = new WeightTensor[2 * HEADS];
    WeightTensor rows = weights.get(name + ".weight");
    WeightTensor biases = weights.get(name + ".bias").reshape(HEADS * size, 1);
    for (int h = 0; h < HEADS; h++) {
      matrix[2 * h] = rows.rows(h * size, (h + 1) * size);
      matrix[2 * h + 1] = WeightTensor.of(new float[width], 1, width);
      bias[2 * h] = biases.rows(h * size, (h + 1) * size);
      bias[2 * h + 1] = WeightTensor.of(new float[] {1}, 1, 1);
    }
    return new Linear(
        WeightTensor.concat(matrix).transpose(),
        WeightTensor.concat(bias).reshape(HEADS * (size + 1)));
  }

  /**
   * Returns the matrices that map a value of layer {@code source}, including the appended 1, to its
   * contribution to the image tokens after the residual of layer {@code layer}, with the mean
   * removed: {@code [H, d + 1, width]}.
   */
  WeightTensor residual(int source, int layer) {
    String attention = imageToToken(source);
    int size = weights.headSize(attention);
    WeightTensor out = projection(attention + ".out_proj");
    WeightTensor constant = addRow(
            weights.get(attention + ".out_proj.bias").reshape(1, weights.width()), shift(source))
        .scale(1.0 / HEADS);
    WeightTensor[] rows = new WeightTensor[2 * HEADS];
    for (int h = 0; h < HEADS; h++) {
      rows[2 * h] = out.rows(h * size, (h + 1) * size);
      rows[2 * h + 1] = constant;
    }
    WeightTensor result = centred(WeightTensor.concat(rows));
    for (int l = source + 1; l <= layer; l++) {
      result = centred(scaleColumns(result, gain(l)));
    }
    return result.reshape(HEADS, size + 1, weights.width());
  }

  private static WeightTensor scaleColumns(WeightTensor matrix, WeightTensor factors) {
    float[] values = matrix.toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] *= factors.value(i % factors.length());
    }
    return WeightTensor.of(values, matrix.shape());
  }

  /** Returns a matrix with a row vector added to each of its rows. */
  static WeightTensor addRow(WeightTensor matrix, WeightTensor row) {
    float[] values = matrix.toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] += row.value(i % row.length());
    }
    return WeightTensor.of(values, matrix.shape());
  }

  /** Returns a matrix with the mean of each row subtracted. */
  private static WeightTensor centred(WeightTensor matrix) {
    int columns = matrix.side(1);
    float[] values = matrix.toArray();
    for (int row = 0; row < values.length; row += columns) {
      double sum = 0;
      for (int i = row; i < row + columns; i++) {
        sum += values[i];
      }
      float mean = (float) (sum / columns);
      for (int i = row; i < row + columns; i++) {
        values[i] -= mean;
      }
    }
    return WeightTensor.of(values, matrix.shape());
  }
}
