// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.inference;

import io.github.sam4j.internal.ort.OrtSession;
import io.github.sam4j.internal.ort.OrtTensor;
import io.github.sam4j.internal.ort.StopSignal;
import io.github.sam4j.internal.ort.TensorMemory;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Runs the encoder's graph on the same two device tensors every time, one run at a time; pixels are
 * copied in and embeddings out.
 *
 * <p>CUDA graphs require this, because a replay reads and writes the recorded addresses. They also
 * belong to one thread, which the session ensures.
 */
final class FixedTensorsRun implements EncoderRun {
  private final OrtSession session;
  private final TensorMemory memory;
  private final OwnedTensors owned = new OwnedTensors();
  private final OrtTensor input;
  private final OrtTensor output;
  private final Map<String, OrtTensor> in;
  private final Map<String, OrtTensor> out;
  private final Lock turn = new ReentrantLock();

  /**
   * Allocates the two tensors.
   *
   * @param session used, not owned
   */
  FixedTensorsRun(
      OrtSession session,
      TensorMemory memory,
      String inputName,
      long[] inputShape,
      String outputName,
      long[] outputShape) {
    this.session = session;
    this.memory = memory;
    try {
      input = owned.own(memory.deviceFloats(inputShape));
      output = owned.own(memory.deviceFloats(outputShape));
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
    in = Map.of(inputName, input);
    out = Map.of(outputName, output);
  }

  @Override
  public void run(OrtTensor pixels, OrtTensor embedding, StopSignal stop) {
    turn.lock();
    try {
      stop.check();
      memory.copy(pixels, input);
      // without the signal, which a replay ignores and which would leave a recording unfinished
      session.run(in, out);
      memory.copy(output, embedding);
      stop.check();
    } finally {
      turn.unlock();
    }
  }

  /** Frees the tensors after the current run; waiting runs fail. */
  @Override
  public void close() {
    owned.close();
  }
}
