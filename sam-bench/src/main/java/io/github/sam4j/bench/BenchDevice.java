package io.github.sam4j.bench;

import io.github.sam4j.CudaOptions;
import io.github.sam4j.Device;
import io.github.sam4j.Precision;
import io.github.sam4j.SamSegmenter;
import io.github.sam4j.internal.inference.EngineSettings;
import io.github.sam4j.internal.ort.ExecutionDevice;
import io.github.sam4j.internal.ort.SessionSettings;
import io.github.sam4j.model.SamModel;
import java.util.Map;
import java.util.Optional;

/** What a benchmark's parameters say about device, precision and threads. */
public final class BenchDevice {
  /** The name of the CPU as a parameter. */
  public static final String CPU = "cpu";

  /** The usual precision as a parameter. */
  public static final String FLOAT32 = "FLOAT32";

  private final Device device;
  private final Precision precision;
  private final int threads;

  private BenchDevice(Device device, Precision precision, int threads) {
    this.device = device;
    this.precision = precision;
    this.threads = threads;
  }

  /**
   * Reads the parameters.
   *
   * @param device as {@link Device#parse} takes it
   * @param precision name of a {@link Precision}
   * @param threads that work on one operator, and batches of automatic masks side by side
   */
  public static BenchDevice of(String device, String precision, int threads) {
    return new BenchDevice(Device.parse(device).resolved(), Precision.valueOf(precision), threads);
  }

  /** Loads a segmenter as a user does. */
  SamSegmenter segmenter(SamModel model) {
    return SamSegmenter.builder(model)
        .device(device)
        .precision(precision)
        .threads(threads)
        .build();
  }

  /** Returns whether graphs are to be converted to float16. */
  public boolean halfPrecision() {
    return precision == Precision.FLOAT16;
  }

  /** Returns the settings of an engine as a segmenter with default options has them. */
  public EngineSettings engine() {
    return new EngineSettings(
        execution(),
        halfPrecision(),
        cudaOptions(),
        CudaOptions.defaults().cudaGraphs(),
        threads,
        threads,
        1,
        Optional.empty());
  }

  /** Returns the settings of a single session. */
  public SessionSettings session() {
    return new SessionSettings(execution(), threads, cudaOptions(), Optional.empty());
  }

  private ExecutionDevice execution() {
    String[] parts = device.toString().split(":", -1);
    for (ExecutionDevice.Kind kind : ExecutionDevice.Kind.values()) {
      if (parts.length == 2 && kind.name().equalsIgnoreCase(parts[0])) {
        return new ExecutionDevice(kind, Integer.parseInt(parts[1]));
      }
    }
    return ExecutionDevice.CPU;
  }

  /** The options of {@link CudaOptions} that decide about speed. */
  private static Map<String, String> cudaOptions() {
    CudaOptions defaults = CudaOptions.defaults();
    return Map.of(
        "cudnn_conv_algo_search",
        defaults.convolutionSearch().name(),
        "use_tf32",
        defaults.tensorFloat32() ? "1" : "0");
  }
}
