package io.github.sam4j.internal.ort;

import java.util.List;

/**
 * What a session runs on.
 *
 * @param kind processor or accelerator
 * @param index which accelerator, from 0; 0 for the CPU
 */
public record ExecutionDevice(Kind kind, int index) {
  /** The CPU. */
  public static final ExecutionDevice CPU = new ExecutionDevice(Kind.CPU, 0);

  /** Kinds of devices. */
  public enum Kind {
    /** The processor that runs Java. */
    CPU("cpu", "CPUExecutionProvider"),
    /** An NVIDIA GPU through CUDA and cuDNN. */
    CUDA("cuda", "CUDAExecutionProvider"),
    /** An NVIDIA GPU through TensorRT, and through CUDA where TensorRT can't. */
    TENSORRT("tensorrt", "TensorrtExecutionProvider");

    private final String label;
    private final String provider;

    Kind(String label, String provider) {
      this.label = label;
      this.provider = provider;
    }

    /** Returns the name of ONNX Runtime's execution provider. */
    public String provider() {
      return provider;
    }
  }

  /** Returns ONNX Runtime's execution providers for this device, the preferred one first. */
  public List<String> providers() {
    return switch (kind) {
      case CPU -> List.of(Kind.CPU.provider);
      case CUDA -> List.of(Kind.CUDA.provider, Kind.CPU.provider);
      case TENSORRT -> List.of(Kind.TENSORRT.provider, Kind.CUDA.provider, Kind.CPU.provider);
    };
  }

  /** Returns whether tensors of this device live in a memory that Java can't read. */
  public boolean hasMemory() {
    return kind != Kind.CPU;
  }

  /** Returns for example {@code cpu} or {@code cuda:0}. */
  @Override
  public String toString() {
    return hasMemory() ? kind.label + ":" + index : kind.label;
  }
}
