// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Reads published weights: PyTorch files ({@code .pth}, {@code .pt}) and safetensors.
 *
 * <p>The format is recognised by the content, not by the name. Opening a file reads only the list
 * of tensors; the file is mapped into memory and values are read on demand. 16-bit and 64-bit
 * floats are converted to 32-bit ones and integer tensors are skipped. Nothing in a file is
 * executed.
 *
 * <p>Training programs wrap and rename state dicts. These are read, too, and
 * {@link NamedTensors#notes()} tells what was done:
 *
 * <ul>
 *   <li>a state dict under a key ({@code state_dict}, {@code model}, {@code model_state} and the
 *       like, or any if there is only one), beside values of any kind;
 *   <li>the tensors of a module that was pickled as a whole, and of a TorchScript archive;
 *   <li>one prefix before all names, such as {@code module.}, {@code _orig_mod.} or {@code sam.};
 *   <li>the names of SAM in Hugging Face transformers, which become the official ones.
 * </ul>
 */
public final class Checkpoints {
  private static final int HEAD_BYTES = 9;
  private static final int ONNX_VERSION_FIELD = 0x08;

  private Checkpoints() {}

  /**
   * Returns the floating-point tensors of a file. The file must not change while any of them is in
   * use: once it has been written to, deleted or replaced, reading values throws an
   * {@link UncheckedIOException}. So does reading values that are not finite, with the name of the
   * tensor.
   *
   * @throws IllegalArgumentException if the file has another format, is damaged, holds no tensors,
   *     or refers to code; the message is one line and does not name the file
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
    NamedTensors tensors = tensors(file);
    if (tensors.names().isEmpty()) {
      throw new IllegalArgumentException("expected floating-point tensors, found none");
    }
    return SamNames.official(tensors);
  }

  static NamedTensors tensors(FileBytes file) {
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
}
