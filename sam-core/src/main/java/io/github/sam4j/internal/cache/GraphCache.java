// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.cache;

import io.github.sam4j.device.Precision;
import io.github.sam4j.image.internal.files.Digests;
import io.github.sam4j.image.internal.files.ProcessLock;
import io.github.sam4j.progress.Progress;
import io.github.sam4j.weights.internal.graph.HalfPrecision;
import io.github.sam4j.weights.internal.graph.OnnxModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Caches graphs on disk that were generated from the weights of a checkpoint.
 *
 * <p>An entry ({@link GraphEntry}) is a folder named by a checksum of everything that it depends
 * on: checkpoint, graph, precision and library version. It is written under a temporary name and
 * renamed once it has been forced to disk; if two processes write the same entry, the second
 * discards its own.
 *
 * <p>A damaged entry is renamed while holding an inter-process lock, and only if it is still
 * damaged: another process may have rewritten it and be about to load it. Entries unused for 30
 * days are deleted when a new one is written. Failures to delete are ignored.
 */
public final class GraphCache {
  private static final Logger LOG = LoggerFactory.getLogger(GraphCache.class);

  static final String LOCK = ".lock";

  private static final Pattern ENTRY = Pattern.compile("[0-9a-f]{64}");
  private static final Duration KEPT_UNUSED = Duration.ofDays(30);

  private final Path folder;
  private final Clock clock;
  private final Unfinished unfinished;

  /** Creates a cache in a folder, which is created when needed. */
  public GraphCache(Path folder) {
    this(folder, Clock.systemUTC());
  }

  GraphCache(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
    this.unfinished = new Unfinished(folder, clock);
  }

  /**
   * Returns the file of a graph, which is written if it is missing or damaged. Its constants are in
   * a file beside it.
   *
   * @param weightsSha256 checksum of the file with the weights
   * @param precision precision in which the graph computes; for 16-bit floats the weights are
   *     converted while writing
   * @throws IOException if the entry can be neither read nor written; the message names the folder
   *     and the reason
   * @throws java.io.UncheckedIOException if a weight can't be read
   */
  public Path require(String weightsSha256, OnnxModel model, Precision precision)
      throws IOException {
    Path entry = folder.resolve(key(weightsSha256, model, precision));
    try {
      if (!isUsable(entry) && !isRepaired(entry)) {
        Files.createDirectories(folder);
        // deleted first to make room for the new entry
        unfinished.deleteAbandoned();
        deleteUnused();
        write(entry, precision == Precision.FLOAT16 ? model.inHalfPrecision() : model);
      }
    } catch (IOException e) {
      throw new IOException(
          "can't keep the graph of " + model.constantBytes() + " bytes in " + folder + ": "
              + reason(e) + "; " + CacheFolder.WAY_OUT,
          e);
    }
    return GraphEntry.graph(entry);
  }

  private static String reason(IOException e) {
    return e instanceof NoSuchFileException
        ? "no such file " + e.getMessage()
        : e.getClass().getSimpleName() + ": " + e.getMessage();
  }

  private static String key(String weightsSha256, OnnxModel model, Precision precision) {
    MessageDigest digest = Digests.sha256();
    digest.update(HexFormat.of().parseHex(weightsSha256));
    digest.update(model.structure());
    digest.update((byte) (precision == Precision.FLOAT16 ? HalfPrecision.VERSION : 0));
    digest.update(LibraryVersion.get().getBytes(StandardCharsets.UTF_8));
    return Digests.finish(digest);
  }

  /**
   * Returns whether an entry is complete. Marks it as used first, so that it is not deleted for its
   * age during the check.
   */
  private boolean isUsable(Path entry) throws IOException {
    LastUse.set(entry, clock.instant());
    return GraphEntry.isWhole(entry);
  }

  /**
   * Removes an unusable entry and returns false, or returns true if another process has repaired
   * it.
   */
  private boolean isRepaired(Path entry) throws IOException {
    if (!Files.exists(entry)) {
      return false;
    }
    Path damaged = unfinished.next();
    ProcessLock lock =
        ProcessLock.acquire(folder, LOCK, "waiting for another process", Progress.none());
    try {
      if (GraphEntry.isWhole(entry)) {
        return true;
      }
      LOG.warn("{} is damaged; it is written again", entry);
      Files.move(entry, damaged, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      LOG.debug("{} has gone", entry, e);
    } finally {
      lock.close();
    }
    Unfinished.delete(damaged);
    return false;
  }

  private void deleteUnused() {
    Instant limit = clock.instant().minus(KEPT_UNUSED);
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder)) {
      for (Path each : found) {
        if (ENTRY.matcher(String.valueOf(each.getFileName())).matches()) {
          deleteIfUnused(each, limit);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      LOG.debug("can't list {}", folder, e);
    }
  }

  private void deleteIfUnused(Path entry, Instant limit) {
    try {
      if (GraphEntry.holdsNothingElse(entry) && LastUse.isBefore(entry, limit)) {
        // renamed first, so that no process finds a partially deleted entry
        Path unused = unfinished.next();
        Files.move(entry, unused, StandardCopyOption.ATOMIC_MOVE);
        Unfinished.delete(unused);
      }
    } catch (IOException e) {
      LOG.debug("can't delete {}", entry, e);
    }
  }

  private void write(Path entry, OnnxModel model) throws IOException {
    Path written = unfinished.next();
    Files.createDirectory(written);
    try {
      GraphEntry.write(written, model);
      publish(written, entry);
    } finally {
      Unfinished.delete(written);
    }
  }

  private static void publish(Path written, Path entry) throws IOException {
    try {
      Files.move(written, entry, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw e;
    } catch (IOException e) {
      // renaming onto a non-empty folder fails: another process was faster
      if (!GraphEntry.isWhole(entry)) {
        throw e;
      }
    }
  }
}
