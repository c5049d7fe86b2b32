// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.machine;

import io.github.sam4j.device.Device;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a GPU is called.
 *
 * <p>The driver's tool lists GPUs in the order of the bus; CUDA begins with the fastest and counts
 * only those that the environment shows. Where the GPUs differ, a number can be told for a name
 * only if the environment settles both.
 */
final class GpuModel {
  static final String UNKNOWN = "unknown NVIDIA GPU";

  private GpuModel() {}

  /** Returns model and driver of a device's GPU, empty for the CPU. */
  static String of(Device device) {
    if (device.equals(Device.cpu())) {
      return "";
    }
    String name = device.toString();
    List<String> listed = Command.output(
            Path.of("."), "nvidia-smi", "--query-gpu=name,driver_version", "--format=csv,noheader")
        .map(text -> text.lines().map(String::strip).toList())
        .orElse(List.of());
    return of(
        listed,
        Integer.parseInt(name.substring(name.indexOf(':') + 1)),
        Optional.ofNullable(System.getenv("CUDA_DEVICE_ORDER")),
        Optional.ofNullable(System.getenv("CUDA_VISIBLE_DEVICES")));
  }

  /**
   * Returns what is told of one GPU.
   *
   * @param listed what is told of each, in the order of the bus
   * @param index which one, in CUDA's count
   * @param order what {@code CUDA_DEVICE_ORDER} says
   * @param visible what {@code CUDA_VISIBLE_DEVICES} says
   */
  static String of(
      List<String> listed, int index, Optional<String> order, Optional<String> visible) {
    if (listed.stream().distinct().count() == 1) {
      return listed.get(0);
    }
    if (!order.equals(Optional.of("PCI_BUS_ID"))) {
      return UNKNOWN;
    }
    return position(index, visible)
        .filter(position -> position < listed.size())
        .map(listed::get)
        .orElse(UNKNOWN);
  }

  private static Optional<Integer> position(int index, Optional<String> visible) {
    if (visible.isEmpty()) {
      return Optional.of(index);
    }
    String numbers = visible.get().strip();
    if (!numbers.matches("\\d{1,3}(\\s*,\\s*\\d{1,3})*")) {
      return Optional.empty();
    }
    List<Integer> positions =
        List.of(numbers.split("\\s*,\\s*", -1)).stream().map(Integer::valueOf).toList();
    return index < positions.size() ? Optional.of(positions.get(index)) : Optional.empty();
  }
}
