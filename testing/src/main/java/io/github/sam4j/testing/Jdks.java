// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The JDKs in which tests start processes of their own. */
public final class Jdks {
  private static final String NEWEST = "JAVA_VERSION=\"25";

  private Jdks() {}

  /**
   * Returns the homes of this JDK and of the newest supported one, if it is installed beside it.
   */
  public static List<Path> homes() throws IOException {
    Path own = Path.of(System.getProperty("java.home", ""));
    List<Path> homes = new ArrayList<>(List.of(own));
    Path beside = own.getParent();
    if (beside != null && !isNewest(own)) {
      try (Stream<Path> others = Files.list(beside)) {
        others.filter(Jdks::isNewest).sorted().findFirst().ifPresent(homes::add);
      }
    }
    return homes;
  }

  /** Returns the program that starts a JDK. */
  public static Path java(Path home) {
    return home.resolve("bin").resolve("java");
  }

  private static boolean isNewest(Path home) {
    try {
      return Files.isExecutable(java(home))
          && Files.readString(home.resolve("release")).contains(NEWEST);
    } catch (IOException e) {
      return false;
    }
  }
}
