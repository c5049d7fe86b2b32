// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.device;

import io.github.sam4j.image.internal.settings.SetOnce;

/**
 * How ONNX Runtime uses an NVIDIA GPU. The defaults suit a GPU that does nothing else and give the
 * reference's numbers. Immutable.
 */
public final class CudaOptions {
  private static final CudaOptions DEFAULTS = builder().build();

  private final long memoryLimitBytes;
  private final ArenaGrowth arenaGrowth;
  private final ConvolutionSearch convolutionSearch;
  private final boolean tensorFloat32;
  private final boolean cudaGraphs;

  private CudaOptions(Builder builder) {
    memoryLimitBytes = builder.memoryLimitBytes;
    arenaGrowth = builder.arenaGrowth;
    convolutionSearch = builder.convolutionSearch;
    tensorFloat32 = builder.tensorFloat32;
    cudaGraphs = builder.cudaGraphs;
  }

  /** How the memory of a graph grows. */
  public enum ArenaGrowth {
    /** Each piece is twice as large as the one before: few pieces, up to twice the memory. */
    NEXT_POWER_OF_TWO,
    /** Each piece is as large as was asked for. */
    SAME_AS_REQUESTED
  }

  /** How cuDNN's algorithm for a convolution is chosen when its shape is seen first. */
  public enum ConvolutionSearch {
    /** All are timed. */
    EXHAUSTIVE,
    /** cuDNN estimates which is the fastest. */
    HEURISTIC,
    /** Always the same one. */
    DEFAULT
  }

  /** Returns the defaults: no limit, growth by powers of two, exhaustive search, nothing else. */
  public static CudaOptions defaults() {
    return DEFAULTS;
  }

  /** Starts options from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Starts options from these. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /**
   * Returns the most bytes of the GPU that each of the model's graphs may take for its intermediate
   * results; {@link Long#MAX_VALUE} for no limit. What is passed from graph to graph comes on top.
   */
  public long memoryLimitBytes() {
    return memoryLimitBytes;
  }

  /** Returns how the memory of a graph grows. */
  public ArenaGrowth arenaGrowth() {
    return arenaGrowth;
  }

  /** Returns how cuDNN's algorithm for a convolution is chosen. */
  public ConvolutionSearch convolutionSearch() {
    return convolutionSearch;
  }

  /**
   * Returns whether products of 32-bit floats may round their factors to 10 bits of mantissa, which
   * is faster from the Ampere generation on but not what the reference does.
   */
  public boolean tensorFloat32() {
    return tensorFloat32;
  }

  /**
   * Returns whether the encoder's run is recorded once and replayed, which saves launching each
   * operator; images are encoded one at a time then.
   */
  public boolean cudaGraphs() {
    return cudaGraphs;
  }

  @Override
  public String toString() {
    return "CudaOptions[memoryLimitBytes=" + memoryLimitBytes
        + ", arenaGrowth=" + arenaGrowth
        + ", convolutionSearch=" + convolutionSearch
        + ", tensorFloat32=" + tensorFloat32
        + ", cudaGraphs=" + cudaGraphs + "]";
  }

  /** Options under construction; each may be set once. Not safe for use by several threads. */
  public static final class Builder {
    private final SetOnce set = new SetOnce();
    private long memoryLimitBytes = Long.MAX_VALUE;
    private ArenaGrowth arenaGrowth = ArenaGrowth.NEXT_POWER_OF_TWO;
    private ConvolutionSearch convolutionSearch = ConvolutionSearch.EXHAUSTIVE;
    private boolean tensorFloat32;
    private boolean cudaGraphs;

    private Builder() {}

    private Builder(CudaOptions options) {
      memoryLimitBytes = options.memoryLimitBytes;
      arenaGrowth = options.arenaGrowth;
      convolutionSearch = options.convolutionSearch;
      tensorFloat32 = options.tensorFloat32;
      cudaGraphs = options.cudaGraphs;
    }

    /**
     * Sets the most bytes that each graph may take, no limit by default.
     *
     * @throws IllegalArgumentException if below 1
     */
    public Builder memoryLimitBytes(long bytes) {
      if (bytes < 1) {
        throw new IllegalArgumentException("memoryLimitBytes must be at least 1, got " + bytes);
      }
      memoryLimitBytes = set.once("memoryLimitBytes", bytes);
      return this;
    }

    /** Sets how the memory of a graph grows; by powers of two by default. */
    public Builder arenaGrowth(ArenaGrowth growth) {
      arenaGrowth = set.once("arenaGrowth", growth);
      return this;
    }

    /** Sets how cuDNN's algorithm for a convolution is chosen; exhaustively by default. */
    public Builder convolutionSearch(ConvolutionSearch search) {
      convolutionSearch = set.once("convolutionSearch", search);
      return this;
    }

    /** Sets whether products may be computed with less precision; not by default. */
    public Builder tensorFloat32(boolean allowed) {
      tensorFloat32 = set.once("tensorFloat32", allowed);
      return this;
    }

    /** Sets whether the encoder's run is recorded and replayed; not by default. */
    public Builder cudaGraphs(boolean recorded) {
      cudaGraphs = set.once("cudaGraphs", recorded);
      return this;
    }

    /** Returns the options. */
    public CudaOptions build() {
      return new CudaOptions(this);
    }
  }
}
