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
 * Embeddings on disk, one file each.
 *
 * <p>A file is written under another name and renamed when it is on the disk. Once the store is
 * open, nothing that happens to the folder is a failure: what can't be read is computed again, what
 * can't be written isn't kept. Safe for use by several threads and processes.
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
   * Opens a store, and creates its folder.
   *
   * @throws IllegalArgumentException if there is a file in its place
   * @throws UncheckedIOException if it can't be made or listed
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
   * Does nothing if a path is a folder or can become one, as far as can be seen.
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
   * Reads an embedding if it is there. One that is damaged is deleted.
   *
   * @param shape four sides
   * @param target receives the values; holds anything if nothing is returned
   * @return how long the encoder took for it
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
   * Keeps an embedding, and forces it to the disk.
   *
   * @param shape four sides
   * @param values of that shape
   * @param encoding how long the encoder took for it
   */
  public void save(EmbeddingKey key, long[] shape, FloatBuffer values, Duration encoding) {
    Path unfinished = folder.unfinished();
    try {
      // the folder may have been deleted meanwhile
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

  /** Warns once: a full disk would fill the log, too. */
  private void warnOnce(String what, IOException e) {
    if (warned.compareAndSet(false, true)) {
      log.warn("{}: {}; encoding goes on without", what, reason(e));
    } else {
      log.debug("{}", what, e);
    }
  }

  /** Returns how many bytes all entries take, as far as this process knows. */
  public long bytes() {
    return folder.bytes();
  }
}
