// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.machine;

import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * The Java that benchmarks ran on.
 *
 * @param version such as {@code 17.0.15}
 * @param feature such as 17
 * @param vm name and version of the virtual machine
 * @param flags of the process that started the measuring ones, which inherit them; what a benchmark
 *     adds stands beside its result
 */
public record Jdk(String version, int feature, String vm, List<String> flags) {
  /** Copies the flags. */
  public Jdk {
    flags = List.copyOf(flags);
  }

  /** Returns the Java that this process runs on. */
  public static Jdk here() {
    return new Jdk(
        System.getProperty("java.version"),
        Runtime.version().feature(),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
        ManagementFactory.getRuntimeMXBean().getInputArguments());
  }
}
