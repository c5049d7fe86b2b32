// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ShowRunTest {
  @Test
  void tableShowsMeanRangeAndHeap(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("run.json");
    new MadeUpRun()
        .add("x.y.Encoder.encode", "avgt", new double[] {3, 5}, new double[] {9})
        .heapBytes(1000, 1001)
        .add("x.y.Volume.slices", "thrpt", new double[] {0.5}, new double[] {2})
        .write(file);
    StringWriter out = new StringWriter();

    int code = ShowRun.command().setOut(new PrintWriter(out)).execute(file.toString());

    assertThat(code).isZero();
    assertThat(out.toString().lines())
        .contains("| Encoder.encode size=9 | 6.000 | ms/op | 4.000 | 9.000 | 1001 |")
        .contains("| Volume.slices size=9 | 1.000 | ops/s | 0.5000 | 2.000 | - |")
        .contains("No copy: no device.")
        .anySatisfy(line -> assertThat(line)
            .contains("0123456789ab", "Testium 3", "4 cores", "JDK 17.0.9", "cpu fp32"));
  }
}
