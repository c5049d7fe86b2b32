// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.ort;

import io.github.sam4j.device.CudaOptions;
import io.github.sam4j.device.Device;
import io.github.sam4j.weights.internal.format.ElementType;
import io.github.sam4j.weights.internal.graph.OnnxGraph;
import io.github.sam4j.weights.internal.graph.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;

/**
 * Determines whether a device can be used by loading a graph that computes a few numbers and
 * running it on tensors in pinned and device memory. Copying alone would run no code on the GPU,
 * and this build may have none for it.
 *
 * <p>Success and permanent problems are remembered for the life of the process; after a temporary
 * problem, such as full memory, the next call tries again.
 */
public final class DeviceProbe {
  private static final DeviceProbe PROCESS = new DeviceProbe(DeviceProbe::find);

  private final Function<Device, Optional<DeviceProblem>> attempt;
  private final Map<Device, Optional<String>> known = new ConcurrentHashMap<>();

  /**
   * Creates a probe without cached results.
   *
   * @param attempt uses a device and returns the problem, if there was one
   */
  DeviceProbe(Function<Device, Optional<DeviceProblem>> attempt) {
    this.attempt = attempt;
  }

  /** Returns why a device can't be used and what to do, or empty if it can. Never throws. */
  public static Optional<String> problem(Device device) {
    return PROCESS.ask(device);
  }

  /** Returns the cached result, or tries the device. */
  Optional<String> ask(Device device) {
    Optional<String> answer = known.get(device);
    return answer == null ? tryOnce(device) : answer;
  }

  /** Tries the device unless another thread has done so in the meantime. */
  private synchronized Optional<String> tryOnce(Device device) {
    Optional<String> answer = known.get(device);
    if (answer != null) {
      return answer;
    }
    Optional<DeviceProblem> problem = attempt.apply(device);
    Optional<String> text = problem.map(DeviceProblem::text);
    if (problem.map(DeviceProblem::lasting).orElse(true)) {
      known.put(device, text);
    }
    return text;
  }

  private static Optional<DeviceProblem> find(Device device) {
    try {
      OrtNatives.load();
    } catch (IllegalStateException e) {
      return Optional.of(DeviceProblem.lasting(String.valueOf(e.getMessage())));
    }
    try {
      if (!OrtNatives.providers().containsAll(OrtSession.providers(device))) {
        return Optional.of(DeviceProblem.lasting(
            DeviceProblems.missingProvider(Loader.getPlatform(), driverSeen())));
      }
      if (device.isGpu()) {
        tryOut(device);
      }
      return Optional.empty();
    } catch (RuntimeException | LinkageError e) {
      String reason =
          e instanceof RuntimeException failure ? OrtNatives.reason(failure) : e.toString();
      return Optional.of(DeviceProblems.explain(device, reason, driverSeen()));
    }
  }

  private static void tryOut(Device device) {
    SessionSettings settings =
        new SessionSettings(device, 1, CudaOptions.defaults(), Optional.empty());
    try (TensorMemory memory = TensorMemory.of(settings);
        OrtSession session = OrtSession.load("probe graph", probeGraph(), settings)) {
      compute(session, memory);
    }
  }

  /**
   * Returns a graph that computes {@code (x + x) · x} for a matrix: the sum runs code of ONNX
   * Runtime itself, the product that of NVIDIA's library. The sum comes first, because otherwise
   * the runtime would fuse both into one product.
   */
  static byte[] probeGraph() {
    OnnxGraph graph = new OnnxGraph("probe");
    String x = graph.input("x", ElementType.FLOAT32, Shape.fixed(2, 2));
    graph.output(graph.matMul(graph.add(x, x), x), "y", Shape.fixed(2, 2));
    return graph.toBytes();
  }

  /**
   * Runs the probe graph on tensors of the device.
   *
   * @throws IllegalStateException if the result is wrong
   */
  static void compute(OrtSession session, TensorMemory memory) {
    float[] numbers = {1, 2, 3, 4};
    float[] expected = {14, 20, 30, 44};
    float[] found = new float[expected.length];
    try (OrtTensor there = memory.stagingFloats(2, 2);
        OrtTensor x = memory.deviceFloats(2, 2);
        OrtTensor y = memory.deviceFloats(2, 2);
        OrtTensor back = memory.stagingFloats(2, 2)) {
      there.floatBuffer().put(numbers);
      memory.copy(there, x);
      session.run(Map.of("x", x), Map.of("y", y));
      memory.copy(y, back);
      back.floatBuffer().get(found);
    }
    // small integers are exact in every precision
    if (!Arrays.equals(found, expected)) {
      throw new IllegalStateException("it computes wrongly: expected " + Arrays.toString(expected)
          + ", found " + Arrays.toString(found));
    }
  }

  /** Returns whether NVIDIA's driver is loaded; true on systems where no file indicates it. */
  private static boolean driverSeen() {
    return !Loader.getPlatform().startsWith("linux")
        || Stream.of("/proc/driver/nvidia/version", "/dev/nvidiactl", "/dev/dxg")
            .anyMatch(path -> Files.exists(Path.of(path)));
  }
}
