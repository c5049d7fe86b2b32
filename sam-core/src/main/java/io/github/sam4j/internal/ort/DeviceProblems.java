// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.ort;

import io.github.sam4j.device.Device;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Translates the runtime's message about an unusable device into one line that says what to do.
 *
 * <p>CUDA's error numbers are those of {@code cudaError_t}: 35 driver too old or missing, 100 no
 * device, 101 no such device, 209 no code for that device, 2 out of memory. CUDA 13 needs a driver
 * of the 580 series and a GPU of compute capability 7.5.
 */
final class DeviceProblems {
  private static final Pattern MISSING_ON_LINUX =
      Pattern.compile("(lib[\\w.+-]+\\.so[.\\d]*): cannot open shared object file");
  private static final Pattern MISSING_ON_WINDOWS =
      Pattern.compile("depends on \"?([\\w.+-]+\\.dll)\"? which is missing");
  private static final Pattern CUDA_ERROR =
      Pattern.compile("CUDA (?:failure|error) (\\d+|cudaError\\w+)");
  private static final String NEEDED =
      "CUDA 13 (cuBLAS, cuFFT, cuRAND, runtime) and cuDNN 9 must be on the library path";

  private DeviceProblems() {}

  static String missingProvider(String platform, boolean driverSeen) {
    boolean published = platform.equals("linux-x86_64") || platform.equals("windows-x86_64");
    return published
        ? "the GPU build of ONNX Runtime isn't on the class path; add io.github.sam4j:sam-platform-gpu"
            + besides(driverSeen)
        : "there is no GPU build of ONNX Runtime for " + platform + ", only for linux-x86_64 and"
            + " windows-x86_64";
  }

  /** Explains the message of a failure on a device. */
  static DeviceProblem explain(Device device, String message, boolean driverSeen) {
    if (!device.isGpu()) {
      // not related to a GPU
      return DeviceProblem.temporary(message);
    }
    for (Pattern pattern : List.of(MISSING_ON_LINUX, MISSING_ON_WINDOWS)) {
      Matcher missing = pattern.matcher(message);
      if (missing.find()) {
        return DeviceProblem.lasting("the CUDA provider needs " + missing.group(1)
            + ", which wasn't found; " + NEEDED + besides(driverSeen));
      }
    }
    Matcher error = CUDA_ERROR.matcher(message);
    Optional<DeviceProblem> known = error.find() ? known(error.group(1), device) : Optional.empty();
    return known.orElseGet(() -> DeviceProblem.temporary(message + besides(driverSeen)));
  }

  /** Explains an error by its number or, for a kernel that could not be launched, its name. */
  private static Optional<DeviceProblem> known(String error, Device device) {
    return switch (error) {
      case "2", "cudaErrorMemoryAllocation" ->
        Optional.of(DeviceProblem.temporary("the GPU's memory is full; free some"));
      case "35", "cudaErrorInsufficientDriver" ->
        lasting("NVIDIA's driver is missing or too old for CUDA 13; install 580 or newer");
      case "100", "cudaErrorNoDevice" -> lasting("no NVIDIA GPU was found");
      case "101", "cudaErrorInvalidDevice" ->
        lasting("there is no GPU number " + device.index() + "; the first is 0");
      case "209", "cudaErrorNoKernelImageForDevice" ->
        lasting(
            "the GPU is too old for CUDA 13; compute capability 7.5 (Turing) or newer is needed");
      default -> Optional.empty();
    };
  }

  private static Optional<DeviceProblem> lasting(String text) {
    return Optional.of(DeviceProblem.lasting(text));
  }

  private static String besides(boolean driverSeen) {
    return driverSeen ? "" : "; and no NVIDIA driver is loaded on this machine";
  }
}
