// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.cli;

import io.github.sam4j.Devices;
import io.github.sam4j.device.Device;
import io.github.sam4j.device.Precision;
import picocli.CommandLine.Option;

/** The options that say what the measured code runs on. */
public final class DeviceOptions {
  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description = "cpu, auto or cuda:N (default: ${DEFAULT-VALUE})")
  private String device = "cpu";

  @Option(
      names = "--precision",
      paramLabel = "PRECISION",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private Precision precision = Precision.FLOAT32;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "that work on one operator (default: 0, all processors)")
  private int threads;

  /**
   * Returns the device, {@code auto} resolved.
   *
   * @throws IllegalArgumentException if there is no such device
   */
  public Device device() {
    return Devices.resolve(Device.parse(device));
  }

  /** Returns the precision. */
  public Precision precision() {
    return precision;
  }

  /**
   * Returns how many threads work on one operator, at least 1.
   *
   * @throws IllegalArgumentException if the option is negative
   */
  public int threads() {
    Options.checkAtLeast(0, "--threads", threads);
    return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
  }
}
