// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.sam4j.device.CudaOptions;
import io.github.sam4j.device.Device;
import io.github.sam4j.device.Precision;
import io.github.sam4j.internal.ort.SessionSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DeviceTest {
  @ParameterizedTest
  @CsvSource({"cpu, cpu", "auto, auto", "cuda:0, cuda:0", "cuda, cuda:0", "cuda:12, cuda:12"})
  void namesAreParsed(String name, String expected) {
    assertThat(Device.parse(name)).hasToString(expected).isEqualTo(Device.parse(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "gpu", "tensorrt:0", "CUDA", "cuda:", "cuda:-1", "cuda:x", "cpu:0", "cuda:0 "})
  void otherNamesAreRefused(String name) {
    assertThatThrownBy(() -> Device.parse(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a device: cpu, auto or cuda:N, got " + name);
  }

  @Test
  void onlyGpusHaveAnIndex() {
    assertThatThrownBy(() -> Device.cuda(-1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> new Device(Device.Kind.CPU, 1)).hasMessageContaining("kind=CPU");
  }

  @Test
  void devicesAreValues() {
    assertThat(Device.cuda(1)).isEqualTo(Device.cuda(1)).hasSameHashCodeAs(Device.cuda(1));
    assertThat(Device.cuda(0)).isNotEqualTo(Device.cuda(1)).isNotEqualTo(Device.auto());
  }

  @Test
  void theCpuIsAlwaysAvailable() {
    assertThat(Devices.isAvailable(Device.cpu())).isTrue();
    assertThat(Devices.resolve(Device.cpu())).isEqualTo(Device.cpu());
  }

  @Test
  void autoIsAlwaysAvailable() {
    assertThat(Devices.isAvailable(Device.auto())).isTrue();
    assertThat(Devices.resolve(Device.auto()))
        .isEqualTo(Devices.isAvailable(Device.cuda(0)) ? Device.cuda(0) : Device.cpu());
  }

  @Test
  void aGpuThatIsNotThereIsRefusedWithTheReason(@TempDir Path folder) throws IOException {
    // no machine has that many, so this holds with a GPU, too
    Device gpu = Device.cuda(999);
    var builder = SamSegmenter.builder(TinySam.model(folder)).device(gpu);

    assertThat(Devices.isAvailable(gpu)).isFalse();
    assertThatThrownBy(() -> Devices.verifyAvailable(gpu))
        .isInstanceOf(DeviceUnavailableException.class)
        .hasMessage("cuda:999 cannot be used: " + Devices.problem(gpu).orElseThrow());
    assertThatThrownBy(builder::build).isInstanceOf(DeviceUnavailableException.class);
  }

  @Test
  void withoutTheGpuJarTheWayOutIsToAddIt() {
    assumeFalse(Devices.isAvailable(Device.cuda(0)), "there is a GPU here");
    assumeFalse(System.getProperty("java.class.path").contains("-gpu.jar"), "the GPU jar is here");

    assertThat(Devices.problem(Device.cuda(0)).orElseThrow())
        .contains("add io.github.sam4j:sam-platform-gpu");
  }

  @Test
  void autoRunsOnTheCpuWithoutAGpu(@TempDir Path folder) throws IOException {
    assumeFalse(Devices.isAvailable(Device.cuda(0)), "there is a GPU here");
    try (SamSegmenter sam = SamSegmenter.builder(TinySam.model(folder))
        .device(Device.auto())
        .threads(1)
        .imagesInFlight(3)
        .build()) {
      sam.warmUp();
      SamRuntime runtime = sam.runtime();

      assertThat(runtime.device()).isEqualTo(Device.cpu());
      assertThat(runtime.precision()).isEqualTo(Precision.FLOAT32);
      assertThat(runtime.threads()).isEqualTo(1);
      assertThat(runtime.workers()).isEqualTo(1);
      assertThat(runtime.imagesInFlight()).isEqualTo(3);
      assertThat(runtime.onnxRuntime()).startsWith("1.");
      assertThat(runtime.encoderSha256()).isEqualTo(sam.model().encoderSha256()).hasSize(64);
      assertThat(runtime.decoderSha256()).isEqualTo(sam.model().decoderSha256()).hasSize(64);
      assertThat(runtime.providers().keySet())
          .as("in the order in which they were loaded")
          .startsWith("image encoder", "image tokens graph", "masked image tokens graph");
      assertThat(runtime.providers())
          .containsKeys("image encoder", "transformer graph", "grid transformer graph")
          .allSatisfy((graph, providers) ->
              assertThat(providers).isEqualTo(List.of("CPUExecutionProvider")));
    }
  }

  @Test
  void cudaGraphsEncodeOneImageAtATime(@TempDir Path folder) throws IOException {
    var builder = SamSegmenter.builder(TinySam.model(folder))
        .cuda(CudaOptions.builder().cudaGraphs(true).build())
        .imagesInFlight(2);

    assertThatThrownBy(builder::build).hasMessageContaining("imagesInFlight=2");
  }

  @Test
  void cudaOptionsHaveTheRuntimesNames() {
    assertThat(providerOptions(CudaOptions.defaults()))
        .containsEntry("use_tf32", "0")
        .containsEntry("cudnn_conv_algo_search", "EXHAUSTIVE")
        .containsEntry("arena_extend_strategy", "kNextPowerOfTwo")
        .doesNotContainKeys("gpu_mem_limit", "enable_cuda_graph");
    assertThat(providerOptions(CudaOptions.builder()
            .memoryLimitBytes(1L << 32)
            .arenaGrowth(CudaOptions.ArenaGrowth.SAME_AS_REQUESTED)
            .convolutionSearch(CudaOptions.ConvolutionSearch.HEURISTIC)
            .tensorFloat32(true)
            .cudaGraphs(true)
            .build()))
        .containsEntry("gpu_mem_limit", "4294967296")
        .containsEntry("arena_extend_strategy", "kSameAsRequested")
        .containsEntry("cudnn_conv_algo_search", "HEURISTIC")
        .containsEntry("use_tf32", "1")
        .containsEntry("enable_cuda_graph", "1");
    assertThatThrownBy(() -> CudaOptions.builder().memoryLimitBytes(0))
        .hasMessageContaining("got 0");
  }

  private static Map<String, String> providerOptions(CudaOptions options) {
    return new SessionSettings(Device.cuda(0), 1, options, Optional.empty()).providerOptions();
  }

  @Test
  void sessionsNeedADecidedDevice() {
    assertThatThrownBy(
            () -> new SessionSettings(Device.auto(), 1, CudaOptions.defaults(), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("auto");
  }
}
