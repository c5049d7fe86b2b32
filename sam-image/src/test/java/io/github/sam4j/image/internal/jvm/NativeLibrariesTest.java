// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.image.internal.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NativeLibrariesTest {
  private static final String WAY_OUT = "-Dorg.bytedeco.javacpp.cachedir=DIR";

  /** Returns the message for what JavaCPP throws, whose cause is what the JDK threw first. */
  private static String problem(Throwable cause) {
    LinkageError failure =
        new UnsatisfiedLinkError("no jniopencv_core in java.library.path: /usr/lib");
    failure.initCause(cause);
    String problem = NativeLibraries.problem("OpenCV", "linux-x86_64", failure);
    assertThat(problem)
        .startsWith("OpenCV's native library cannot be loaded for linux-x86_64: ")
        .doesNotContain("java.library.path", "report", "\n");
    return problem;
  }

  @Test
  void folderFromWhichNothingMayBeRunIsToldWithTheWayOut() {
    String path = "/cache/opencv.jar/libjniopencv_core.so: ";

    assertThat(problem(
            new UnsatisfiedLinkError(path + path + "failed to map segment from shared object")))
        .contains(": " + path + "failed to map segment from shared object: nothing may be run")
        .doesNotContain(path + path)
        .contains("noexec", WAY_OUT, "SAM4J_JAVA_OPTS");
    assertThat(problem(new UnsatisfiedLinkError(path + "Operation not permitted")))
        .contains("noexec", WAY_OUT);
  }

  @Test
  void missingLibraryOfTheSystemIsToldWithItsPackage() {
    String path = "/cache/opencv.jar/libjniopencv_core.so: ";

    assertThat(problem(new UnsatisfiedLinkError(
            path + "libstdc++.so.6: cannot open shared object file: No such file or directory")))
        .contains("libstdc++.so.6: cannot open", "; install the package libstdc++6");
    assertThat(problem(new UnsatisfiedLinkError(
            path + "libgomp.so.1: cannot open shared object file: No such file or directory")))
        .contains("; install the package libgomp1");
    assertThat(problem(new UnsatisfiedLinkError(path
            + "Error loading shared library ld-linux-x86-64.so.2: No such file or directory"
            + " (needed by libjniopencv_core.so)")))
        .contains("glibc");
    assertThat(problem(new UnsatisfiedLinkError(
            path + "libopenblas.so.0: cannot open shared object file: No such file or directory")))
        .contains("delete the folder that it was unpacked into", WAY_OUT);
  }

  @Test
  void folderThatCannotBeWrittenIsToldWithTheWayOut() {
    assertThat(problem(new IOException("No space left on device")))
        .contains("cannot be unpacked (No space left on device)", WAY_OUT);
  }

  @Test
  void missingJarIsToldWithItsArtifact() {
    assertThat(problem(new UnsatisfiedLinkError(
            "Could not find jniopencv_core in class, module, and library paths.")))
        .contains("io.github.sam4j:sam-platform", "linux-arm64");
    assertThat(NativeLibraries.problem(
            "OpenCV", "linux-riscv64", new NoClassDefFoundError("org/bytedeco/opencv")))
        .contains("for linux-riscv64: it is not on the class path, or there is none");
  }

  @Test
  void anyOtherReasonIsToldAsItIs() {
    assertThat(problem(new UnsatisfiedLinkError(
            "/lib/libc.so.6: version `GLIBC_2.34' not found\n(required by x)")))
        .contains("/lib/libc.so.6: version `GLIBC_2.34' not found", WAY_OUT);
    assertThat(problem(new UnsatisfiedLinkError())).contains("UnsatisfiedLinkError");
  }

  @ParameterizedTest
  @ValueSource(strings = {"?", "", "relative"})
  void userWithoutAHomeGetsAPrivateTemporaryFolder(String home, @TempDir Path temporary)
      throws IOException {
    Path folder = NativeLibraries.folder(home, temporary, "user ?/1").orElseThrow();

    assertThat(folder).isEqualTo(temporary.resolve(".javacpp-user___1")).isDirectory();
    assertThat(NativeLibraries.folder(home, temporary, "user ?/1")).contains(folder);
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left).containsExactly(folder);
    }
  }

  @Test
  void userWithAHomeKeepsJavaCppsOwnFolder(@TempDir Path temporary) {
    assertThat(NativeLibraries.folder(temporary.toString(), temporary, "user")).isEmpty();
  }

  @Test
  void temporaryFolderThatCannotBeUsedIsLeftToTheLoader(@TempDir Path temporary) {
    assertThat(NativeLibraries.folder("?", temporary.resolve("absent"), "user")).isEmpty();
  }
}
