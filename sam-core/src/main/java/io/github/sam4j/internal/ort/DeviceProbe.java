package io.github.sam4j.internal.ort;

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
 * Finds out whether a device can be used, by using it: it loads a graph that computes a few numbers
 * and runs it through pinned memory and the memory of the device. To copy alone would start no code
 * of the GPU, and there may be none for it in this build.
 *
 * <p>What keeps a device from working is remembered as long as the process runs, as is that it
 * works; but what may pass, such as memory that is full, is tried again the next time.
 */
public final class DeviceProbe {
  private static final DeviceProbe PROCESS = new DeviceProbe(DeviceProbe::find);

  private final Function<ExecutionDevice, Optional<DeviceProblem>> attempt;
  private final Map<ExecutionDevice, Optional<String>> known = new ConcurrentHashMap<>();

  /**
   * Begins with knowing nothing.
   *
   * @param attempt uses a device and returns what went wrong, if anything did
   */
  DeviceProbe(Function<ExecutionDevice, Optional<DeviceProblem>> attempt) {
    this.attempt = attempt;
  }

  /** Returns why a device can't be used and what to do, or nothing if it can. Never throws. */
  public static Optional<String> problem(ExecutionDevice device) {
    return PROCESS.ask(device);
  }

  /** Returns what is known of a device, or what trying it yields. */
  Optional<String> ask(ExecutionDevice device) {
    Optional<String> answer = known.get(device);
    return answer == null ? tryOnce(device) : answer;
  }

  /** One at a time: others that wait for it need no attempt of their own. */
  private synchronized Optional<String> tryOnce(ExecutionDevice device) {
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

  private static Optional<DeviceProblem> find(ExecutionDevice device) {
    try {
      OrtNatives.load();
    } catch (IllegalStateException e) {
      return Optional.of(DeviceProblem.lasting(String.valueOf(e.getMessage())));
    }
    try {
      String provider = device.kind().provider();
      if (!OrtNatives.providers().contains(provider)) {
        return Optional.of(DeviceProblem.lasting(DeviceProblems.missingProvider(
            device.kind(), Loader.getPlatform(), OrtNatives.providers(), driverSeen())));
      }
      if (device.hasMemory()) {
        tryOut(device);
      }
      return Optional.empty();
    } catch (RuntimeException | LinkageError e) {
      String reason =
          e instanceof RuntimeException failure ? OrtNatives.reason(failure) : e.toString();
      return Optional.of(DeviceProblems.explain(device, reason, driverSeen()));
    }
  }

  private static void tryOut(ExecutionDevice device) {
    SessionSettings settings = new SessionSettings(device, 1, Map.of(), Optional.empty());
    try (TensorMemory memory = TensorMemory.of(settings);
        OrtSession session = OrtSession.load("probe graph", probeGraph(), settings)) {
      compute(session, memory);
    }
  }

  /**
   * A graph that yields {@code (x + x) · x} of a matrix: a sum, which is code of ONNX Runtime's
   * own, and a product, which is one of NVIDIA's library. The sum stands first, else the runtime
   * would make one product of both.
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
   * @throws IllegalStateException if something else comes out than should
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
    // whole numbers as small as these are exact in every precision
    if (!Arrays.equals(found, expected)) {
      throw new IllegalStateException("it computes wrongly: expected " + Arrays.toString(expected)
          + ", found " + Arrays.toString(found));
    }
  }

  /** Whether a driver of NVIDIA's is loaded, or can't be told from files on this system. */
  private static boolean driverSeen() {
    return !Loader.getPlatform().startsWith("linux")
        || Stream.of("/proc/driver/nvidia/version", "/dev/nvidiactl", "/dev/dxg")
            .anyMatch(path -> Files.exists(Path.of(path)));
  }
}
