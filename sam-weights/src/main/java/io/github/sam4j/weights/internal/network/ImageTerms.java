// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.network;

import io.github.sam4j.weights.ModelSpec;
import io.github.sam4j.weights.WeightTensor;
import io.github.sam4j.weights.internal.architecture.DecoderWeights;
import io.github.sam4j.weights.internal.graph.OnnxGraph;
import io.github.sam4j.weights.internal.graph.Shape;

/**
 * The terms of an image that {@link GridTransformer} and {@link GridUpscaling} need, computed once
 * for all prompts: the image part of the tokens of every layer after the projections of that layer.
 *
 * <table>
 * <caption>Terms; S is the number of image tokens</caption>
 * <tr><td>{@code key.l}, {@code query.l}</td><td>{@code [H, d, S]}</td></tr>
 * <tr><td>{@code value.l}</td><td>{@code [H, S, d]}</td></tr>
 * <tr><td>{@code square.l}</td><td>{@code [1, S]}: squared length after the residual of layer l, mean removed</td></tr>
 * <tr><td>{@code residual.k.l}</td><td>{@code [H, d + 1, S]}: twice the inner product with the contribution of a value of layer k</td></tr>
 * <tr><td>{@code enlarged}</td><td>{@code [Y, X, 4·inner]}: after the matrix of the first upscaling, without
 *     the padding</td></tr>
 * </table>
 */
final class ImageTerms {
  private static final int HEADS = DecoderWeights.HEADS;

  private final OnnxGraph graph;
  private final DecoderWeights weights;
  private final GridWeights folded;
  private final int grid;
  private final int imageTokens;

  ImageTerms(OnnxGraph graph, DecoderWeights weights, ModelSpec spec) {
    this.graph = graph;
    this.weights = weights;
    this.folded = new GridWeights(weights);
    this.grid = spec.gridSide();
    this.imageTokens = spec.tokens();
  }

  static String key(int layer) {
    return "key." + layer;
  }

  static String value(int layer) {
    return "value." + layer;
  }

  static String query(int layer) {
    return "query." + layer;
  }

  static String square(int layer) {
    return "square." + layer;
  }

  static String residual(int source, int layer) {
    return "residual." + source + "." + layer;
  }

  /**
   * Adds all terms as outputs.
   *
   * @param tokens image tokens {@code [1, S, width]}
   * @param size number of rows Y and columns X of tokens without the padding, {@code [2]}
   * @param position their positional encoding {@code [S, width]}
   */
  void append(String tokens, String size, WeightTensor position) {
    String part = graph.reshape(tokens, imageTokens, weights.width());
    // in the first layer all prompts share the same tokens, including the positional encoding;
    // later the encoding is not scaled with the tokens and is added per prompt
    String placed = graph.add(part, graph.constant("image_position", position));
    for (int layer = 0; layer < weights.depth(); layer++) {
      tokenToImageTerms(placed, part, layer);
      imageToTokenTerms(placed, layer);
      String centred = centred(part);
      residualTerms(centred, layer);
      part = graph.multiply(centred, graph.constant("gain." + (layer + 1), folded.gain(layer + 1)));
      placed = part;
    }
    tokenToImageTerms(placed, part, weights.depth());
    WeightTensor matrix = MaskUpscaling.firstMatrix(weights);
    String enlarged = product(part, matrix, DecoderTensors.ENLARGED);
    String square = graph.reshape(enlarged, grid, grid, -1);
    graph.output(
        graph.node("Slice", square, graph.integers(0, 0), size, graph.integers(0, 1)),
        DecoderTensors.ENLARGED,
        Shape.open("Y", "X").andFixed(matrix.side(1)));
  }

  private void tokenToImageTerms(String placed, String part, int layer) {
    String name = folded.tokenToImage(layer);
    int size = weights.headSize(name);
    byHead(placed, folded.projection(name + ".k_proj"), key(layer));
    String values = product(part, folded.projection(name + ".v_proj"), value(layer));
    graph.output(
        graph.transpose(graph.reshape(values, imageTokens, HEADS, size), 1, 0, 2),
        value(layer),
        Shape.fixed(HEADS, imageTokens, size));
  }

  private void imageToTokenTerms(String placed, int layer) {
    String name = folded.imageToToken(layer) + ".q_proj";
    double scale = 1 / Math.sqrt(weights.headSize(folded.imageToToken(layer)));
    String product = product(placed, folded.projection(name).scale(scale), query(layer));
    if (layer == 0) {
      WeightTensor bias = weights.get(name + ".bias").scale(scale);
      product = graph.add(product, graph.constant(query(layer) + ".bias", bias));
    }
    output(product, query(layer), weights.headSize(folded.imageToToken(layer)));
  }

  private void residualTerms(String centred, int layer) {
    String squares = graph.node("ReduceSum", graph.multiply(centred, centred), graph.integers(-1));
    graph.output(
        graph.reshape(squares, 1, imageTokens), square(layer), Shape.fixed(1, imageTokens));
    for (int source = 0; source <= layer; source++) {
      WeightTensor residual = folded.residual(source, layer).scale(2);
      int rows = residual.side(1);
      WeightTensor matrix = residual.reshape(HEADS * rows, weights.width()).transpose();
      byHead(centred, matrix, residual(source, layer));
    }
  }

  private String centred(String part) {
    String sum = graph.node("ReduceSum", part, graph.integers(-1));
    return graph.node("Sub", part, graph.multiply(sum, graph.scalar(1.0 / weights.width())));
  }

  private void byHead(String tokens, WeightTensor projection, String name) {
    output(product(tokens, projection, name), name, projection.side(1) / HEADS);
  }

  private String product(String tokens, WeightTensor projection, String name) {
    return graph.matMul(tokens, graph.constant(name + ".weight", projection));
  }

  /** Declares a product {@code [S, H·d]} as an output {@code [H, d, S]}. */
  private void output(String product, String name, int size) {
    String byHead = graph.transpose(graph.reshape(product, imageTokens, HEADS, size), 1, 2, 0);
    graph.output(byHead, name, Shape.fixed(HEADS, size, imageTokens));
  }
}
