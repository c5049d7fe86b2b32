// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.management.ThreadMXBean;
import io.github.sam4j.weights.internal.architecture.DecoderWeights;
import io.github.sam4j.weights.internal.architecture.EncoderWeights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What every file that isn't as it should be must end in. */
final class HostileFile {
  private static final long MAX_NANOS = 200_000_000;
  private static final int ATTEMPTS = 5;

  private HostileFile() {}

  /**
   * Checks that a file is refused with one line, within 200 ms of processor time, and with no more
   * heap than a small multiple of its size.
   */
  static void assertRefused(byte[] file, String... messageParts) {
    assertRefused(file, CheckpointFiles::readAll, messageParts);
  }

  /** Checks the same of a file that can be read but whose tensors make no model. */
  static void assertModelRefused(byte[] file, String... messageParts) {
    assertRefused(file, HostileFile::recognise, messageParts);
  }

  private static void recognise(byte[] file) {
    recognise(FileBytes.of(file));
  }

  private static void recognise(FileBytes file) {
    NamedTensors tensors = Checkpoints.read(file);
    EncoderWeights encoder = EncoderWeights.of(tensors);
    DecoderWeights.exactly(tensors).requireEmbedding(encoder);
  }

  private static void assertRefused(byte[] file, Consumer<byte[]> reader, String... messageParts) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long maxBytes = 4_000_000 + 200L * file.length;
    long fastest = Long.MAX_VALUE;
    long leastBytes = Long.MAX_VALUE;
    // code may have been compiled or a class loaded meanwhile: the best of a few counts
    for (int i = 0; i < ATTEMPTS && (fastest > MAX_NANOS || leastBytes > maxBytes); i++) {
      long bytes = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
      long start = threads.getCurrentThreadCpuTime();

      Throwable refusal = catchThrowable(() -> reader.accept(file));

      fastest = Math.min(fastest, threads.getCurrentThreadCpuTime() - start);
      leastBytes = Math.min(
          leastBytes, threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - bytes);
      assertThat(refusal).isInstanceOf(IllegalArgumentException.class);
      assertThat(refusal.getMessage()).matches("[ -~]+").hasSizeLessThan(500);
      for (String part : messageParts) {
        assertThat(refusal.getMessage()).contains(part);
      }
    }
    assertThat(leastBytes).as("heap for %s bytes", file.length).isLessThan(maxBytes);
    assertThat(fastest).as("nanoseconds of processor time").isLessThan(MAX_NANOS);
  }

  /** Reads a file and its values, or not; nothing else than the two exceptions comes out. */
  static void readOrRefuse(byte[] file) {
    readOrRefuse(() -> Checkpoints.tensors(FileBytes.of(file)));
  }

  /** Recognises a model, or not; nothing else than the two exceptions comes out. */
  static void recogniseOrRefuse(FileBytes file) {
    orRefuse(() -> recognise(file));
  }

  /** Reads tensors and their values, or not; nothing else than the two exceptions comes out. */
  static void readOrRefuse(Supplier<NamedTensors> reader) {
    orRefuse(() -> {
      NamedTensors tensors = reader.get();
      tensors.names().forEach(name -> tensors.get(name).toArray());
    });
  }

  private static void orRefuse(Runnable reading) {
    try {
      reading.run();
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).matches("[ -~]+");
    } catch (UncheckedIOException e) {
      assertThat(e.getCause()).isInstanceOf(IOException.class);
    }
  }
}
