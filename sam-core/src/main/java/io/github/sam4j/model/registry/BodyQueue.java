// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.model.registry;

import io.github.sam4j.image.internal.jvm.Interruption;
import io.github.sam4j.progress.Progress;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Passes the body of a response to the requesting thread, piece by piece.
 *
 * <p>The JDK's own stream of a body has no timeout, and in Java 17 it ignores interrupts.
 */
final class BodyQueue implements BodySubscriber<BodyQueue>, AutoCloseable {
  private static final long POLL_MILLIS = 100;

  /** A piece, the end of the body, or a failure. */
  private record Piece(
      List<ByteBuffer> bytes, boolean last, @Nullable Throwable failure) {}

  private final LinkedBlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
  private final AtomicReference<Flow.@Nullable Subscription> subscription = new AtomicReference<>();

  @Override
  public CompletionStage<BodyQueue> getBody() {
    return CompletableFuture.completedStage(this);
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    if (subscription.compareAndSet(null, given)) {
      given.request(1);
    } else {
      given.cancel();
    }
  }

  @Override
  public void onNext(List<ByteBuffer> bytes) {
    pieces.add(new Piece(bytes, false, null));
  }

  @Override
  public void onError(Throwable failure) {
    pieces.add(new Piece(List.of(), true, failure));
  }

  @Override
  public void onComplete() {
    pieces.add(new Piece(List.of(), true, null));
  }

  /**
   * Waits for the next piece.
   *
   * @return nothing at the end of the body
   * @throws CutException if the connection failed, or nothing came for so long
   */
  Optional<List<ByteBuffer>> next(Duration timeout, Progress progress) throws CutException {
    long start = System.nanoTime();
    while (true) {
      progress.checkContinued();
      Piece piece = poll();
      if (piece == null) {
        if (System.nanoTime() - start > timeout.toNanos()) {
          throw new CutException("nothing came for " + timeout.toMillis() + " ms");
        }
      } else if (piece.failure() != null) {
        throw new CutException("the connection was cut", piece.failure());
      } else if (piece.last()) {
        return Optional.empty();
      } else {
        // one piece at a time: a slow disk must not fill the memory
        Flow.Subscription given = subscription.get();
        if (given != null) {
          given.request(1);
        }
        return Optional.of(piece.bytes());
      }
    }
  }

  private @Nullable Piece poll() {
    try {
      return pieces.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw Interruption.cancelled(e);
    }
  }

  /** Ends the download, also before it is complete. */
  @Override
  public void close() {
    Flow.Subscription given = subscription.get();
    if (given != null) {
      given.cancel();
    }
  }
}
