package io.github.sam4j.internal.ort;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns what the runtime says about a device that it can't use into one line with the way out.
 *
 * <p>Numbers of CUDA's errors are those of {@code cudaError_t}: 35 driver too old or missing, 100
 * no device, 101 no such device, 209 no code for that device, 2 out of memory. CUDA 13 needs a
 * driver of the 580 series and a GPU of compute capability 7.5.
 */
final class DeviceProblems {
  private static final Pattern MISSING_ON_LINUX =
      Pattern.compile("(lib[\\w.+-]+\\.so[.\\d]*): cannot open shared object file");
  private static final Pattern MISSING_ON_WINDOWS =
      Pattern.compile("depends on \"?([\\w.+-]+\\.dll)\"? which is missing");
  private static final Pattern CUDA_ERROR = Pattern.compile("CUDA (?:failure|error) (\\d+)");
  private static final String NEEDED =
      "CUDA 13 (cuBLAS, cuFFT, cuRAND, runtime) and cuDNN 9 must be on the library path";

  private DeviceProblems() {}

  static String missingProvider(
      ExecutionDevice.Kind kind, String platform, List<String> found, boolean driverSeen) {
    if (kind == ExecutionDevice.Kind.TENSORRT && found.contains("CUDAExecutionProvider")) {
      return "this build of ONNX Runtime has no TensorRT provider (it has "
          + found
          + "); use cuda, or a build of ONNX Runtime with TensorRT";
    }
    boolean published = platform.equals("linux-x86_64") || platform.equals("windows-x86_64");
    return published
        ? "the GPU build of ONNX Runtime isn't on the class path; add io.github.sam4j:sam-platform-gpu"
            + besides(driverSeen)
        : "there is no GPU build of ONNX Runtime for " + platform + ", only for linux-x86_64 and"
            + " windows-x86_64";
  }

  /** Explains the message of a failure on a device. */
  static String explain(ExecutionDevice device, String message, boolean driverSeen) {
    for (Pattern pattern : List.of(MISSING_ON_LINUX, MISSING_ON_WINDOWS)) {
      Matcher missing = pattern.matcher(message);
      if (missing.find()) {
        return "the CUDA provider needs " + missing.group(1) + ", which wasn't found; " + NEEDED
            + besides(driverSeen);
      }
    }
    Matcher error = CUDA_ERROR.matcher(message);
    String known = error.find() ? known(Integer.parseInt(error.group(1)), device) : "";
    return known.isEmpty() ? message + besides(driverSeen) : known;
  }

  private static String known(int error, ExecutionDevice device) {
    return switch (error) {
      case 2 -> "the GPU's memory is full; free some, or set a memory limit";
      case 35 -> "NVIDIA's driver is missing or too old for CUDA 13; install 580 or newer";
      case 100 -> "no NVIDIA GPU was found";
      case 101 -> "there is no GPU number " + device.index() + "; the first is 0";
      case 209 ->
        "the GPU is too old for CUDA 13; compute capability 7.5 (Turing) or newer is needed";
      default -> "";
    };
  }

  private static String besides(boolean driverSeen) {
    return driverSeen ? "" : "; and no NVIDIA driver is loaded on this machine";
  }
}
