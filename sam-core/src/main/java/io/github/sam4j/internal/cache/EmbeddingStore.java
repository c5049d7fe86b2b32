// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.cache;

import io.github.sam4j.cache.EmbeddingCacheSettings;
import io.github.sam4j.device.Precision;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores embeddings on disk, one file each.
 *
 * <p>A file is written under a temporary name and renamed once it has been forced to disk. After
 * the store has been opened, problems with the folder never fail an operation: entries that can't
 * be read are treated as missing, and entries that can't be written are not kept. Safe for use by
 * several threads and processes.
 */
public final class EmbeddingStore {
  private final EntryFolder folder;
  private final Precision stored;
  private final Logger log;
  private final AtomicBoolean warned = new AtomicBoolean();

  private EmbeddingStore(EntryFolder folder, Precision stored, Logger log) {
    this.folder = folder;
    this.stored = stored;
    this.log = log;
  }

  /**
   * Opens a store and creates its folder.
   *
   * @throws IllegalArgumentException if the path is a file @throws UncheckedIOException if the
   *     folder can't be created or listed
   */
  public static EmbeddingStore open(EmbeddingCacheSettings settings) {
    return open(settings, LoggerFactory.getLogger(EmbeddingStore.class));
  }

  static EmbeddingStore open(EmbeddingCacheSettings settings, Logger log) {
    Path path = settings.folder();
    checkFolder(path);
    EntryFolder folder = new EntryFolder(path, settings.maxBytes());
    try {
      Files.createDirectories(path);
      folder.scan();
    } catch (IOException e) {
      String message = "can't keep embeddings in " + path + ": " + reason(e);
      throw new UncheckedIOException(message, new IOException(message, e));
    }
    return new EmbeddingStore(folder, settings.stored(), log);
  }

  /**
   * Checks that a path is a folder or, as far as can be determined, can become one.
   *
   * @throws IllegalArgumentException if there is a file in its place
   */
  public static void checkFolder(Path path) {
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new IllegalArgumentException(
          "expected a folder for embeddings, found the file " + path);
    }
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName() + ": " + e.getMessage();
  }

  /**
   * Reads an embedding if it is present; deletes it if it is damaged.
   *
   * @param shape four sides
   * @param target receives the values; undefined if empty is returned
   * @return the time that the encoder took
   */
  public Optional<Duration> load(EmbeddingKey key, long[] shape, FloatBuffer target) {
    Path entry = folder.entry(key);
    try {
      Duration encoding = read(entry, key, shape, target);
      LastUse.set(entry, Instant.now());
      return Optional.of(encoding);
    } catch (NoSuchFileException | ClosedByInterruptException e) {
      return Optional.empty();
    } catch (DamagedEntryException e) {
      log.warn("{} is damaged, {}; it is deleted and computed again", entry, e.getMessage());
      deleteDamaged(entry);
      return Optional.empty();
    } catch (IOException e) {
      warnOnce("can't read " + entry, e);
      return Optional.empty();
    }
  }

  private static Duration read(Path entry, EmbeddingKey key, long[] shape, FloatBuffer target)
      throws IOException {
    try (InputStream in = Files.newInputStream(entry)) {
      return EmbeddingEntry.read(in, Files.size(entry), key, shape, target);
    }
  }

  private void deleteDamaged(Path entry) {
    try {
      folder.delete(entry);
    } catch (IOException e) {
      warnOnce("can't delete " + entry, e);
    }
  }

  /**
   * Stores an embedding and forces it to disk.
   *
   * @param shape four sides
   * @param values the values of that shape
   * @param encoding the time that the encoder took
   */
  public void save(EmbeddingKey key, long[] shape, FloatBuffer values, Duration encoding) {
    Path unfinished = folder.unfinished();
    try {
      // the folder may have been deleted since it was opened
      Files.createDirectories(folder.path());
      try (FileChannel channel =
          FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        EmbeddingEntry.write(channel, key, shape, values, encoding, stored);
        channel.force(true);
      }
      folder.publish(unfinished, folder.entry(key));
    } catch (ClosedByInterruptException e) {
      Unfinished.delete(unfinished);
    } catch (IOException e) {
      Unfinished.delete(unfinished);
      warnOnce("can't keep an embedding in " + folder.path(), e);
    }
  }

  /** Logs a warning once, as a full disk would otherwise flood the log. */
  private void warnOnce(String what, IOException e) {
    if (warned.compareAndSet(false, true)) {
      log.warn("{}: {}; encoding goes on without", what, reason(e));
    } else {
      log.debug("{}", what, e);
    }
  }

  /** Returns the size of all entries in bytes, as far as this process knows. */
  public long bytes() {
    return folder.bytes();
  }
}
