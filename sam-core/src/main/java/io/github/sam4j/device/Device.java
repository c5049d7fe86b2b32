// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.device;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the networks run on: the CPU, or an NVIDIA GPU.
 *
 * <p>A GPU needs {@code io.github.sam4j:sam-platform-gpu} on the class path, CUDA 13, cuDNN 9 and a
 * driver (docs/gpu.md). {@code Devices} tells whether all that is present.
 *
 * @param kind the processor, or how an accelerator is used
 * @param index which GPU, from 0, in CUDA's order; 0 where the kind isn't {@link Kind#CUDA}
 */
public record Device(Kind kind, int index) {
  private static final Pattern CUDA_NAME = Pattern.compile("cuda(?::(\\d{1,3}))?");
  private static final Device CPU = new Device(Kind.CPU, 0);
  private static final Device AUTO = new Device(Kind.AUTO, 0);

  /** Kinds of devices. */
  public enum Kind {
    /** The first GPU if it can be used, else the CPU. */
    AUTO,
    /** The processor that runs Java. */
    CPU,
    /** An NVIDIA GPU through CUDA and cuDNN. */
    CUDA
  }

  /**
   * Checks the index.
   *
   * @throws IllegalArgumentException if the index is negative, or above 0 for another kind than
   *     {@link Kind#CUDA}
   */
  public Device {
    Objects.requireNonNull(kind, "kind");
    if (index < 0 || (index > 0 && kind != Kind.CUDA)) {
      throw new IllegalArgumentException(
          "index must not be negative, and 0 unless kind=CUDA, got kind=" + kind + " index="
              + index);
    }
  }

  /** Returns the CPU, available wherever ONNX Runtime's native library is. */
  public static Device cpu() {
    return CPU;
  }

  /**
   * Returns an NVIDIA GPU, used through CUDA and cuDNN.
   *
   * @param index which GPU, from 0, in CUDA's order
   * @throws IllegalArgumentException if the index is negative
   */
  public static Device cuda(int index) {
    return new Device(Kind.CUDA, index);
  }

  /** Returns the first GPU if it can be used, else the CPU; the log says once why. */
  public static Device auto() {
    return AUTO;
  }

  /**
   * Returns the device of a name: {@code cpu}, {@code auto}, {@code cuda} or {@code cuda:1};
   * without a number it is the first GPU.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  public static Device parse(String name) {
    Matcher gpu = CUDA_NAME.matcher(name);
    if (gpu.matches()) {
      return cuda(gpu.group(1) == null ? 0 : Integer.parseInt(gpu.group(1)));
    }
    return switch (name) {
      case "cpu" -> cpu();
      case "auto" -> auto();
      default ->
        throw new IllegalArgumentException("expected a device: cpu, auto or cuda:N, got " + name);
    };
  }

  /** Returns whether this is a GPU, whose memory Java can't read. */
  public boolean isGpu() {
    return kind == Kind.CUDA;
  }

  /** Returns the name that {@link #parse} takes: {@code cpu}, {@code auto} or {@code cuda:0}. */
  @Override
  public String toString() {
    return switch (kind) {
      case AUTO -> "auto";
      case CPU -> "cpu";
      case CUDA -> "cuda:" + index;
    };
  }
}
