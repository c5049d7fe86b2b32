// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.image.internal.files;

import io.github.sam4j.image.internal.jvm.Interruption;
import io.github.sam4j.progress.Progress;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A lock on a file that at most one thread of all processes holds at a time. The file is never
 * deleted: otherwise two processes could lock two different files of the same name.
 */
public final class ProcessLock implements Closeable {
  private static final long POLL_MILLIS = 100;

  // the system's locks belong to the process, and closing any channel of a file releases all of
  // them:
  // only one thread of this process may have it open
  private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

  private final ReentrantLock threads;
  private final FileChannel channel;

  private ProcessLock(ReentrantLock threads, FileChannel channel) {
    this.threads = threads;
    this.channel = channel;
  }

  /**
   * Waits for the lock.
   *
   * @param folder existing folder of the lock file
   * @param waiting step reported to the listener while another thread or process holds the lock
   */
  public static ProcessLock acquire(Path folder, String name, String waiting, Progress progress)
      throws IOException {
    Path file = folder.toRealPath().resolve(name);
    ReentrantLock threads = THREADS.computeIfAbsent(file, path -> new ReentrantLock());
    try {
      while (!threads.tryLock(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        progress.update(0, waiting);
        progress.checkContinued();
      }
    } catch (InterruptedException e) {
      throw Interruption.cancelled(e);
    }
    FileChannel channel = null;
    boolean locked = false;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      while (!tryLock(channel)) {
        progress.update(0, waiting);
        progress.checkContinued();
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      }
      locked = true;
      return new ProcessLock(threads, channel);
    } catch (InterruptedException | ClosedByInterruptException e) {
      throw Interruption.cancelled(e);
    } finally {
      if (!locked) {
        release(threads, channel);
      }
    }
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // held by this class in another class loader
      return false;
    }
  }

  private static void release(ReentrantLock threads, @Nullable FileChannel channel)
      throws IOException {
    try {
      if (channel != null) {
        channel.close();
      }
    } finally {
      threads.unlock();
    }
  }

  /** Releases the lock; called on the thread that acquired it. */
  @Override
  public void close() throws IOException {
    release(threads, channel);
  }
}
