package io.github.sam4j;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How ONNX Runtime uses an NVIDIA GPU. The defaults suit a GPU that does nothing else and give the
 * reference's numbers.
 *
 * @param memoryLimitBytes most bytes of the GPU that each of the model's graphs may take for its
 *     intermediate results, at least 1; all by default. What is passed from graph to graph comes on
 *     top
 * @param arena how memory grows
 * @param convolutionSearch how cuDNN's algorithm for a convolution is chosen
 * @param tensorFloat32 whether products of 32-bit floats may round their factors to 10 bits of
 *     mantissa, which is faster from the Ampere generation on and not what the reference does
 * @param cudaGraphs whether the encoder's run is recorded once and replayed, which spares starting
 *     each operator; images are encoded one at a time then
 */
public record CudaOptions(
    long memoryLimitBytes,
    ArenaGrowth arena,
    ConvolutionSearch convolutionSearch,
    boolean tensorFloat32,
    boolean cudaGraphs) {
  private static final CudaOptions DEFAULTS = new CudaOptions(
      Long.MAX_VALUE, ArenaGrowth.NEXT_POWER_OF_TWO, ConvolutionSearch.EXHAUSTIVE, false, false);

  /** How the memory of a graph grows. */
  public enum ArenaGrowth {
    /** Each piece twice as large as the one before: few pieces, up to twice the memory. */
    NEXT_POWER_OF_TWO("kNextPowerOfTwo"),
    /** As much as is asked for. */
    SAME_AS_REQUESTED("kSameAsRequested");

    private final String option;

    ArenaGrowth(String option) {
      this.option = option;
    }
  }

  /** How cuDNN's algorithm for a convolution is chosen, when its shape is seen first. */
  public enum ConvolutionSearch {
    /** All are timed. */
    EXHAUSTIVE,
    /** A rule of thumb. */
    HEURISTIC,
    /** Always the same one. */
    DEFAULT
  }

  /** Checks the limit. */
  public CudaOptions {
    if (memoryLimitBytes < 1) {
      throw new IllegalArgumentException(
          "the memory limit must be at least 1 byte, got " + memoryLimitBytes);
    }
  }

  /** Returns the defaults. */
  public static CudaOptions defaults() {
    return DEFAULTS;
  }

  /** Returns options with another limit of memory. */
  public CudaOptions withMemoryLimit(long bytes) {
    return new CudaOptions(bytes, arena, convolutionSearch, tensorFloat32, cudaGraphs);
  }

  /** Returns options with another growth of memory. */
  public CudaOptions withArena(ArenaGrowth growth) {
    return new CudaOptions(memoryLimitBytes, growth, convolutionSearch, tensorFloat32, cudaGraphs);
  }

  /** Returns options with another search. */
  public CudaOptions withConvolutionSearch(ConvolutionSearch search) {
    return new CudaOptions(memoryLimitBytes, arena, search, tensorFloat32, cudaGraphs);
  }

  /** Returns options that allow products of less precision, or don't. */
  public CudaOptions withTensorFloat32(boolean allowed) {
    return new CudaOptions(memoryLimitBytes, arena, convolutionSearch, allowed, cudaGraphs);
  }

  /** Returns options that record the encoder's run, or don't. */
  public CudaOptions withCudaGraphs(boolean recorded) {
    return new CudaOptions(memoryLimitBytes, arena, convolutionSearch, tensorFloat32, recorded);
  }

  /** Returns the options by the names of ONNX Runtime's CUDA provider. */
  Map<String, String> toProviderOptions() {
    Map<String, String> options = new LinkedHashMap<>();
    if (memoryLimitBytes < Long.MAX_VALUE) {
      options.put("gpu_mem_limit", Long.toString(memoryLimitBytes));
    }
    options.put("arena_extend_strategy", arena.option);
    options.put("cudnn_conv_algo_search", convolutionSearch.name());
    options.put("use_tf32", tensorFloat32 ? "1" : "0");
    return options;
  }
}
