// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.sam4j.bench.machine.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CommitTest {
  @TempDir
  private Path folder;

  private void git(String... arguments) {
    String[] command = new String[arguments.length + 5];
    String[] start = {"git", "-c", "user.name=Test", "-c", "user.email=test@example.org"};
    System.arraycopy(start, 0, command, 0, start.length);
    System.arraycopy(arguments, 0, command, start.length, arguments.length);
    assertThat(Command.output(folder, command)).as(String.join(" ", arguments)).isPresent();
  }

  @Test
  void commitAndChangesAreSeen() throws IOException {
    assumeTrue(Command.output(folder, "git", "--version").isPresent(), "git is not installed");
    git("init");
    Files.writeString(folder.resolve("a.txt"), "one");
    git("add", "a.txt");
    git("commit", "-m", "One");

    Commit clean = Commit.of(folder);
    Files.writeString(folder.resolve("a.txt"), "two");
    Commit changed = Commit.of(folder);

    assertThat(clean.id()).matches("[0-9a-f]{40,64}");
    assertThat(clean.dirty()).isFalse();
    assertThat(clean.shortName()).isEqualTo(clean.id().substring(0, 12));
    assertThat(changed).isEqualTo(new Commit(clean.id(), true));
    assertThat(changed.shortName()).isEqualTo(clean.shortName() + "-dirty");
  }

  @Test
  void outsideOfACheckoutItIsUnknown() {
    assertThat(Commit.of(folder)).isEqualTo(new Commit("unknown", false));
    assertThat(Command.output(folder, "no-such-program-anywhere")).isEmpty();
  }
}
