// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The name of the processor, as exactly as the system tells it. */
final class CpuModel {
  private static final Path LINUX = Path.of("/proc/cpuinfo");

  private CpuModel() {}

  static String here() {
    if (Files.isReadable(LINUX)) {
      try {
        return ofCpuInfo(Files.readString(LINUX));
      } catch (IOException e) {
        return architecture();
      }
    }
    // macOS answers the first, Windows the second
    return Command.output(Path.of("."), "sysctl", "-n", "machdep.cpu.brand_string")
        .or(() -> Optional.ofNullable(System.getenv("PROCESSOR_IDENTIFIER")))
        .filter(name -> !name.isBlank())
        .orElseGet(CpuModel::architecture);
  }

  private static String architecture() {
    return System.getProperty("os.arch");
  }

  /**
   * Returns the name that Linux's table of processors gives to the first one. Virtual machines
   * shorten the name to the maker's; the numbers beside it still tell generations apart.
   */
  static String ofCpuInfo(String text) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String line : text.lines().takeWhile(line -> !line.isBlank()).toList()) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        fields.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
      }
    }
    String name = fields.getOrDefault("model name", architecture());
    List<String> numbers = new ArrayList<>();
    for (String key :
        new String[] {"cpu family", "model", "stepping", "CPU implementer", "CPU part"}) {
      if (fields.containsKey(key)) {
        numbers.add(key.replace("cpu ", "").replace("CPU ", "") + " " + fields.get(key));
      }
    }
    return numbers.isEmpty() ? name : name + " (" + String.join(", ", numbers) + ")";
  }
}
