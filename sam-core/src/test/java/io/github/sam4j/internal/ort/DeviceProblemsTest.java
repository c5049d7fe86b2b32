// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.ort;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.device.Device;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The messages are what ONNX Runtime 1.24.1 said on machines where something was missing. */
final class DeviceProblemsTest {
  private static final Device GPU = Device.cuda(3);

  @ParameterizedTest
  @CsvSource({"libcublasLt.so.13", "libcudnn.so.9", "libcurand.so.10"})
  void namesTheLibraryThatIsMissingOnLinux(String library) {
    String message =
        "1 : FAIL : Failed to load library /cache/libonnxruntime_providers_cuda.so with"
            + " error: " + library + ": cannot open shared object file: No such file or directory";

    assertThat(DeviceProblems.explain(GPU, message, true).text())
        .isEqualTo("the CUDA provider needs " + library + ", which wasn't found; CUDA 13 (cuBLAS,"
            + " cuFFT, cuRAND, runtime) and cuDNN 9 must be on the library path");
  }

  @Test
  void namesTheLibraryThatIsMissingOnWindows() {
    String message = "Error loading \"C:\\cache\\onnxruntime_providers_cuda.dll\" which depends on"
        + " \"cudnn64_9.dll\" which is missing. (Error 126: \"The specified module could not be"
        + " found.\")";

    assertThat(DeviceProblems.explain(GPU, message, true).text())
        .startsWith("the CUDA provider needs cudnn64_9.dll, which wasn't found");
  }

  @Test
  void tellsThatTheDriverIsMissingTooWhereThatIsKnown() {
    String message = "error: libcudnn.so.9: cannot open shared object file";

    assertThat(DeviceProblems.explain(GPU, message, false).text())
        .endsWith("; and no NVIDIA driver is loaded on this machine");
    assertThat(DeviceProblems.explain(GPU, message, true).text()).doesNotContain("driver");
  }

  @ParameterizedTest
  @CsvSource({
    "35,  driver is missing or too old for CUDA 13; install 580",
    "100, no NVIDIA GPU was found",
    "101, there is no GPU number 3",
    "209, compute capability 7.5",
    "2,   memory is full"
  })
  void explainsCudaErrors(int error, String expected) {
    String message =
        "CUDA failure " + error + ": something or other ; GPU=-1 ; expr=cudaGetDeviceCount(&n);";

    assertThat(DeviceProblems.explain(GPU, message, true).text()).contains(expected);
  }

  @Test
  void passesOnWhatItDoesNotKnow() {
    assertThat(DeviceProblems.explain(GPU, "CUDA failure 719: unspecified launch failure", true)
            .text())
        .isEqualTo("CUDA failure 719: unspecified launch failure");
  }

  @Test
  void theCpuBuildNeedsTheGpuJar() {
    assertThat(DeviceProblems.missingProvider("linux-x86_64", true))
        .isEqualTo("the GPU build of ONNX Runtime isn't on the class path; add"
            + " io.github.sam4j:sam-platform-gpu");
    assertThat(DeviceProblems.missingProvider("windows-x86_64", false))
        .contains("sam-platform-gpu")
        .contains("no NVIDIA driver");
  }

  @Test
  void whereThereIsNoGpuBuildNoneIsRecommended() {
    assertThat(DeviceProblems.missingProvider("macosx-arm64", true))
        .isEqualTo("there is no GPU build of ONNX Runtime for macosx-arm64, only for linux-x86_64"
            + " and windows-x86_64");
  }

  @Test
  void whatKeepsTheCpuFromWorkingHasNothingToDoWithGpus() {
    String message = "libgomp.so.1: cannot open shared object file";

    assertThat(DeviceProblems.explain(Device.cpu(), message, false).text()).isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource({
    "CUDA failure 2: out of memory, false",
    "CUDA error cudaErrorMemoryAllocation:out of memory, false",
    "CUDA failure 719: unspecified launch failure, false",
    "CUDA failure 35: driver too old, true",
    "CUDA error cudaErrorNoKernelImageForDevice:no kernel image is available, true",
    "libcudnn.so.9: cannot open shared object file, true"
  })
  void tellsWhatLastsFromWhatMayPass(String message, boolean lasting) {
    assertThat(DeviceProblems.explain(GPU, message, true).lasting()).isEqualTo(lasting);
  }

  @Test
  void knowsTheNameThatAKernelFailsWith() {
    String message = "CUDA error cudaErrorNoKernelImageForDevice:no kernel image is available";

    assertThat(DeviceProblems.explain(GPU, message, true).text()).contains("compute capability");
  }
}
