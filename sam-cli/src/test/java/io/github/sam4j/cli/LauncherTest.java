// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The launcher of a checkout, in a made-up one whose Java and Maven are scripts that print what
 * they are called with.
 */
final class LauncherTest {
  private static final Instant BUILT = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir
  private Path folder;

  private Path tools;

  @BeforeEach
  void makeTools() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs /bin/sh");
    tools = folder.resolve("tools");
    Path bin = Files.createDirectories(tools.resolve("bin"));
    script(bin.resolve("java"), "echo \"LC_ALL=${LC_ALL-}\"\nfor each; do echo \"$each\"; done");
    script(bin.resolve("mvn"), "echo \"mvn in $(pwd)\"; exit 1");
  }

  private static void script(Path file, String body) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Returns a checkout that was built. */
  private Path checkout(String name) throws IOException {
    Path home = Files.createDirectories(folder.resolve(name));
    // tests run in the folder of their module
    Path sources = Path.of("..").toRealPath();
    String locale = "sam-cli/src/distribution/bin/utf8-locale.sh";
    Files.createDirectories(home.resolve(locale).getParent());
    for (String file : new String[] {"sam4j", locale}) {
      Files.copy(sources.resolve(file), home.resolve(file));
    }
    Path target = Files.createDirectories(home.resolve("sam-cli/target"));
    Files.createFile(target.resolve("sam-cli.jar"));
    Path classPath = Files.writeString(
        target.resolve("class-path.txt"), home.toRealPath() + "/sam-core/target/classes");
    Files.setLastModifiedTime(classPath, FileTime.from(BUILT));
    return home;
  }

  private Outcome run(Path program, String locale, Object... arguments) throws Exception {
    Object[] command = new Object[arguments.length + 1];
    command[0] = program;
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return CommandProcess.ofProgram(command)
        .environment("JAVA_HOME", tools.toString())
        .environment("PATH", tools.resolve("bin") + ":" + System.getenv("PATH"))
        .environment("LC_ALL", locale)
        .run();
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "with space", "100 %", "quote'd", "double\"d", "$HOME", "a*b"})
  void foldersMayHaveAnyName(String name) throws Exception {
    Path home = checkout(name);

    Outcome outcome = run(home.resolve("sam4j"), "C.UTF-8", "info", "a b");

    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out().lines())
        .contains(
            home.toRealPath() + "/sam-cli/target/sam-cli.jar:" + home.toRealPath()
                + "/sam-core/target/classes",
            "info",
            "a b");
  }

  @Test
  void symbolicLinksLeadToTheCheckout() throws Exception {
    Path home = checkout("a checkout");
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("absolute"), home.resolve("sam4j"));
    Files.createSymbolicLink(bin.resolve("relative"), Path.of("../a checkout/sam4j"));
    Files.createSymbolicLink(bin.resolve("chained"), Path.of("relative"));
    Files.createSymbolicLink(folder.resolve("folder"), home);

    for (Path program : new Path[] {
      bin.resolve("absolute"),
      bin.resolve("relative"),
      bin.resolve("chained"),
      folder.resolve("folder").resolve("sam4j")
    }) {
      Outcome outcome = run(program, "C.UTF-8", "info");

      assertThat(outcome.code()).as(outcome.err()).isZero();
      assertThat(outcome.out()).contains(home.toRealPath() + "/sam-cli/target/sam-cli.jar");
    }
  }

  @Test
  void newerSourcesAreBuiltWhereTheCheckoutIs() throws Exception {
    Path home = checkout("a checkout");
    Files.createFile(home.resolve("pom.xml"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), home.resolve("sam4j"));

    Outcome outcome = run(link, "C.UTF-8", "info");

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("mvn in " + home.toRealPath(), "the build failed");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"C, C.UTF-8", "POSIX, C.UTF-8", "nowhere.UTF-8, C.UTF-8", "C.UTF-8, C.UTF-8"})
  void runsInALocaleOfUtf8(String given, String expected) throws Exception {
    Outcome outcome = run(checkout("checkout").resolve("sam4j"), given);

    assertThat(outcome.out().lines()).contains("LC_ALL=" + expected);
  }
}
