package io.github.sam4j.model.graph;

import io.github.sam4j.internal.graph.OnnxGraph;
import io.github.sam4j.model.weights.DecoderWeights;

/**
 * The prompt encoder and mask decoder for many prompts on one image, none of which has a mask: the
 * same function as {@link DecoderGraphs}, cut differently. How, and why it is faster, is told at
 * {@link GridTransformer}.
 *
 * <table>
 * <caption>Inputs and outputs; R = layers · 8 · (5 + P) rows</caption>
 * <tr><th>graph</th><th>in</th><th>out</th></tr>
 * <tr><td>image terms, once per image</td><td>{@code image_tokens [1, 4096, 256]}, {@code size
 *     [2]}: Y and X</td><td>the terms that the other graphs name as inputs</td></tr>
 * <tr><td>transformer</td><td>{@code point_coords [N, P, 2]} (frame pixels), {@code point_labels [N, P]}, terms</td>
 *     <td>{@code shares [N, R, 4096]}, {@code scale [N, 1, 4096]}, {@code rows [N, R, 256]}, {@code mask_kernels [N,
 *     4, 32]}, {@code predicted_iou [N, 4]}</td></tr>
 * <tr><td>upscaling</td><td>{@code shares}, {@code scale}, {@code rows}, {@code kernels [N, K, 32]}, the term
 *     {@code enlarged [Y, X, 256]}</td><td>{@code logits [N, K, 4·Y, 4·X]}</td></tr>
 * </table>
 */
public final class GridGraphs {
  /** Name of the term that the upscaling takes. */
  public static final String ENLARGED = ImageTerms.ENLARGED;

  /** Name of the input that says to how many rows and columns of tokens that term is cut. */
  public static final String SIZE = "size";

  private GridGraphs() {}

  /** Returns the graph that computes what all prompts of an image share. */
  public static byte[] imageTerms(DecoderWeights weights) {
    OnnxGraph graph = new OnnxGraph("image_terms");
    String tokens =
        graph.input("image_tokens", OnnxGraph.FLOAT, 1, DecoderGraphs.TOKENS, weights.width());
    String size = graph.input(SIZE, OnnxGraph.INT64, 2);
    new ImageTerms(graph, weights)
        .append(tokens, size, new PositionCode(weights).ofGrid(DecoderGraphs.GRID));
    return graph.toBytes();
  }

  /** Returns the graph from points to predicted IoU and everything that drawing needs. */
  public static byte[] transformer(DecoderWeights weights) {
    OnnxGraph graph = new OnnxGraph("grid_transformer");
    String coords = graph.input("point_coords", OnnxGraph.FLOAT, "N", "P", 2);
    String labels = graph.input("point_labels", OnnxGraph.INT64, "N", "P");
    PositionCode positions = new PositionCode(weights);
    String prompt = PromptTokens.append(graph, weights, positions, coords, labels);
    GridTransformer transformer =
        new GridTransformer(graph, weights, positions.ofGrid(DecoderGraphs.GRID));
    GridTransformer.Tokens tokens = transformer.append(prompt);
    GridTransformer.ImageTokens image = tokens.image();
    graph.output(image.shares(), "shares", "N", "R", DecoderGraphs.TOKENS);
    graph.output(image.scale(), "scale", "N", 1, DecoderGraphs.TOKENS);
    graph.output(image.rows(), "rows", "N", "R", weights.width());
    new TokenHeads(graph, weights).appendOutputs(tokens.prompt());
    return graph.toBytes();
  }

  /** Returns the graph that draws the logits of the part of the frame that the image covers. */
  public static byte[] upscaling(DecoderWeights weights) {
    OnnxGraph graph = new OnnxGraph("grid_upscaling");
    int tokens = DecoderGraphs.TOKENS;
    String shares = graph.input("shares", OnnxGraph.FLOAT, "N", "R", tokens);
    String scale = graph.input("scale", OnnxGraph.FLOAT, "N", 1, tokens);
    String rows = graph.input("rows", OnnxGraph.FLOAT, "N", "R", weights.width());
    String enlarged = graph.input(
        ENLARGED, OnnxGraph.FLOAT, "Y", "X", MaskUpscaling.firstMatrix(weights).side(1));
    String kernels =
        graph.input("kernels", OnnxGraph.FLOAT, "N", "K", MaskUpscaling.channels(weights));
    graph.output(
        GridUpscaling.append(graph, weights, shares, scale, rows, enlarged, kernels),
        "logits",
        "N",
        "K",
        "H",
        "W");
    return graph.toBytes();
  }

  /** Returns the number of rows R for prompts of so many points, padding points included. */
  public static int rows(DecoderWeights weights, int points) {
    return weights.depth() * DecoderWeights.HEADS * (1 + DecoderWeights.MASK_TOKENS + points);
  }
}
