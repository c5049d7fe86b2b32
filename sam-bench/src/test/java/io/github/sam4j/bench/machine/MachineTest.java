// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.device.Device;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class MachineTest {
  @Test
  void firstProcessorOfLinuxIsNamedWithItsGeneration() {
    String table = """
        processor\t: 0
        vendor_id\t: AuthenticTest
        cpu family\t: 25
        model\t\t: 17
        model name\t: Testium (R) 9000
        stepping\t: 1

        processor\t: 1
        model name\t: Another
        """;

    assertThat(CpuModel.ofCpuInfo(table))
        .isEqualTo("Testium (R) 9000 (family 25, model 17, stepping 1)");
  }

  @Test
  void processorWithoutNameIsTheArchitectureWithItsNumbers() {
    String table = """
        processor\t: 0
        CPU implementer\t: 0x41
        CPU part\t: 0xd0c
        """;

    assertThat(CpuModel.ofCpuInfo(table))
        .isEqualTo(System.getProperty("os.arch") + " (implementer 0x41, part 0xd0c)");
  }

  @Test
  void idIsAFileName() {
    Jdk jdk = new Jdk("17.0.9", 17, "Test VM", List.of());

    assertThat(new Machine("Testium (R) 9000", 2, 0, "", "").id(jdk))
        .isEqualTo("testium-r-9000-2-cores-jdk-17");
    assertThat(new Machine("Testium", 2, 0, "Graphium 1, 99.1", "").id(jdk))
        .isEqualTo("testium-2-cores-graphium-1-99-1-jdk-17");
  }

  @Test
  void thisMachineIsDescribed() {
    Machine here = Machine.here(Device.cpu());

    assertThat(here.cpu()).isNotBlank();
    assertThat(here.cores()).isPositive();
    assertThat(here.gpu()).isEmpty();
    assertThat(here.memoryBytes()).isGreaterThan(1L << 28);
    assertThat(here.os()).contains(System.getProperty("os.arch"));
  }

  @Test
  void gpusThatAreAlikeNeedNoNumber() {
    assertThat(gpu(List.of("Graphium 1, 99.1", "Graphium 1, 99.1"), 1, null, null))
        .isEqualTo("Graphium 1, 99.1");
  }

  @Test
  void gpuIsUnknownWhereCudaMayCountOtherwise() {
    List<String> listed = List.of("Graphium 1, 99.1", "Graphium 2, 99.1");

    assertThat(gpu(listed, 0, null, null)).isEqualTo("unknown NVIDIA GPU");
    assertThat(gpu(listed, 0, "FASTEST_FIRST", "1")).isEqualTo("unknown NVIDIA GPU");
    assertThat(gpu(listed, 0, "PCI_BUS_ID", "GPU-8932f937")).isEqualTo("unknown NVIDIA GPU");
    assertThat(gpu(listed, 1, "PCI_BUS_ID", "1")).isEqualTo("unknown NVIDIA GPU");
    assertThat(gpu(listed, 0, "PCI_BUS_ID", "7")).isEqualTo("unknown NVIDIA GPU");
    assertThat(gpu(List.of(), 0, null, null)).isEqualTo("unknown NVIDIA GPU");
  }

  @Test
  void gpuIsKnownWhereCudaCountsAlongTheBus() {
    List<String> listed = List.of("Graphium 1, 99.1", "Graphium 2, 99.1", "Graphium 3, 99.1");

    assertThat(gpu(listed, 1, "PCI_BUS_ID", null)).isEqualTo("Graphium 2, 99.1");
    assertThat(gpu(listed, 1, "PCI_BUS_ID", "2, 0")).isEqualTo("Graphium 1, 99.1");
  }

  private static String gpu(
      List<String> listed, int index, @Nullable String order, @Nullable String visible) {
    return GpuModel.of(listed, index, Optional.ofNullable(order), Optional.ofNullable(visible));
  }
}
