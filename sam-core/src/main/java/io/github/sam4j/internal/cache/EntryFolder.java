// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.cache;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The embedding files of a folder, kept below a size limit.
 *
 * <p>The least recently used entries ({@link LastUse}) are deleted first. Other processes may
 * delete the same files at the same time. Files with other names are left alone, except for
 * {@link Unfinished} ones.
 */
final class EntryFolder {
  private static final String SUFFIX = ".embedding";
  private static final Pattern ENTRY = Pattern.compile("[0-9a-f]{64}" + Pattern.quote(SUFFIX));

  /**
   * Divisor of the limit: this share is freed in addition, and can be written before the folder is
   * listed again.
   */
  private static final int SLACK = 16;

  private final Path folder;
  private final long maxBytes;
  private final Unfinished unfinished;
  private long bytes;
  private long writtenSinceScan;

  EntryFolder(Path folder, long maxBytes) {
    this.folder = folder;
    this.maxBytes = maxBytes;
    this.unfinished = new Unfinished(folder, Clock.systemUTC());
  }

  Path path() {
    return folder;
  }

  Path entry(EmbeddingKey key) {
    return folder.resolve(key.sha256() + SUFFIX);
  }

  Path unfinished() {
    return unfinished.next();
  }

  /** Returns the size of all entries in bytes, as far as this process knows. */
  synchronized long bytes() {
    return bytes;
  }

  /** An entry found in the folder. */
  private record Found(Path file, long bytes, FileTime used) {}

  /** Lists all entries and deletes abandoned files. */
  synchronized void scan() throws IOException {
    sum(find());
  }

  private void sum(List<Found> entries) {
    bytes = entries.stream().mapToLong(Found::bytes).sum();
    writtenSinceScan = 0;
  }

  private List<Found> find() throws IOException {
    unfinished.deleteAbandoned();
    List<Found> entries = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        if (!ENTRY.matcher(name).matches()) {
          continue;
        }
        try {
          BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
          if (found.isRegularFile()) {
            entries.add(new Found(file, found.size(), found.lastModifiedTime()));
          }
        } catch (NoSuchFileException e) {
          // another process has deleted it
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return entries;
  }

  /**
   * Renames a file to its entry name and, if the limit is exceeded, deletes the least recently used
   * entries. A few more are deleted, so that the next writer need not list the folder again.
   */
  synchronized void publish(Path unfinished, Path entry) throws IOException {
    long added = size(unfinished) - size(entry);
    Files.move(unfinished, entry, StandardCopyOption.ATOMIC_MOVE);
    bytes += added;
    writtenSinceScan += added;
    if (bytes > maxBytes || writtenSinceScan > maxBytes / SLACK) {
      try {
        prune(entry);
      } catch (IOException e) {
        // the entry has been published nevertheless; the next writer retries
      }
    }
  }

  private static long size(Path file) throws IOException {
    try {
      return Files.size(file);
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  private void prune(Path newest) throws IOException {
    List<Found> entries = find();
    sum(entries);
    if (bytes <= maxBytes) {
      return;
    }
    entries.removeIf(each -> each.file().equals(newest));
    entries.sort(Comparator.comparing(Found::used).thenComparing(Found::file));
    for (Found oldest : entries) {
      if (bytes <= maxBytes - maxBytes / SLACK) {
        return;
      }
      try {
        Files.deleteIfExists(oldest.file());
        bytes -= oldest.bytes();
      } catch (IOException e) {
        // it may belong to another user; continue with the next one
      }
    }
  }

  /** Deletes an entry. */
  synchronized void delete(Path entry) throws IOException {
    long size = size(entry);
    if (Files.deleteIfExists(entry)) {
      bytes -= size;
    }
  }
}
