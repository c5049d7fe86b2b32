package io.github.sam4j.internal.ort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;

/**
 * Finds out whether a device can be used, by using it: it loads a graph that copies four numbers
 * and runs it through pinned memory and the memory of the device.
 *
 * <p>Each device is tried once per process; what keeps it from working doesn't change meanwhile.
 */
public final class DeviceProbe {
  private static final Map<ExecutionDevice, Optional<String>> PROBLEMS = new ConcurrentHashMap<>();

  private DeviceProbe() {}

  /** Returns why a device can't be used and what to do, or nothing if it can. Never throws. */
  public static Optional<String> problem(ExecutionDevice device) {
    return PROBLEMS.computeIfAbsent(device, DeviceProbe::find);
  }

  private static Optional<String> find(ExecutionDevice device) {
    try {
      String provider = device.kind().provider();
      if (!OrtNatives.providers().contains(provider)) {
        return Optional.of(DeviceProblems.missingProvider(
            device.kind(), Loader.getPlatform(), OrtNatives.providers(), driverSeen()));
      }
      if (device.hasMemory()) {
        tryOut(device);
      }
      return Optional.empty();
    } catch (RuntimeException | LinkageError e) {
      String reason = e instanceof RuntimeException known ? OrtNatives.reason(known) : e.toString();
      return Optional.of(DeviceProblems.explain(device, reason, driverSeen()));
    }
  }

  private static void tryOut(ExecutionDevice device) {
    SessionSettings settings = new SessionSettings(device, 1, Map.of(), Optional.empty());
    try (TensorMemory memory = TensorMemory.of(settings);
        OrtTensor there = memory.stagingFloats(4);
        OrtTensor away = memory.deviceFloats(4);
        OrtTensor back = memory.stagingFloats(4)) {
      float[] numbers = {1, 2, 3, 4};
      there.floatBuffer().put(numbers);
      memory.copy(there, away);
      memory.copy(away, back);
      for (int i = 0; i < numbers.length; i++) {
        if (back.floatBuffer().get(i) != numbers[i]) {
          throw new IllegalStateException("numbers came back changed");
        }
      }
    }
  }

  /** Whether a driver of NVIDIA's is loaded, or can't be told from files on this system. */
  private static boolean driverSeen() {
    return !Loader.getPlatform().startsWith("linux")
        || Stream.of("/proc/driver/nvidia/version", "/dev/nvidiactl", "/dev/dxg")
            .anyMatch(path -> Files.exists(Path.of(path)));
  }
}
