// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j;

import io.github.sam4j.device.Device;
import org.junit.jupiter.api.Assumptions;

/**
 * The device of the tests tagged {@code gpu}: the first CUDA GPU, or what
 * {@code -Dsam4j.test.device=NAME} names. With {@code cpu} they try themselves out where there is
 * none.
 */
final class TestGpu {
  private TestGpu() {}

  /** Returns the device; skips the test, telling the reason, where it can't be used. */
  static Device require() {
    Device device = Device.parse(System.getProperty("sam4j.test.device", "cuda:0"));
    Assumptions.assumeTrue(
        Devices.isAvailable(device),
        () -> device + " cannot be used: " + Devices.problem(device).orElse("no reason"));
    return device;
  }

  /** Does what {@link #require()} does, and skips the test on the CPU too. */
  static Device requireCuda() {
    Device device = require();
    Assumptions.assumeFalse(
        device.equals(Device.cpu()), "options of CUDA are without meaning on the CPU");
    return device;
  }
}
