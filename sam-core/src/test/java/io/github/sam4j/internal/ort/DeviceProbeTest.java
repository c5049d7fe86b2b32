// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.ort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.device.Device;
import io.github.sam4j.weights.internal.format.ElementType;
import io.github.sam4j.weights.internal.graph.OnnxGraph;
import io.github.sam4j.weights.internal.graph.Shape;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DeviceProbeTest {
  private static final Device GPU = Device.cuda(0);

  /** A probe whose attempts end one after the other as given; there must not be more of them. */
  private static DeviceProbe probe(List<Optional<DeviceProblem>> ends) {
    Deque<Optional<DeviceProblem>> left = new ArrayDeque<>(ends);
    return new DeviceProbe(device -> left.remove());
  }

  @Test
  void whatMayPassIsTriedAgainAndSuccessIsRemembered() {
    DeviceProbe probe =
        probe(List.of(Optional.of(DeviceProblem.temporary("full")), Optional.empty()));

    assertThat(List.of(probe.ask(GPU), probe.ask(GPU), probe.ask(GPU)))
        .containsExactly(Optional.of("full"), Optional.empty(), Optional.empty());
  }

  @Test
  void whatLastsIsRemembered() {
    DeviceProbe probe = probe(List.of(Optional.of(DeviceProblem.lasting("no driver"))));

    assertThat(List.of(probe.ask(GPU), probe.ask(GPU)))
        .containsExactly(Optional.of("no driver"), Optional.of("no driver"));
  }

  @Test
  void devicesAreToldApart() {
    DeviceProbe probe =
        probe(List.of(Optional.of(DeviceProblem.lasting("too old")), Optional.empty()));

    assertThat(probe.ask(GPU)).contains("too old");
    assertThat(probe.ask(Device.cuda(1))).isEmpty();
  }

  @Test
  void aDeviceThatComputesPasses() {
    try (TensorMemory memory = DeviceOnlyMemory.open().memory();
        OrtSession session =
            OrtSession.load("probe graph", DeviceProbe.probeGraph(), SessionSettings.cpu(1))) {
      DeviceProbe.compute(session, memory);
    }
  }

  @Test
  void aDeviceThatOnlyCopiesDoesNotPass() {
    OnnxGraph graph = new OnnxGraph("copy");
    graph.output(
        graph.node("Identity", graph.input("x", ElementType.FLOAT32, Shape.fixed(2, 2))),
        "y",
        Shape.fixed(2, 2));
    try (TensorMemory memory = DeviceOnlyMemory.open().memory();
        OrtSession session =
            OrtSession.load("probe graph", graph.toBytes(), SessionSettings.cpu(1))) {
      assertThatThrownBy(() -> DeviceProbe.compute(session, memory))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("[14.0, 20.0, 30.0, 44.0], found [1.0, 2.0, 3.0, 4.0]");
    }
  }
}
