// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.machine;

import com.sun.management.OperatingSystemMXBean;
import io.github.sam4j.device.Device;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a benchmark ran on.
 *
 * @param cpu model of the processor
 * @param cores processors that the JVM may use
 * @param memoryBytes physical memory
 * @param gpu model and driver of the GPU that the networks run on, empty for the CPU
 * @param os name, version and architecture of the operating system
 */
public record Machine(String cpu, int cores, long memoryBytes, String gpu, String os) {

  /**
   * Returns the machine that this process runs on.
   *
   * @param device what the networks run on
   */
  public static Machine here(Device device) {
    long memory =
        ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
            ? system.getTotalMemorySize()
            : 0;
    return new Machine(
        CpuModel.here(),
        Runtime.getRuntime().availableProcessors(),
        memory,
        GpuModel.of(device),
        String.join(
            " ",
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            System.getProperty("os.arch")));
  }

  /**
   * Returns a name for files: processor, cores, GPU and feature release of the JDK, which are what
   * two runs must share to be compared.
   */
  public String id(Jdk jdk) {
    return (cpu + " " + cores + " cores " + gpu + " jdk " + jdk.feature())
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]+", "-");
  }

  /** Returns what forbids a comparison of times with another machine, one line each. */
  public List<String> differences(Jdk jdk, Machine other, Jdk otherJdk) {
    List<String> found = new ArrayList<>();
    if (!cpu.equals(other.cpu)) {
      found.add("cpu \"" + cpu + "\" and \"" + other.cpu + "\"");
    }
    if (cores != other.cores) {
      found.add("cores " + cores + " and " + other.cores);
    }
    if (!gpu.equals(other.gpu)) {
      found.add("GPU \"" + gpu + "\" and \"" + other.gpu + "\"");
    }
    if (jdk.feature() != otherJdk.feature()) {
      found.add("JDK " + jdk.feature() + " and " + otherJdk.feature());
    }
    return found;
  }
}
