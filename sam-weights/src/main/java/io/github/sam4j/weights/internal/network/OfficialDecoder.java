// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.network;

import io.github.sam4j.weights.ModelSpec;
import io.github.sam4j.weights.internal.architecture.DecoderWeights;
import io.github.sam4j.weights.internal.format.ElementType;
import io.github.sam4j.weights.internal.graph.Attributes;
import io.github.sam4j.weights.internal.graph.OnnxGraph;
import io.github.sam4j.weights.internal.graph.OnnxModel;
import io.github.sam4j.weights.internal.graph.Shape;
import java.util.List;

/**
 * The prompt encoder and mask decoder in one graph, with the inputs and outputs of the official
 * ONNX export: for use outside this library, which itself runs {@link DecoderGraphs}. Numbers below
 * are those of SAM 1.
 *
 * <p>It follows the reference step by step. Its constants are those of the state dict, with the
 * same names and shapes, so that the weights can be read back.
 *
 * <p>Inputs: {@code image_embeddings [1, 256, 64, 64]}, {@code point_coords [N, P, 2]} in pixels of
 * the 1024 frame, {@code point_labels [N, P]} as floats (−1 padding, 0 background, 1 foreground, 2
 * and 3 the corners of a box; without a box the caller appends a padding point), {@code mask_input
 * [1, 1, 256, 256]}, {@code has_mask_input [1]}, 0 or 1, {@code orig_im_size [2]}, height and
 * width.
 *
 * <p>Outputs, in this order: {@code masks [N, 4, height, width]}, logits; {@code iou_predictions
 * [N, 4]}; {@code low_res_masks [N, 4, 256, 256]}. The first of the four is the single-mask output.
 */
public final class OfficialDecoder {
  private static final int MASKS = DecoderWeights.MASK_TOKENS;
  private static final String TRANSFORMER = TokenLayers.TRANSFORMER;
  private static final String UPSCALING = "mask_decoder.output_upscaling.";
  private static final float CHANNEL_NORM_EPSILON = 1e-6f;

  private final OnnxGraph graph = new OnnxGraph("sam_decoder");
  private final DecoderWeights weights;
  private final ModelSpec spec;
  private final int grid;
  private final int logitSide;
  private final int frame;
  private final PositionCode positions;

  private OfficialDecoder(DecoderWeights weights, ModelSpec spec) {
    this.weights = weights;
    this.spec = spec;
    this.grid = spec.gridSide();
    this.logitSide = spec.logitSide();
    this.frame = spec.frameSide();
    this.positions = new PositionCode(weights);
  }

  /** Returns the graph. */
  public static OnnxModel graph(DecoderWeights weights, ModelSpec spec) {
    OfficialDecoder decoder = new OfficialDecoder(weights, spec);
    decoder.append();
    return decoder.graph.toModel();
  }

  private void append() {
    int width = weights.width();
    String embedding =
        graph.input("image_embeddings", ElementType.FLOAT32, Shape.fixed(1, width, grid, grid));
    String coords =
        graph.input("point_coords", ElementType.FLOAT32, Shape.open("N", "P").andFixed(2));
    String labels = graph.input("point_labels", ElementType.FLOAT32, Shape.open("N", "P"));
    String mask =
        graph.input("mask_input", ElementType.FLOAT32, Shape.fixed(1, 1, logitSide, logitSide));
    String hasMask = graph.input("has_mask_input", ElementType.FLOAT32, Shape.fixed(1));
    String size = graph.input("orig_im_size", ElementType.FLOAT32, Shape.fixed(2));

    String prompt = promptTokens(coords, labels);
    String image = graph.add(embedding, denseEmbedding(mask, hasMask));
    String imageTokens = graph.transpose(graph.reshape(image, 0, 0, -1), 0, 2, 1);
    Tokens tokens = transform(prompt, imageTokens);
    String logits = draw(tokens);
    // in the exporter's order, because programs may access the outputs by position
    graph.output(
        enlarge(logits, size), "masks", Shape.open("N").andFixed(MASKS).andOpen("height", "width"));
    graph.output(
        predictedIou(tokens.prompt()), "iou_predictions", Shape.open("N").andFixed(MASKS));
    graph.output(logits, "low_res_masks", Shape.open("N").andFixed(MASKS, logitSide, logitSide));
  }

  /** Prompt tokens {@code [N, T, width]} and image tokens {@code [N, S, width]}. */
  private record Tokens(String prompt, String image) {}

  private String promptTokens(String coords, String labels) {
    String scaled = graph.node("Div", graph.add(coords, graph.scalar(0.5)), graph.scalar(frame));
    String code = positions.append(
        graph, scaled, constant("prompt_encoder.pe_layer.positional_encoding_gaussian_matrix"));
    String whole =
        graph.node("Cast", List.of(Attributes.integer("to", ElementType.INT64.onnx())), labels);
    String real = graph.node(
        "Cast",
        List.of(Attributes.integer("to", ElementType.FLOAT32.onnx())),
        graph.node("Not", graph.node("Equal", whole, graph.integers(-1))));
    String kept = graph.multiply(code, graph.node("Unsqueeze", real, graph.integers(-1)));
    String byLabel = graph.concat(
        0,
        constant("prompt_encoder.not_a_point_embed.weight"),
        constant("prompt_encoder.point_embeddings.0.weight"),
        constant("prompt_encoder.point_embeddings.1.weight"),
        constant("prompt_encoder.point_embeddings.2.weight"),
        constant("prompt_encoder.point_embeddings.3.weight"));
    String sparse =
        graph.add(kept, graph.node("Gather", byLabel, graph.add(whole, graph.integers(1))));
    String own = graph.concat(
        0, constant("mask_decoder.iou_token.weight"), constant("mask_decoder.mask_tokens.weight"));
    String prompts = graph.node(
        "Shape", List.of(Attributes.integer("start", 0), Attributes.integer("end", 1)), labels);
    String ownOfAll = graph.node(
        "Expand",
        graph.node("Unsqueeze", own, graph.integers(0)),
        graph.concat(0, prompts, graph.integers(1, 1)));
    return graph.concat(1, ownOfAll, sparse);
  }

  /** Returns the dense embedding: that of the mask, or the learned one for no mask. */
  private String denseEmbedding(String mask, String hasMask) {
    String given = MaskDownscaling.append(graph, weights, mask);
    String none =
        graph.reshape(constant("prompt_encoder.no_mask_embed.weight"), 1, weights.width(), 1, 1);
    return graph.add(
        graph.multiply(hasMask, given),
        graph.multiply(graph.node("Sub", graph.scalar(1), hasMask), none));
  }

  private Tokens transform(String prompt, String image) {
    String position = graph.constant("image_position", positions.ofGrid(grid));
    String queries = prompt;
    String keys = image;
    for (int i = 0; i < weights.depth(); i++) {
      String layer = TRANSFORMER + "layers." + i + ".";
      String self = layer + "self_attn";
      if (i == 0) {
        queries = attend(self, queries, queries, queries);
      } else {
        String placed = graph.add(queries, prompt);
        queries = graph.add(queries, attend(self, placed, placed, queries));
      }
      queries = norm(layer + "norm1", queries);
      String fromImage = attend(
          layer + "cross_attn_token_to_image",
          graph.add(queries, prompt),
          graph.add(keys, position),
          keys);
      queries = norm(layer + "norm2", graph.add(queries, fromImage));
      String hidden = graph.relu(linear(layer + "mlp.lin1", queries));
      queries = norm(layer + "norm3", graph.add(queries, linear(layer + "mlp.lin2", hidden)));
      String fromPrompt = attend(
          layer + "cross_attn_image_to_token",
          graph.add(keys, position),
          graph.add(queries, prompt),
          queries);
      keys = norm(layer + "norm4", graph.add(keys, fromPrompt));
    }
    String attended = attend(
        TRANSFORMER + "final_attn_token_to_image",
        graph.add(queries, prompt),
        graph.add(keys, position),
        keys);
    return new Tokens(norm(TRANSFORMER + "norm_final_attn", graph.add(queries, attended)), keys);
  }

  private String attend(String name, String queries, String keys, String values) {
    String q = heads(name, linear(name + ".q_proj", queries));
    String k = heads(name, linear(name + ".k_proj", keys));
    String v = heads(name, linear(name + ".v_proj", values));
    String scores = graph.multiply(
        graph.matMul(q, graph.transpose(k, 0, 1, 3, 2)),
        graph.scalar(1 / Math.sqrt(weights.headSize(name))));
    String mixed = graph.transpose(graph.matMul(graph.softmax(scores), v), 0, 2, 1, 3);
    String joined =
        graph.reshape(mixed, 0, 0, (long) DecoderWeights.HEADS * weights.headSize(name));
    return linear(name + ".out_proj", joined);
  }

  private String heads(String name, String x) {
    String apart = graph.reshape(x, 0, 0, DecoderWeights.HEADS, weights.headSize(name));
    return graph.transpose(apart, 0, 2, 1, 3);
  }

  private String draw(Tokens tokens) {
    String planes =
        graph.reshape(graph.transpose(tokens.image(), 0, 2, 1), 0, weights.width(), grid, grid);
    String twice = channelNorm(UPSCALING + "1", enlargeTwice(UPSCALING + "0", planes));
    String fourfold = graph.gelu(enlargeTwice(UPSCALING + "3", graph.gelu(twice)));
    String[] kernels = new String[MASKS];
    for (int i = 0; i < MASKS; i++) {
      kernels[i] = perceptron(
          "mask_decoder.output_hypernetworks_mlps." + i,
          graph.slice(tokens.prompt(), 1, i + 1L, i + 2L));
    }
    String logits = graph.matMul(graph.concat(1, kernels), graph.reshape(fourfold, 0, 0, -1));
    return graph.reshape(logits, 0, 0, logitSide, logitSide);
  }

  private String enlargeTwice(String name, String planes) {
    return graph.node(
        "ConvTranspose",
        List.of(Attributes.integers("strides", 2, 2)),
        planes,
        constant(name + ".weight"),
        constant(name + ".bias"));
  }

  private String channelNorm(String name, String planes) {
    String normed = graph.layerNorm(
        graph.transpose(planes, 0, 2, 3, 1),
        constant(name + ".weight"),
        constant(name + ".bias"),
        CHANNEL_NORM_EPSILON);
    return graph.transpose(normed, 0, 3, 1, 2);
  }

  private String predictedIou(String tokens) {
    return graph.reshape(
        perceptron("mask_decoder.iou_prediction_head", graph.slice(tokens, 1, 0, 1)), 0, MASKS);
  }

  private String perceptron(String name, String x) {
    String first = graph.relu(linear(name + ".layers.0", x));
    return linear(name + ".layers.2", graph.relu(linear(name + ".layers.1", first)));
  }

  /**
   * Resizes logits to the frame, crops its padding, and resizes to the image; for stretched images,
   * resizes directly.
   */
  private String enlarge(String logits, String size) {
    String leading = graph.slice(graph.node("Shape", logits), 0, 0, 2);
    if (spec.resize() == ModelSpec.Resize.STRETCH) {
      return resize(logits, graph.concat(0, leading, wholeNumbers(size)));
    }
    String framed = resize(logits, graph.concat(0, leading, graph.integers(frame, frame)));
    String longest = graph.node("ReduceMax", List.of(Attributes.integer("keepdims", 1)), size);
    String scaled = graph.multiply(size, graph.node("Div", graph.scalar(frame), longest));
    String covered = wholeNumbers(graph.node("Floor", graph.add(scaled, graph.scalar(0.5))));
    String image = graph.node("Slice", framed, graph.integers(0, 0), covered, graph.integers(2, 3));
    return resize(image, graph.concat(0, leading, wholeNumbers(size)));
  }

  private String wholeNumbers(String x) {
    return graph.node("Cast", List.of(Attributes.integer("to", ElementType.INT64.onnx())), x);
  }

  private String resize(String planes, String shape) {
    return graph.node(
        "Resize",
        List.of(
            Attributes.text("mode", "linear"),
            Attributes.text("coordinate_transformation_mode", "pytorch_half_pixel")),
        planes,
        OnnxGraph.ABSENT,
        OnnxGraph.ABSENT,
        shape);
  }

  private String norm(String name, String x) {
    return graph.layerNorm(
        x, constant(name + ".weight"), constant(name + ".bias"), TokenLayers.NORM_EPSILON);
  }

  private String linear(String name, String x) {
    return graph.linear(
        x, graph.transpose(constant(name + ".weight"), 1, 0), constant(name + ".bias"));
  }

  private String constant(String name) {
    return graph.constant(name, weights.get(name));
  }
}
