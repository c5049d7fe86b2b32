// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.network;

import io.github.sam4j.weights.ModelSpec;
import io.github.sam4j.weights.WeightTensor;
import io.github.sam4j.weights.internal.architecture.DecoderWeights;
import io.github.sam4j.weights.internal.format.ElementType;
import io.github.sam4j.weights.internal.graph.Attributes;
import io.github.sam4j.weights.internal.graph.OnnxGraph;
import io.github.sam4j.weights.internal.graph.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The two-way transformer for many prompts on one image. Computes the same function as
 * {@link TwoWayTransformer} without ever materialising the image tokens of a prompt.
 *
 * <p>All prompts start from the same S image tokens, 4096 in SAM 1. A layer adds to token s a
 * weighted sum of a few rows, one per prompt token and head, whose weights come from its softmax
 * and are called shares here. The following norm subtracts the mean, which is a linear operation,
 * and divides by one number per token. So the tokens of a prompt, before gain and shift of the
 * norm, always have the form
 *
 * <pre>  token[s] = scale[s] · image[s] + Σ_r share[r, s] · row[r]</pre>
 *
 * with an image part that does not depend on the prompt, one scale per token, and R = layers · H ·
 * T rows: 112 for a single point, compared with a width of 256. All operations of the layers are
 * carried out on this form:
 *
 * <ul>
 *   <li>the projection of the image part is computed once per image ({@link ImageTerms}), 16
 *       channels per head; the projection of the rows is tiny; gains and shifts are folded into
 *       both ({@link GridWeights});
 *   <li>scores against tokens are the scaled scores against the image part, plus a weighted sum of
 *       the shares, plus the scores against the positional encoding;
 *   <li>the attention-weighted mean of the tokens is a weighted mean of the image part plus the
 *       rows weighted by the mean shares;
 *   <li>the squared length of a token, which the norm needs, is a quadratic form of its shares in
 *       the inner products of the rows, plus cross terms with the image part, again with 16
 *       channels;
 *   <li>rows are stored with their mean removed, so that the norm has nothing to subtract.
 * </ul>
 *
 * <p>For one point (T = 7) this takes 0.4 GFLOP per prompt instead of 1.2, and no array is larger
 * than {@code [112, S]}. The long side S is innermost throughout, including the softmax over prompt
 * tokens, which is written out because the runtime's own operator would transpose. With many tokens
 * per prompt the rows outnumber the width, and {@link TwoWayTransformer} does less work.
 */
final class GridTransformer {
  private static final int HEADS = DecoderWeights.HEADS;
  private static final String PREFIX = TokenLayers.TRANSFORMER;

  private final OnnxGraph graph;
  private final DecoderWeights weights;
  private final TokenLayers layers;
  private final GridWeights folded;
  private final int imageTokens;
  private final WeightTensor position;

  /**
   * For each layer, the values that the prompt tokens add to the image tokens, {@code [N, H, T, d +
   * 1]}.
   */
  private final List<String> values = new ArrayList<>();

  /**
   * The image tokens at the current layer; null before the first one, where they are those of the
   * image.
   */
  private @Nullable ImageTokens current;

  /**
   * Image tokens at the input of a layer.
   *
   * @param shares {@code [N, R, S]}
   * @param scale {@code [N, 1, S]}
   * @param rows {@code [N, R, width]}
   */
  record ImageTokens(String shares, String scale, String rows) {}

  /** Prompt tokens {@code [N, T, width]} and image tokens after the last layer. */
  record Tokens(String prompt, ImageTokens image) {}

  GridTransformer(OnnxGraph graph, DecoderWeights weights, ModelSpec spec, WeightTensor position) {
    this.graph = graph;
    this.weights = weights;
    this.layers = new TokenLayers(graph, weights);
    this.folded = new GridWeights(weights);
    this.imageTokens = spec.tokens();
    this.position = position;
  }

  /**
   * Adds all layers and the final attention. The terms of the image become inputs of the graph.
   *
   * @param prompt {@code [N, T, width]}, also used as the prompt tokens' positional encoding
   */
  Tokens append(String prompt) {
    String queries = prompt;
    for (int i = 0; i < weights.depth(); i++) {
      String layer = PREFIX + "layers." + i + ".";
      queries = layers.attendToEachOther(layer, i == 0, queries, prompt);
      String fromImage = tokenToImage(i, graph.add(queries, prompt));
      queries = layers.norm(layer + "norm2", graph.add(queries, fromImage));
      queries =
          layers.norm(layer + "norm3", graph.add(queries, layers.mlp(layer + "mlp", queries)));
      String shares = imageToToken(i, graph.add(queries, prompt));
      values.add(valuesAndOne(i, queries));
      current = residualAndNorm(i, shares);
    }
    String attended = tokenToImage(weights.depth(), graph.add(queries, prompt));
    queries = layers.norm(PREFIX + "norm_final_attn", graph.add(queries, attended));
    return new Tokens(queries, image());
  }

  private ImageTokens image() {
    return Objects.requireNonNull(current, "no layer has been added");
  }

  private String tokenToImage(int layer, String queries) {
    String name = folded.tokenToImage(layer);
    int size = weights.headSize(name);
    WeightTensor keys = folded.projection(name + ".k_proj");
    // a key bias would add the same number to every score of a prompt token
    WeightTensor noBias = WeightTensor.of(new float[keys.side(1)], keys.side(1));
    String scores =
        scores(layer, layers.queries(name, queries), ImageTerms.key(layer), keys, noBias);
    String attention = graph.softmax(scores);
    String scaled = layer == 0 ? attention : graph.multiply(attention, image().scale());
    String mixed = overImage(
        graph.reshape(scaled, 0, HEADS, -1, imageTokens),
        input(ImageTerms.value(layer), HEADS, imageTokens, size));
    WeightTensor projection = folded.projection(name + ".v_proj");
    if (layer > 0) {
      mixed = graph.add(mixed, mixedRows(layer, attention, name, projection));
    }
    // attention weights sum to 1, so bias and shift pass through unchanged
    WeightTensor bias = folded.shifted(weights.get(name + ".v_proj.bias"), projection, layer);
    String joined = graph.add(
        layers.joinHeads(name, mixed), graph.constant(name + ".v_proj.bias.shifted", bias));
    return layers.linear(name + ".out_proj", joined);
  }

  /** Returns the rows' part of the attention-weighted values, {@code [N, H, T, d]}. */
  private String mixedRows(int layer, String attention, String name, WeightTensor projection) {
    String shares = overImage(attention, graph.transpose(image().shares(), 0, 2, 1));
    String count = graph.slice(graph.node("Shape", shares), 0, 2, 3);
    String byHead =
        graph.node("Reshape", shares, graph.concat(0, graph.integers(0, HEADS, -1), count));
    String projected = graph.matMul(
        image().rows(), graph.constant(name + ".v_proj.gained", folded.gained(projection, layer)));
    return graph.matMul(byHead, layers.heads(name, projected));
  }

  /** Returns the weight of each prompt token in each image token, {@code [N, H·T, S]}. */
  private String imageToToken(int layer, String queries) {
    String name = folded.imageToToken(layer);
    double scale = 1 / Math.sqrt(weights.headSize(name));
    WeightTensor projection = folded.projection(name + ".q_proj").scale(scale);
    WeightTensor bias = weights.get(name + ".q_proj.bias").scale(scale);
    String keys = layers.heads(name, layers.linear(name + ".k_proj", queries));
    String scores = scores(layer, keys, ImageTerms.query(layer), projection, bias);
    String byHead = graph.reshape(scores, 0, HEADS, -1, imageTokens);
    String max = graph.node(
        "ReduceMax",
        List.of(Attributes.integers("axes", 2), Attributes.integer("keepdims", 1)),
        byHead);
    String powers = graph.node("Exp", graph.node("Sub", byHead, max));
    String shares = graph.node("Div", powers, graph.node("ReduceSum", powers, graph.integers(2)));
    return graph.reshape(shares, 0, -1, imageTokens);
  }

  /**
   * Returns the scores of prompt vectors {@code [N, H, T, d]} against projected image tokens
   * including their positional encoding, {@code [N, H·T, S]}.
   *
   * @param bias bias of the projection, {@code [H·d]}
   */
  private String scores(
      int layer, String vectors, String term, WeightTensor projection, WeightTensor bias) {
    int size = projection.side(1) / HEADS;
    String fromImage = byToken(vectors, input(term, HEADS, size, imageTokens));
    if (layer == 0) {
      return fromImage;
    }
    WeightTensor gained = GridWeights.perHead(folded.gained(projection, layer));
    String unprojected = graph.reshape(
        graph.matMul(vectors, graph.constant(term + ".unprojecting", gained)),
        0,
        -1,
        weights.width());
    String fromRows = overImage(
        graph.matMul(unprojected, graph.transpose(image().rows(), 0, 2, 1)),
        image().shares());
    String fromPlace = byToken(vectors, places(layer, term, projection, bias));
    return graph.add(graph.add(graph.multiply(fromImage, image().scale()), fromRows), fromPlace);
  }

  /**
   * Returns the projection of the shift and positional encoding of the tokens, which is a constant.
   */
  private String places(int layer, String term, WeightTensor projection, WeightTensor bias) {
    String places =
        graph.constant("place." + layer, GridWeights.addRow(position, folded.shift(layer)));
    String projected = graph.matMul(places, graph.constant(term + ".placing", projection));
    String shifted = graph.add(projected, graph.constant(term + ".placing_bias", bias));
    return graph.transpose(
        graph.reshape(shifted, imageTokens, HEADS, projection.side(1) / HEADS), 1, 2, 0);
  }

  /**
   * Multiplies {@code [N, H, T, d]} by {@code [H, d, S]} to {@code [N, H·T, S]}. Never rounded: the
   * terms of a score are larger than their sum, which goes into an exponential, and a product over
   * 16 channels takes no longer than writing its result.
   */
  private String byToken(String vectors, String matrix) {
    return graph.reshape(graph.matMul(vectors, matrix), 0, -1, imageTokens);
  }

  /**
   * Adds a product with a side of length S: most of the work, and the only part that may be
   * rounded.
   */
  private String overImage(String a, String b) {
    return graph.inEitherPrecision(() -> graph.matMul(a, b));
  }

  private String valuesAndOne(int layer, String queries) {
    String name = folded.imageToToken(layer);
    GridWeights.Linear projection = folded.valuesAndOne(layer);
    String product = graph.linear(
        queries,
        graph.constant(name + ".v_proj.and_one", projection.weight()),
        graph.constant(name + ".v_proj.bias.and_one", projection.bias()));
    return graph.transpose(
        graph.reshape(product, 0, 0, HEADS, weights.headSize(name) + 1), 0, 2, 1, 3);
  }

  /** Returns the image tokens after a layer has added its rows with the given shares. */
  private ImageTokens residualAndNorm(int layer, String newShares) {
    String[] parts = new String[layer + 1];
    for (int source = 0; source <= layer; source++) {
      String matrix = graph.constant(
          ImageTerms.residual(source, layer) + ".weight", folded.residual(source, layer));
      parts[source] =
          graph.reshape(graph.matMul(values.get(source), matrix), 0, -1, weights.width());
    }
    String rows = layer == 0 ? parts[0] : graph.concat(1, parts);
    String shares = layer == 0 ? newShares : graph.concat(1, image().shares(), newShares);

    String squares = square(layer, rows, shares, newShares);
    String variance = graph.multiply(graph.relu(squares), graph.scalar(1.0 / weights.width()));
    String norm = graph.node(
        "Reciprocal",
        graph.node("Sqrt", graph.add(variance, graph.scalar(TokenLayers.NORM_EPSILON))));
    String scale = layer == 0 ? norm : graph.multiply(image().scale(), norm);
    return new ImageTokens(graph.multiply(shares, norm), scale, rows);
  }

  /** Returns the squared length of every token before the norm, {@code [N, 1, S]}. */
  private String square(int layer, String rows, String shares, String newShares) {
    String products = graph.matMul(rows, graph.transpose(rows, 0, 2, 1));
    String ofRows = sum(graph.multiply(shares, overImage(products, shares)));
    String withImage = input(ImageTerms.square(layer), 1, imageTokens);
    if (layer > 0) {
      withImage = graph.multiply(withImage, image().scale());
    }
    List<String> earlier = layer == 0 ? List.of() : graph.split(image().shares(), 1, layer);
    for (int source = 0; source <= layer; source++) {
      int size = weights.headSize(folded.imageToToken(source)) + 1;
      String cross = byToken(
          values.get(source), input(ImageTerms.residual(source, layer), HEADS, size, imageTokens));
      String share = source == layer ? newShares : earlier.get(source);
      withImage = graph.add(withImage, sum(graph.multiply(share, cross)));
    }
    return graph.add(
        ofRows, layer == 0 ? withImage : graph.multiply(withImage, image().scale()));
  }

  /**
   * Sums {@code [N, R, S]} to {@code [N, 1, S]} by a product with ones: the runtime's own reduction
   * over this side takes several times as long.
   */
  private String sum(String x) {
    String one = graph.constant("one", WeightTensor.of(new float[] {1}, 1, 1));
    String count = graph.slice(graph.node("Shape", x), 0, 1, 2);
    String ones = graph.node("Expand", one, graph.concat(0, graph.integers(1), count));
    return graph.matMul(ones, x);
  }

  private String input(String name, long... sides) {
    return graph.input(name, ElementType.FLOAT32, Shape.fixed(sides));
  }
}
