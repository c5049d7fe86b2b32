// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.sam4j.testing.PyTorchZipWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of the size of the official ones. */
@Tag("slow")
final class LargeCheckpointTest {
  private static final int TENSORS = 200;
  private static final int LENGTH = 469_000;

  @TempDir
  Path folder;

  @Test
  void fileOfVitBsSizeIsOpenedInMillisecondsAndWithoutHeap() throws IOException {
    Path file = folder.resolve("vit_b.pth");
    Random random = new Random(7);
    try (PyTorchZipWriter writer =
        new PyTorchZipWriter(new BufferedOutputStream(Files.newOutputStream(file)), "vit_b")) {
      for (int i = 0; i < TENSORS; i++) {
        writer.floats("tensor." + i, new long[] {LENGTH}, random::nextFloat);
      }
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long fastest = Long.MAX_VALUE;
    long heap = Long.MAX_VALUE;
    NamedTensors tensors = Checkpoints.read(file);
    for (int i = 0; i < 5; i++) {
      long bytes = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
      long start = System.nanoTime();

      tensors = Checkpoints.read(file);

      fastest = Math.min(fastest, System.nanoTime() - start);
      heap =
          Math.min(heap, threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - bytes);
    }

    assertThat(tensors.names()).hasSize(TENSORS);
    assertThat(fastest).isLessThan(50_000_000);
    assertThat(heap).isLessThan(2_000_000);
    assertThat(tensors.get("tensor.0").value(0)).isEqualTo(new Random(7).nextFloat());
  }

  @Test
  void tensorBeyond4GigabytesIsRead() throws IOException {
    long hole = 5L << 30;
    String header = "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[" + hole + ","
        + (hole + 8) + "]}}";
    Path file = folder.resolve("holes.safetensors");
    byte[] head = CheckpointFiles.safetensors(header, new byte[0]);
    // where the file system knows holes, this takes a few kilobytes
    try (FileChannel channel = FileChannel.open(
        file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
      channel.write(ByteBuffer.wrap(head));
      channel.write(ByteBuffer.wrap(CheckpointFiles.floats(3, 4)), head.length + hole);
    }

    assertThat(Checkpoints.read(file).get("x").toArray()).containsExactly(3, 4);
  }
}
