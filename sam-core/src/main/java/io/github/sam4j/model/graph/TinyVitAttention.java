package io.github.sam4j.model.graph;

import io.github.sam4j.internal.graph.OnnxGraph;
import io.github.sam4j.model.weights.TinyVitWeights;
import io.github.sam4j.model.weights.WeightTensor;
import java.util.stream.IntStream;

/**
 * The attention of one block of {@link TinyVitEncoder}: a norm, then attention within windows, with
 * a bias for each distance in rows and columns.
 */
final class TinyVitAttention {
  private static final float EPSILON = 1e-5f;

  /** The parts of the matrix {@code qkv}, whose rows lie head by head. */
  private static final int QUERY = 0;

  private static final int KEY = 1;
  private static final int VALUE = 2;
  private static final int PARTS = 3;

  private final OnnxGraph graph;
  private final TinyVitWeights weights;
  private final String name;
  private final int width;
  private final int heads;
  private final int head;
  private final Windows windows;

  TinyVitAttention(OnnxGraph graph, TinyVitWeights weights, int stage, int block, int grid) {
    this.graph = graph;
    this.weights = weights;
    this.name = TinyVitWeights.block(stage, block) + ".attn";
    this.width = weights.width(stage);
    this.heads = weights.heads(stage, block);
    this.head = width / heads;
    this.windows = new Windows(grid, weights.window(stage, block));
  }

  /** Appends norm and attention; takes and yields {@code [1, grid, grid, width]}. */
  String append(String tokens) {
    String scale = name + ".norm.weight";
    String normed = graph.scaledNorm(tokens, graph.constant(scale, weights.get(scale)), EPSILON);
    String rows = windows.rows(graph, normed, width);
    String attended = graph.biasedAttention(
        heads,
        part(QUERY, rows),
        part(KEY, rows),
        part(VALUE, rows),
        graph.constant(name + ".qkv.bias", bias()),
        graph.constant(name + ".attention_biases", biases()));
    String proj = name + ".proj";
    return graph.linear(
        windows.together(graph, attended, width),
        graph.constant(proj + ".weight", weights.get(proj + ".weight").transpose()),
        graph.constant(proj + ".bias", weights.get(proj + ".bias")));
  }

  private String part(int part, String rows) {
    String constant = name + ".qkv." + part;
    WeightTensor matrix = rows(part, weights.get(name + ".qkv.weight"));
    return windows.apart(
        graph, graph.matMul(rows, graph.constant(constant, matrix.transpose())), width);
  }

  /** One part of all heads, and keys multiplied by what the attention is to be scaled with. */
  private WeightTensor rows(int part, WeightTensor all) {
    int[] rows = IntStream.range(0, width)
        .map(i -> (i / head * PARTS + part) * head + i % head)
        .toArray();
    WeightTensor chosen = all.gatherRows(rows, width);
    return part == KEY ? chosen.scale(1 / Math.sqrt(head)) : chosen;
  }

  /** The bias of all three parts, with what becomes of the norm's shift. */
  private WeightTensor bias() {
    WeightTensor matrix = weights.get(name + ".qkv.weight");
    float[] shift = weights.get(name + ".norm.bias").toArray();
    float[] bias = weights.get(name + ".qkv.bias").toArray();
    float[] values = matrix.toArray();
    for (int row = 0; row < bias.length; row++) {
      double sum = bias[row];
      for (int i = 0; i < width; i++) {
        sum += (double) values[row * width + i] * shift[i];
      }
      bias[row] = (float) sum;
    }
    WeightTensor column = WeightTensor.of(bias, bias.length, 1);
    return WeightTensor.concat(rows(QUERY, column), rows(KEY, column), rows(VALUE, column))
        .reshape(bias.length);
  }

  /** The biases of all pairs of tokens, {@code [1, heads, tokens, tokens]}. */
  private WeightTensor biases() {
    WeightTensor table = weights.get(name + ".attention_biases");
    int tokens = (int) windows.tokens();
    // far more than the table holds: not before they are written
    return WeightTensor.stored(() -> ofAllPairs(table.toArray()), 1, heads, tokens, tokens);
  }

  private float[] ofAllPairs(float[] table) {
    int side = windows.side();
    int tokens = side * side;
    float[] biases = new float[heads * tokens * tokens];
    for (int i = 0; i < biases.length; i++) {
      int from = i / tokens % tokens;
      int to = i % tokens;
      int rows = Math.abs(from / side - to / side);
      int columns = Math.abs(from % side - to % side);
      biases[i] = table[i / tokens / tokens * tokens + rows * side + columns];
    }
    return biases;
  }
}
