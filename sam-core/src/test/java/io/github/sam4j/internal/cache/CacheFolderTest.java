// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CacheFolderTest {
  @TempDir
  private Path home;

  @Test
  void linuxHasItInXdgsFolder() {
    Path xdg = home.resolve("xdg");

    assertThat(root("Linux", Map.of())).isEqualTo(home.resolve(".cache/sam4j"));
    assertThat(root("Linux", Map.of("XDG_CACHE_HOME", xdg.toString())))
        .isEqualTo(xdg.resolve("sam4j"));
    assertThat(root("Linux", Map.of("XDG_CACHE_HOME", ""))).isEqualTo(home.resolve(".cache/sam4j"));
    assertThat(root("Linux", Map.of("XDG_CACHE_HOME", "relative")))
        .isEqualTo(home.resolve(".cache/sam4j"));
  }

  @Test
  void macHasItInTheLibrary() {
    assertThat(root("Mac OS X", Map.of("XDG_CACHE_HOME", "/elsewhere")))
        .isEqualTo(home.resolve("Library/Caches/sam4j"));
  }

  @Test
  void windowsHasItInLocalAppData() {
    Path local = home.resolve("Local");

    assertThat(root("Windows 11", Map.of("LOCALAPPDATA", local.toString())))
        .isEqualTo(local.resolve("sam4j"));
    assertThat(root("Windows 11", Map.of())).isEqualTo(home.resolve("AppData/Local/sam4j"));
  }

  @Test
  void otherFolderCanBeNamed() {
    Path named = home.resolve("named");
    Path other = home.resolve("other");
    Map<String, String> variables = Map.of(CacheFolder.VARIABLE, other.toString());

    assertThat(root("Linux", variables)).isEqualTo(other);
    assertThat(CacheFolder.root(
            new Environment(Map.of(CacheFolder.PROPERTY, named.toString()), variables)))
        .isEqualTo(named);
    assertThat(CacheFolder.root(new Environment(Map.of(CacheFolder.PROPERTY, ""), variables)))
        .isEqualTo(other);
  }

  @Test
  void relativeNameBecomesAbsolute() {
    assertThat(root("Linux", Map.of(CacheFolder.VARIABLE, "cache"))).isAbsolute();
  }

  @ParameterizedTest
  @ValueSource(strings = {"?", "", "relative/home"})
  void usersWithoutAHomeMustNameAFolder(String home) {
    Environment environment =
        new Environment(Map.of("user.home", home, "os.name", "Linux"), Map.of());

    assertThatThrownBy(() -> CacheFolder.root(environment))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(CacheFolder.VARIABLE);
    assertThat(CacheFolder.find(environment)).isEmpty();
  }

  @Test
  void kindsOfFilesHaveFoldersOfTheirOwn() {
    assertThat(CacheFolder.find("graphs").orElseThrow())
        .isAbsolute()
        .hasFileName("graphs")
        .hasParentRaw(CacheFolder.root(Environment.system()));
  }

  private Path root(String system, Map<String, String> variables) {
    return CacheFolder.root(
        new Environment(Map.of("user.home", home.toString(), "os.name", system), variables));
  }
}
