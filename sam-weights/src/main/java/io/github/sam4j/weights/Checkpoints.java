// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads published weights: PyTorch files ({@code .pth}, {@code .pt}) and safetensors.
 *
 * <p>The format is recognised by the content, not by the name. Opening a file reads only the list
 * of tensors; the file is mapped into memory and values are read on demand. 16-bit and 64-bit
 * floats are converted to 32-bit ones and integer tensors are skipped. If all names begin with
 * {@code module.}, that prefix is removed. Nothing in a file is executed.
 */
public final class Checkpoints {
  private static final int HEAD_BYTES = 9;
  private static final int ONNX_VERSION_FIELD = 0x08;
  private static final String WRAPPER = "module.";

  private Checkpoints() {}

  /**
   * Returns the floating-point tensors of a file. The file must not change while any of them is in
   * use: once it has been written to, deleted or replaced, reading values throws an
   * {@link UncheckedIOException}.
   *
   * @throws IllegalArgumentException if the file has another format, is damaged, or holds anything
   *     but tensors; the message is one line and does not name the file
   * @throws IOException if the file can't be read
   */
  public static NamedTensors read(Path path) throws IOException {
    try {
      return read(FileBytes.map(path));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  static NamedTensors read(FileBytes file) {
    Map<String, WeightTensor> tensors = tensors(file);
    if (tensors.isEmpty()) {
      throw new IllegalArgumentException("expected floating-point tensors, found none");
    }
    return NamedTensors.of(unwrapped(tensors));
  }

  static Map<String, WeightTensor> tensors(FileBytes file) {
    byte[] head = new byte[(int) Math.min(file.size(), HEAD_BYTES)];
    file.copy(0, head, head.length);
    // checked first, because the leading length may begin with any byte
    if (head.length == HEAD_BYTES && head[HEAD_BYTES - 1] == '{') {
      return SafetensorsReader.read(file);
    }
    if (begins(head, 'P', 'K')) {
      return PyTorchZipReader.read(file);
    }
    if (begins(head, PickleOpcode.PROTO)) {
      return PyTorchStreamReader.read(file);
    }
    // every ONNX file begins with the field of its format version
    boolean onnx = begins(head, ONNX_VERSION_FIELD);
    throw new IllegalArgumentException(
        "expected a checkpoint, which is a PyTorch file (.pth, .pt) or safetensors, found "
            + (onnx
                ? "what looks like an ONNX file: such a model is two files, encoder and decoder"
                : "neither"));
  }

  private static boolean begins(byte[] head, int... bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (i >= head.length || (head[i] & 0xff) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  /** Removes the prefix that {@code DataParallel} adds to each name. */
  private static Map<String, WeightTensor> unwrapped(Map<String, WeightTensor> tensors) {
    if (!tensors.keySet().stream().allMatch(name -> name.startsWith(WRAPPER))) {
      return tensors;
    }
    Map<String, WeightTensor> plain = new TreeMap<>();
    tensors.forEach((name, tensor) -> plain.put(name.substring(WRAPPER.length()), tensor));
    return plain;
  }
}
