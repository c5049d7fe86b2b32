// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.image.internal.jvm;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prepares JavaCPP, which unpacks native libraries from jars into a folder and loads them from
 * there, and explains why that failed.
 *
 * <p>JavaCPP reads its settings once, when its first class is initialised, so every module that
 * uses it calls {@link #prepare} first.
 */
public final class NativeLibraries {
  /** JavaCPP's property that names the folder. */
  static final String FOLDER = "org.bytedeco.javacpp.cachedir";

  private static final String WAY_OUT =
      "; -D" + FOLDER + "=DIR names another folder (for the command line in SAM4J_JAVA_OPTS)";
  private static final Pattern MISSING = Pattern.compile(
      "(?:^|: )(?:Error loading shared library )?(lib[^:/ ]+|ld-[^:/ ]+): (?:cannot open shared object file:"
          + " )?No such file");
  private static final Pattern NOT_MAPPED = Pattern.compile(
      "failed to map segment from shared object|Operation not permitted|Permission denied");
  private static final Pattern NOT_IN_JARS =
      Pattern.compile("^Could not find \\S+ in class, module, and library paths");

  /** What the libraries need of the system, and which package has it on Debian and elsewhere. */
  private static final Map<String, String> SYSTEM_PACKAGES = Map.of(
      "libstdc++", "the package libstdc++6 or libstdc++",
      "libgomp", "the package libgomp1 or libgomp",
      "libgcc_s", "the package libgcc-s1 or libgcc",
      "ld-", "a system with glibc, which Alpine Linux does not have");

  /** Systems that both libraries are published for. */
  private static final String PLATFORMS =
      "linux-x86_64, linux-arm64, macosx-x86_64, macosx-arm64 and windows-x86_64";

  private NativeLibraries() {}

  /**
   * Sets what JavaCPP reads, unless the application has set it itself: no limit on native memory,
   * and a folder for users without a home, where it would make one named {@code ?} in the working
   * directory.
   */
  public static void prepare() {
    NativeMemoryLimit.lift();
    if (System.getProperty(FOLDER) == null) {
      folder(
              System.getProperty("user.home", ""),
              Path.of(System.getProperty("java.io.tmpdir", "")),
              System.getProperty("user.name", ""))
          .ifPresent(folder -> System.setProperty(FOLDER, folder.toString()));
    }
  }

  /** Returns the folder to use in place of one in the user's home; empty if there is a home. */
  static Optional<Path> folder(String home, Path temporary, String user) {
    // "?" is what the JVM has for a user that the system doesn't know; on Windows it is no path
    if (!home.isEmpty() && !home.equals("?") && Path.of(home).isAbsolute()) {
      return Optional.empty();
    }
    try {
      Path shared = temporary.resolve(".javacpp-" + user.replaceAll("[^A-Za-z0-9_.-]", "_"));
      Path own = Files.createTempDirectory(temporary, ".javacpp-");
      try {
        // libraries are run from there, so a folder that another user has prepared is none
        if (!Files.exists(shared)) {
          Files.move(own, shared);
          return Optional.of(shared);
        }
        if (Files.getOwner(shared).equals(Files.getOwner(own))) {
          Files.delete(own);
          return Optional.of(shared);
        }
      } catch (FileAlreadyExistsException e) {
        // another process was faster
        return Optional.of(own);
      }
      return Optional.of(own);
    } catch (IOException e) {
      // unpacking the libraries fails for the same reason and is explained then
      return Optional.empty();
    }
  }

  /**
   * Explains in one line why a native library can't be loaded and what to do about it.
   *
   * @param library name of the library
   * @param platform JavaCPP's name of this system
   * @param failure what loading it threw; its innermost cause has the reason
   */
  public static String problem(String library, String platform, LinkageError failure) {
    return library + "'s native library cannot be loaded for " + platform + ": "
        + explained(failure);
  }

  private static String explained(LinkageError failure) {
    Throwable innermost = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      innermost = cause;
    }
    String reason = withoutRepeatedPath(firstLine(innermost));
    if (innermost instanceof NoClassDefFoundError
        || innermost instanceof ClassNotFoundException
        || NOT_IN_JARS.matcher(reason).find()) {
      return "it is not on the class path, or there is none for this system (" + reason
          + "); add io.github.sam4j:sam-platform, which has it for " + PLATFORMS;
    }
    if (innermost instanceof IOException) {
      return "it cannot be unpacked (" + reason + ")" + WAY_OUT;
    }
    if (NOT_MAPPED.matcher(reason).find()) {
      return reason + ": nothing may be run from the folder that it was unpacked into"
          + " (mounted with noexec?)" + WAY_OUT;
    }
    Matcher missing = MISSING.matcher(reason);
    if (missing.find()) {
      String needed = missing.group(1);
      return SYSTEM_PACKAGES.entrySet().stream()
          .filter(each -> needed.startsWith(each.getKey()))
          .findFirst()
          .map(each -> reason + "; install " + each.getValue())
          .orElse(reason + "; if it came in the jar, delete the folder that it was unpacked into"
              + WAY_OUT);
    }
    return reason + "; the folder that libraries are unpacked into must allow to run code"
        + WAY_OUT;
  }

  private static String firstLine(Throwable failure) {
    String message = failure.getMessage();
    return message == null || message.isBlank()
        ? failure.getClass().getSimpleName()
        : message.lines().findFirst().orElse(message).strip();
  }

  /** The JDK writes "PATH: PATH: REASON" or "PATH: REASON". */
  private static String withoutRepeatedPath(String reason) {
    int colon = reason.indexOf(": ");
    String path = colon < 0 ? "" : reason.substring(0, colon + 2);
    return !path.isEmpty() && reason.startsWith(path + path)
        ? reason.substring(path.length())
        : reason;
  }
}
