package io.github.sam4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many images in one process: memory ends where it was. */
final class NativeMemoryTest {
  /** One embedding of the tiny model holds 0.5 MB: fewer than 50 of 250 may be left. */
  private static final long RESIDENT_BOUND = 24L << 20;

  @Test
  void memoryAfter300ImagesIsThatAfter50(@TempDir Path folder) throws Exception {
    List<long[]> reports = probe(folder, 50, 300);

    assertThat(reports).hasSize(2);
    long[] early = reports.get(0);
    long[] late = reports.get(1);
    assertThat(late[0]).as("native objects").isEqualTo(early[0]);
    assertThat(late[1]).as("bytes of JavaCPP").isEqualTo(early[1]);
    assertThat(late[2]).as("open tensors").isZero();
    assertThat(late[3] - early[3]).as("resident bytes").isLessThan(RESIDENT_BOUND);
  }

  private static List<long[]> probe(Path folder, int some, int all)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xms128m",
            "-Xmx128m",
            "-XX:+AlwaysPreTouch",
            "-cp",
            System.getProperty("java.class.path"),
            MemoryProbe.class.getName(),
            folder.toString(),
            Integer.toString(some),
            Integer.toString(all))
        .redirectErrorStream(true);
    // glibc's pools per thread come and go by megabytes
    builder.environment().put("MALLOC_ARENA_MAX", "1");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output
        .lines()
        .filter(line -> line.startsWith("memory "))
        .map(line -> Arrays.stream(line.substring("memory ".length()).split(" ", -1))
            .mapToLong(Long::parseLong)
            .toArray())
        .toList();
  }
}
