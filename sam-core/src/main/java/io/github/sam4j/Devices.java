// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j;

import io.github.sam4j.device.Device;
import io.github.sam4j.internal.ort.DeviceProbe;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells which devices can be used here.
 *
 * <p>The answer is found by using the device, once per process and device unless the reason may be
 * temporary: the first question takes as long as starting CUDA does. May be called by several
 * threads at once.
 */
public final class Devices {
  private static final Logger LOG = LoggerFactory.getLogger(Devices.class);
  private static final AtomicBoolean FALLBACK_LOGGED = new AtomicBoolean();

  private Devices() {}

  /** Returns whether a device can be used here. Never throws. */
  public static boolean isAvailable(Device device) {
    return problem(device).isEmpty();
  }

  /**
   * Returns why a device can't be used here and what to do about it; nothing if it can. For
   * {@link Device#auto()} that is the answer of the CPU. Never throws.
   */
  public static Optional<String> problem(Device device) {
    return DeviceProbe.problem(device.kind() == Device.Kind.AUTO ? Device.cpu() : device);
  }

  /**
   * Does nothing if a device can be used here.
   *
   * @throws DeviceUnavailableException if it can't, with the reason and what to do about it
   */
  public static void verifyAvailable(Device device) {
    problem(device).ifPresent(reason -> {
      throw new DeviceUnavailableException(device + " cannot be used: " + reason);
    });
  }

  /**
   * Returns the device to run on: for {@link Device#auto()} the first GPU if it can be used, else
   * the CPU; any other device itself.
   *
   * @throws DeviceUnavailableException if it can't be used here
   */
  public static Device resolve(Device device) {
    Device resolved = device;
    if (device.kind() == Device.Kind.AUTO) {
      Device gpu = Device.cuda(0);
      Optional<String> problem = problem(gpu);
      if (problem.isEmpty()) {
        return gpu;
      }
      if (FALLBACK_LOGGED.compareAndSet(false, true)) {
        LOG.warn("running on the CPU, because {} cannot be used: {}", gpu, problem.get());
      }
      resolved = Device.cpu();
    }
    verifyAvailable(resolved);
    return resolved;
  }
}
