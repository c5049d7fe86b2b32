package io.github.sam4j.internal.ort;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.internal.ort.ExecutionDevice.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The messages are what ONNX Runtime 1.24.1 said on machines where something was missing. */
final class DeviceProblemsTest {
  private static final ExecutionDevice GPU = new ExecutionDevice(Kind.CUDA, 3);
  private static final List<String> CPU_BUILD =
      List.of("DnnlExecutionProvider", "CPUExecutionProvider");

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
    assertThat(DeviceProblems.missingProvider(Kind.CUDA, "linux-x86_64", CPU_BUILD, true))
        .isEqualTo("the GPU build of ONNX Runtime isn't on the class path; add"
            + " io.github.sam4j:sam-platform-gpu");
    assertThat(DeviceProblems.missingProvider(Kind.CUDA, "windows-x86_64", CPU_BUILD, false))
        .contains("sam-platform-gpu")
        .contains("no NVIDIA driver");
  }

  @Test
  void whereThereIsNoGpuBuildNoneIsRecommended() {
    assertThat(DeviceProblems.missingProvider(Kind.CUDA, "macosx-arm64", CPU_BUILD, true))
        .isEqualTo("there is no GPU build of ONNX Runtime for macosx-arm64, only for linux-x86_64"
            + " and windows-x86_64");
  }

  @Test
  void tensorRtIsInNoPublishedBuild() {
    List<String> cudaBuild = List.of("CUDAExecutionProvider", "CPUExecutionProvider");

    assertThat(DeviceProblems.missingProvider(Kind.TENSORRT, "linux-x86_64", cudaBuild, true))
        .startsWith("this build of ONNX Runtime has no TensorRT provider")
        .contains("use cuda");
  }

  @Test
  void namesTheProviderThatWasAskedFor() {
    String message = "error: libnvinfer.so.10: cannot open shared object file";
    ExecutionDevice tensorRt = new ExecutionDevice(Kind.TENSORRT, 0);

    assertThat(DeviceProblems.explain(tensorRt, message, true).text())
        .startsWith("the TensorRT provider needs libnvinfer.so.10, which wasn't found; TensorRT,");
  }

  @Test
  void whatKeepsTheCpuFromWorkingHasNothingToDoWithGpus() {
    String message = "libgomp.so.1: cannot open shared object file";

    assertThat(DeviceProblems.explain(ExecutionDevice.CPU, message, false).text())
        .isEqualTo(message);
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
