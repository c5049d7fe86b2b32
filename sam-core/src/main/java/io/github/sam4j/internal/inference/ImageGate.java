package io.github.sam4j.internal.inference;

import io.github.sam4j.internal.ort.StopSignal;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Bounds how many images are encoded at once: each needs hundreds of MB while the encoder works on
 * it. Who comes first is served first.
 */
final class ImageGate {
  private static final long PATIENCE_MILLIS = 20;

  private final Semaphore places;

  ImageGate(int images) {
    places = new Semaphore(images, /* fair= */ true);
  }

  /**
   * Does a task as soon as there is a place.
   *
   * @param checkOpen called several times a second while waiting; what it throws ends the wait
   * @throws java.util.concurrent.CancellationException if it was stopped while waiting
   * @throws IllegalStateException if this thread was interrupted while waiting; it is interrupted
   *     again then
   */
  <T> T pass(StopSignal stop, Runnable checkOpen, Supplier<T> task) {
    await(stop, checkOpen);
    try {
      return task.get();
    } finally {
      places.release();
    }
  }

  private void await(StopSignal stop, Runnable checkOpen) {
    try {
      while (!places.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        stop.check();
        checkOpen.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the encoder", e);
    }
  }
}
