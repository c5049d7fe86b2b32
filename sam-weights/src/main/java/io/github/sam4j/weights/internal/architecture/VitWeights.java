// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.architecture;

import io.github.sam4j.weights.ModelSpec;
import io.github.sam4j.weights.NamedTensors;
import io.github.sam4j.weights.WeightTensor;

/**
 * The weights of SAM's ViT image encoder (B, L, H or another size), complete and of consistent
 * shapes.
 *
 * <p>All sizes are read from the tensors. The position embedding determines the grid of tokens, and
 * the frame has as many patches a side. The channels per head and the window size of a block follow
 * from its tables of relative positions, {@code [2 * side - 1, head]}; a block whose window is the
 * whole grid has global attention.
 */
public final class VitWeights implements EncoderWeights {
  /** Prefix of the names of all encoder weights. */
  public static final String PREFIX = "image_encoder.";

  private static final String POSITIONS = PREFIX + "pos_embed";
  private static final String PATCHES = PREFIX + "patch_embed.proj";
  private static final String NECK = PREFIX + "neck.";
  private static final int CHANNELS = 3;

  private final NamedTensors tensors;
  private final ModelSpec spec;
  private final int depth;

  private VitWeights(NamedTensors tensors, ModelSpec spec, int depth) {
    this.tensors = tensors;
    this.spec = spec;
    this.depth = depth;
  }

  /** Returns whether tensors look like a ViT encoder, complete or not. */
  public static boolean isVit(NamedTensors tensors) {
    return tensors.find(POSITIONS).isPresent()
        || tensors.find(PATCHES + ".weight").isPresent();
  }

  /**
   * Checks that every weight is present, that all shapes are consistent, and that there are no
   * other encoder weights.
   *
   * @throws IllegalArgumentException that lists what is missing, unexpected or of a wrong shape
   */
  public static VitWeights of(NamedTensors tensors) {
    WeightChecker check = new WeightChecker(tensors);
    // all other shapes follow from these two
    int grid = check.side(POSITIONS, 1);
    int width = check.side(POSITIONS, 3);
    int patch = check.side(PATCHES + ".weight", 2);
    check.expect(POSITIONS, 1, WeightChecker.OPEN, grid, WeightChecker.OPEN);
    check.expect(PATCHES + ".weight", width, CHANNELS, WeightChecker.OPEN, patch);
    check.expect(PATCHES + ".bias", width);
    check.finish();
    if (grid > ModelSpec.MAX_GRID_SIDE || patch > ModelSpec.MAX_FRAME_SIDE / grid) {
      throw new IllegalArgumentException("weight " + POSITIONS + " is for a grid of " + grid
          + " patches of " + patch + " pixels, expected a grid of at most "
          + ModelSpec.MAX_GRID_SIDE
          + " and frames of at most " + ModelSpec.MAX_FRAME_SIDE);
    }
    ModelSpec spec =
        ModelSpec.sam1().toBuilder().frameSide(grid * patch).gridSide(grid).build();
    int depth = WeightChecker.count(block -> check.has(block(block) + ".norm1.weight"));
    for (int i = 0; i < Math.max(depth, 1); i++) {
      block(check, block(i), width, grid);
    }
    check.neck(NECK, width);
    check.refuseOthers(PREFIX);
    check.finish();
    return new VitWeights(tensors, spec, depth);
  }

  private static void block(WeightChecker check, String block, int width, int grid) {
    check.norm(block + ".norm1", width);
    check.linear(block + ".attn.qkv", width, 3 * width);
    check.linear(block + ".attn.proj", width, width);
    String table = block + ".attn.rel_pos_h";
    int positions = check.side(table, 0);
    int head = check.side(table, 1);
    check.expect(table, WeightChecker.OPEN, WeightChecker.OPEN);
    check.expect(block + ".attn.rel_pos_w", positions, head);
    if (positions > 0 && (positions % 2 == 0 || positions > 2 * grid - 1)) {
      check.problem(
          table + " has " + positions + " rows, expected an odd number up to " + (2 * grid - 1));
    }
    if (head > 0 && width % head != 0) {
      check.problem(table + " has " + head + " columns, expected a divisor of " + width);
    }
    check.norm(block + ".norm2", width);
    check.linear(block + ".mlp.lin1", width, WeightChecker.OPEN);
    check.linear(block + ".mlp.lin2", check.side(block + ".mlp.lin1.weight", 0), width);
  }

  @Override
  public String toString() {
    return "ViT of " + depth + " blocks, width " + width();
  }

  /** Returns the name of a block, without a trailing dot. */
  public static String block(int index) {
    return PREFIX + "blocks." + index;
  }

  /** Returns a tensor by name. */
  public WeightTensor get(String name) {
    return tensors.get(name);
  }

  /** Returns the number of blocks; 12, 24 or 32 in the published encoders. */
  public int depth() {
    return depth;
  }

  /** Returns the channels of a token; 768, 1024 or 1280 in the published encoders. */
  public int width() {
    return get(POSITIONS).side(3);
  }

  /** Returns the side of the grid of tokens; 64 in the published encoders. */
  public int grid() {
    return spec.gridSide();
  }

  /** Returns the side of a patch in pixels; 16 in the published encoders. */
  public int patch() {
    return spec.frameSide() / spec.gridSide();
  }

  @Override
  public NamedTensors tensors() {
    return tensors;
  }

  @Override
  public ModelSpec spec() {
    return spec;
  }

  @Override
  public void require(ModelSpec model) {
    if (grid() != model.gridSide() || spec.frameSide() != model.frameSide()) {
      throw new IllegalArgumentException("weight " + POSITIONS + " is for frameSide="
          + spec.frameSide() + " gridSide=" + grid() + ", expected frameSide=" + model.frameSide()
          + " gridSide=" + model.gridSide());
    }
  }

  @Override
  public int outputWidth() {
    return get(NECK + "0.weight").side(0);
  }

  /** Returns the number of attention heads of a block; 12 or 16 in the published encoders. */
  public int heads(int block) {
    return width() / get(block(block) + ".attn.rel_pos_h").side(1);
  }

  /** Returns the side of a block's windows in tokens: 14, or that of the whole grid. */
  public int window(int block) {
    return (get(block(block) + ".attn.rel_pos_h").side(0) + 1) / 2;
  }
}
