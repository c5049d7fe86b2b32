// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads weights as they are published: PyTorch files ({@code .pth}, {@code .pt}) and safetensors.
 *
 * <p>The format is recognised by the content, not by the name. Opening reads the list of tensors;
 * their values stay in the file, which is mapped into memory, and are read each time they are asked
 * for. 16-bit and 64-bit numbers become 32-bit ones, tensors of integers are skipped, and where all
 * names begin with {@code module.}, that is removed. Nothing in a file is executed.
 */
public final class Checkpoints {
  private static final int HEAD_BYTES = 9;
  private static final int ONNX_VERSION_FIELD = 0x08;
  private static final String WRAPPER = "module.";

  private Checkpoints() {}

  /**
   * Returns the floating-point tensors of a file. As long as one of them is in use, the file must
   * stay as it is. Once it has been written to, deleted or replaced, asking for values throws an
   * {@link UncheckedIOException}.
   *
   * @throws IllegalArgumentException if it is no such file, is damaged, or holds more than tensors;
   *     the message is one line and doesn't name the file
   * @throws IOException if it can't be read
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
    // before the others: the length in front may begin with any byte
    if (head.length == HEAD_BYTES && head[HEAD_BYTES - 1] == '{') {
      return SafetensorsReader.read(file);
    }
    if (begins(head, 'P', 'K')) {
      return PyTorchZipReader.read(file);
    }
    if (begins(head, PickleOpcode.PROTO)) {
      return PyTorchStreamReader.read(file);
    }
    // the version of the format is the first field of every ONNX file
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

  /** Removes what {@code DataParallel} puts before each name. */
  private static Map<String, WeightTensor> unwrapped(Map<String, WeightTensor> tensors) {
    if (!tensors.keySet().stream().allMatch(name -> name.startsWith(WRAPPER))) {
      return tensors;
    }
    Map<String, WeightTensor> plain = new TreeMap<>();
    tensors.forEach((name, tensor) -> plain.put(name.substring(WRAPPER.length()), tensor));
    return plain;
  }
}
