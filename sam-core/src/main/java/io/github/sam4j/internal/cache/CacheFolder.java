// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.cache;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * The folder for files that can be restored: {@code sam4j} in the platform's folder of caches.
 *
 * <p>That is {@code $XDG_CACHE_HOME} or {@code ~/.cache} on Linux, {@code ~/Library/Caches} on
 * macOS, {@code %LOCALAPPDATA%} on Windows. The system property {@code sam4j.cache.dir}, or else
 * the environment variable {@code SAM4J_CACHE_DIR}, names another folder in its place.
 */
public final class CacheFolder {
  /** Property that names the folder. */
  public static final String PROPERTY = "sam4j.cache.dir";
  /** Environment variable that names the folder. */
  public static final String VARIABLE = "SAM4J_CACHE_DIR";

  /** What to do where the folder can't be used, for messages. */
  public static final String WAY_OUT =
      "name a folder with the property " + PROPERTY + " or the variable " + VARIABLE;

  private static final String OWN = "sam4j";

  private CacheFolder() {}

  /**
   * Returns the folder for one kind of files; empty if it is not named and the user has no home.
   */
  public static Optional<Path> find(String kind) {
    return find(Environment.system()).map(root -> root.resolve(kind));
  }

  /**
   * Returns the folder.
   *
   * @throws IllegalStateException if it is not named and the user has no home
   */
  public static Path root(Environment environment) {
    return find(environment)
        .orElseThrow(() ->
            new IllegalStateException("the user has no home for a folder of caches; " + WAY_OUT));
  }

  static Optional<Path> find(Environment environment) {
    return environment
        .setting(PROPERTY, VARIABLE)
        .map(named -> Path.of(named).toAbsolutePath())
        .or(() -> platform(environment).map(caches -> caches.resolve(OWN)));
  }

  private static Optional<Path> platform(Environment environment) {
    String system = environment.property("os.name").orElse("").toLowerCase(Locale.ROOT);
    if (system.startsWith("windows")) {
      return absolute(environment.variable("LOCALAPPDATA"))
          .or(() -> home(environment).map(home -> home.resolve("AppData").resolve("Local")));
    }
    if (system.startsWith("mac")) {
      return home(environment).map(home -> home.resolve("Library").resolve("Caches"));
    }
    return absolute(environment.variable("XDG_CACHE_HOME"))
        .or(() -> home(environment).map(home -> home.resolve(".cache")));
  }

  /** Ignores relative paths, as XDG demands: they would depend on the working folder. */
  private static Optional<Path> absolute(Optional<String> path) {
    return path.map(Path::of).filter(Path::isAbsolute);
  }

  private static Optional<Path> home(Environment environment) {
    // "?" where containers run by an unknown user; a relative one is no home either
    return absolute(
        environment.property("user.home").filter(home -> !home.isEmpty() && !home.equals("?")));
  }
}
