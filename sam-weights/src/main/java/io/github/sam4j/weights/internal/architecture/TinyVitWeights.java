// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.architecture;

import io.github.sam4j.weights.ModelSpec;
import io.github.sam4j.weights.NamedTensors;
import io.github.sam4j.weights.WeightTensor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The weights of the TinyViT image encoder of MobileSAM, complete, of consistent shapes, and with
 * batch norms folded into the preceding convolutions.
 *
 * <p>All sizes are read from the tensors. The window size of a stage follows from its tables of
 * attention biases, {@code [heads, side * side]}, which have one entry per distance in rows and
 * columns. Names are those of the state dict, a convolution and its norm being {@code NAME.weight}
 * and {@code NAME.bias}.
 */
public final class TinyVitWeights implements EncoderWeights {
  /** Prefix of the names of all encoder weights. */
  public static final String PREFIX = "image_encoder.";

  private static final String FIRST = PREFIX + "patch_embed.seq.0";
  private static final String SECOND = PREFIX + "patch_embed.seq.2";
  private static final String NECK = PREFIX + "neck.";
  private static final int CHANNELS = 3;
  private static final int KERNEL = 3;

  /** Pixels along the side of a token in the first stage of attention. */
  private static final int FIRST_STAGE_STRIDE = 8;

  /** The fewest stages that reduce an image of 1024 pixels to a grid of 64 tokens a side. */
  private static final int FEWEST_STAGES = 3;

  /**
   * Most attention biases of one block after expansion to all heads and pairs of tokens in a
   * window: 64 MB, enough for one head if the window is the whole grid. The stored table is far
   * smaller, so a file could declare a window of any size.
   */
  private static final long MOST_PAIRS = 1 << 24;

  /** Most heads of one block; the graph stores a number per head and token. */
  private static final int MOST_HEADS = 256;

  /** Prefixes of the image classifier after the encoder, which MobileSAM's file still contains. */
  private static final List<String> CLASSIFIER = List.of(PREFIX + "head.", PREFIX + "norm_head.");

  private final NamedTensors tensors;
  private final int stages;

  private TinyVitWeights(NamedTensors tensors, int stages) {
    this.tensors = tensors;
    this.stages = stages;
  }

  /** Returns whether tensors look like a TinyViT encoder, complete or not. */
  public static boolean isTinyVit(NamedTensors tensors) {
    return tensors.names().stream().anyMatch(name -> name.startsWith(FIRST + "."));
  }

  /**
   * Checks that every weight is present, that all shapes are consistent, and that there are no
   * other encoder weights except for the image classifier, which MobileSAM's file still contains.
   * Batch norms are folded each time the values are read.
   *
   * @throws IllegalArgumentException that lists what is missing, unexpected or of a wrong shape
   */
  public static TinyVitWeights of(NamedTensors checkpoint) {
    NamedTensors tensors = folded(checkpoint);
    WeightChecker check = new WeightChecker(tensors);
    int first = check.side(FIRST + ".weight", 0);
    int width = check.side(SECOND + ".weight", 0);
    convolution(check, FIRST, WeightChecker.OPEN, CHANNELS, KERNEL);
    convolution(check, SECOND, WeightChecker.OPEN, first, KERNEL);
    check.finish();
    int found =
        WeightChecker.count(stage -> check.has(stage(stage) + ".blocks.0." + firstWeight(stage)));
    int stages = Math.max(found, FEWEST_STAGES);
    for (int stage = 0; stage < stages; stage++) {
      int blocks = blocks(tensors, stage);
      for (int i = 0; i < Math.max(blocks, 1); i++) {
        if (stage == 0) {
          invertedBottleneck(check, block(stage, i), width);
        } else {
          attentionBlock(check, block(stage, i), width);
        }
      }
      if (stage + 1 < stages) {
        width = merging(check, stage(stage) + ".downsample", width);
      }
    }
    check.neck(NECK, width);
    check.refuseOthers(PREFIX);
    check.finish();
    return new TinyVitWeights(tensors, stages);
  }

  private static String firstWeight(int stage) {
    return stage == 0 ? "conv1.weight" : "attn.qkv.weight";
  }

  private static int blocks(NamedTensors tensors, int stage) {
    return WeightChecker.count(
        i -> tensors.find(block(stage, i) + "." + firstWeight(stage)).isPresent());
  }

  private static void convolution(WeightChecker check, String name, int out, int in, int kernel) {
    check.expect(name + ".weight", out, in, kernel, kernel);
    check.expect(name + ".bias", check.side(name + ".weight", 0));
  }

  private static void invertedBottleneck(WeightChecker check, String block, int width) {
    int hidden = check.side(block + ".conv1.weight", 0);
    convolution(check, block + ".conv1", WeightChecker.OPEN, width, 1);
    convolution(check, block + ".conv2", hidden, 1, KERNEL);
    convolution(check, block + ".conv3", width, hidden, 1);
  }

  private static int merging(WeightChecker check, String name, int in) {
    int out = check.side(name + ".conv1.weight", 0);
    convolution(check, name + ".conv1", WeightChecker.OPEN, in, 1);
    convolution(check, name + ".conv2", out, 1, KERNEL);
    convolution(check, name + ".conv3", out, out, 1);
    return out;
  }

  private static void attentionBlock(WeightChecker check, String block, int width) {
    check.norm(block + ".attn.norm", width);
    check.linear(block + ".attn.qkv", width, 3 * width);
    check.linear(block + ".attn.proj", width, width);
    String biases = block + ".attn.attention_biases";
    check.expect(biases, WeightChecker.OPEN, WeightChecker.OPEN);
    int heads = check.side(biases, 0);
    if (heads > MOST_HEADS) {
      check.problem(biases + " has " + heads + " rows, expected at most " + MOST_HEADS);
    } else if (heads > 0 && width % heads != 0) {
      check.problem(biases + " has " + heads + " rows, expected a divisor of " + width);
    }
    int places = check.side(biases, 1);
    int side = (int) Math.round(Math.sqrt(places));
    if (places > 0 && side * side != places) {
      check.problem(biases + " has " + places + " columns, expected a square");
    } else if (heads > 0 && (long) places * places > MOST_PAIRS / heads) {
      check.problem(biases + " has " + heads + " rows of " + places + " columns, expected at most "
          + MOST_PAIRS + " pairs of columns in all rows");
    }
    convolution(check, block + ".local_conv", width, 1, KERNEL);
    check.norm(block + ".mlp.norm", width);
    check.linear(block + ".mlp.fc1", width, WeightChecker.OPEN);
    check.linear(block + ".mlp.fc2", check.side(block + ".mlp.fc1.weight", 0), width);
  }

  /**
   * Replaces each convolution and its norm by {@code NAME.weight} and {@code NAME.bias}, and drops
   * tensors that are not part of the encoder.
   */
  private static NamedTensors folded(NamedTensors checkpoint) {
    WeightChecker check = new WeightChecker(checkpoint);
    Map<String, WeightTensor> result = new TreeMap<>();
    Set<String> convolutions = new TreeSet<>();
    for (String name : checkpoint.names()) {
      if (!name.startsWith(PREFIX) || CLASSIFIER.stream().anyMatch(name::startsWith)) {
        continue;
      }
      String module = FoldedConvolution.module(name);
      if (module.equals(name) || !FoldedConvolution.isComplete(checkpoint, module)) {
        result.put(name, checkpoint.get(name));
      } else if (convolutions.add(module)) {
        FoldedConvolution.check(check, module);
      }
    }
    check.finish();
    for (String module : convolutions) {
      FoldedConvolution convolution = new FoldedConvolution(checkpoint, module);
      result.put(module + ".weight", convolution.weight());
      result.put(module + ".bias", convolution.bias());
    }
    return NamedTensors.of(result);
  }

  @Override
  public String toString() {
    return "TinyViT of " + stages + " stages, last width " + width(stages - 1);
  }

  /** Returns the name of a stage, without a trailing dot. */
  public static String stage(int stage) {
    return PREFIX + "layers." + stage;
  }

  /** Returns the name of a block, without a trailing dot. */
  public static String block(int stage, int index) {
    return stage(stage) + ".blocks." + index;
  }

  /** Returns the names of all weights, sorted. */
  SortedSet<String> names() {
    return tensors.names();
  }

  /** Returns a tensor by name. */
  public WeightTensor get(String name) {
    return tensors.get(name);
  }

  /** Returns the number of stages, including the first, which is convolutional; 4 in MobileSAM. */
  public int stages() {
    return stages;
  }

  /** Returns the number of blocks of a stage; 2, 2, 6, 2 in MobileSAM. */
  public int blocks(int stage) {
    return blocks(tensors, stage);
  }

  /** Returns the number of channels of a stage's tokens; 64, 128, 160, 320 in MobileSAM. */
  public int width(int stage) {
    return get(stage == 0 ? SECOND + ".weight" : block(stage, 0) + ".attn.proj.weight")
        .side(0);
  }

  /**
   * Returns the number of attention heads of a block; 4, 5, 10 from the second stage on in
   * MobileSAM.
   */
  public int heads(int stage, int block) {
    return get(block(stage, block) + ".attn.attention_biases").side(0);
  }

  /** Returns the side of a block's windows in tokens; 7, 14, 7 in MobileSAM. */
  public int window(int stage, int block) {
    return (int)
        Math.round(Math.sqrt(get(block(stage, block) + ".attn.attention_biases").side(1)));
  }

  @Override
  public NamedTensors tensors() {
    return tensors;
  }

  @Override
  public ModelSpec spec() {
    return ModelSpec.sam1();
  }

  @Override
  public void require(ModelSpec model) {
    int side = model.frameSide() / FIRST_STAGE_STRIDE;
    // windows and merged patches need sides without a remainder
    boolean divides = side * FIRST_STAGE_STRIDE == model.frameSide();
    for (int stage = 1; stage + 1 < stages && side > model.gridSide(); stage++) {
      divides &= side % 2 == 0;
      side /= 2;
    }
    if (!divides || side != model.gridSide()) {
      throw new IllegalArgumentException(
          "a TinyViT of " + stages + " stages makes a grid of " + side
              + " a side from frameSide=" + model.frameSide() + ", expected gridSide="
              + model.gridSide());
    }
  }

  @Override
  public int outputWidth() {
    return get(NECK + "0.weight").side(0);
  }
}
