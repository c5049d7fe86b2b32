package io.github.sam4j.bench.tracking;

import com.sun.management.OperatingSystemMXBean;
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
 * @param os name, version and architecture of the operating system
 */
record Machine(String cpu, int cores, long memoryBytes, String os) {

  /** Returns the machine that this process runs on. */
  static Machine here() {
    long memory =
        ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
            ? system.getTotalMemorySize()
            : 0;
    return new Machine(
        CpuModel.here(),
        Runtime.getRuntime().availableProcessors(),
        memory,
        String.join(
            " ",
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            System.getProperty("os.arch")));
  }

  /**
   * Returns a name for files: processor, cores and feature release of the JDK, which are what two
   * runs must share to be compared.
   */
  String id(Jdk jdk) {
    return (cpu + " " + cores + " cores jdk " + jdk.feature())
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]+", "-");
  }

  /** Returns what forbids a comparison of times with another machine, one line each. */
  List<String> differences(Jdk jdk, Machine other, Jdk otherJdk) {
    List<String> found = new ArrayList<>();
    if (!cpu.equals(other.cpu)) {
      found.add("cpu \"" + cpu + "\" and \"" + other.cpu + "\"");
    }
    if (cores != other.cores) {
      found.add("cores " + cores + " and " + other.cores);
    }
    if (jdk.feature() != otherJdk.feature()) {
      found.add("JDK " + jdk.feature() + " and " + otherJdk.feature());
    }
    return found;
  }
}
