// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.model.registry;

import io.github.sam4j.image.internal.files.DiskErrors;
import io.github.sam4j.image.internal.jvm.Interruption;
import io.github.sam4j.progress.Progress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Downloads a file into a {@link PartFile} over HTTP, continuing where that ends.
 *
 * <p>Proxies are those of the JVM's default {@link java.net.ProxySelector}: an {@link HttpClient}
 * without one of its own asks that.
 */
final class HttpTransfer {
  private static final int OK = 200;
  private static final int PARTIAL_CONTENT = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-\\d+/(\\d+|\\*)");

  /**
   * Most requests of one download after the first, including those that found another file on the
   * server: a connection that is cut again and again is useless.
   */
  private static final int MAX_REPEATS = 20;

  private static final long POLL_MILLIS = 50;
  /** The listener is called at each of so many steps. */
  private static final long STEPS = 1000;

  private final HttpClient client;
  private final URI source;
  private final ModelRegistry.Model.File file;
  private final Duration connectTimeout;
  private final Duration readTimeout;

  HttpTransfer(
      URI source, ModelRegistry.Model.File file, Duration connectTimeout, Duration readTimeout) {
    this.source = source;
    this.file = file;
    this.connectTimeout = connectTimeout;
    this.readTimeout = readTimeout;
    // a single long response gains nothing from HTTP/2
    this.client = HttpClient.newBuilder()
        .version(Version.HTTP_1_1)
        .connectTimeout(connectTimeout)
        .followRedirects(Redirect.NORMAL)
        .build();
  }

  /**
   * Completes the part, over as many connections as it takes.
   *
   * @return whether an earlier download's beginning is in it
   * @throws IOException if no connection brings anything new; what was received is kept, unless the
   *     server has another file
   */
  boolean complete(PartFile part, Progress progress) throws IOException {
    if (part.bytes() > file.bytes()) {
      part.discard();
    }
    boolean resumed = part.bytes() > 0;
    for (int repeats = 0; part.bytes() < file.bytes(); repeats++) {
      long before = part.bytes();
      try {
        resumed &= request(part, progress);
      } catch (CutException e) {
        long after = part.bytes();
        if (after <= before || repeats >= MAX_REPEATS) {
          throw new IOException(
              source + ": " + e.getMessage() + " after " + after + " of " + file.bytes() + " bytes"
                  + (after > 0 ? "; they are kept, the next try goes on from there" : ""),
              e);
        }
      }
    }
    return resumed;
  }

  /** Requests what is missing; returns whether it was added to what was there. */
  private boolean request(PartFile part, Progress progress) throws IOException {
    long have = part.bytes();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(source).header("User-Agent", "sam4j").GET();
    if (have > 0) {
      request.header("Range", "bytes=" + have + "-");
      // another file under the same address is sent from its beginning
      part.tag().ifPresent(tag -> request.header("If-Range", tag));
    }
    HttpResponse<BodyQueue> response = send(request.build(), progress);
    try (BodyQueue body = response.body()) {
      int status = response.statusCode();
      if (have > 0 && status == PARTIAL_CONTENT && continues(response.headers(), have)) {
        copy(body, part, progress);
        return true;
      }
      if (have > 0 && (status == PARTIAL_CONTENT || status == RANGE_NOT_SATISFIABLE)) {
        // the server has a file of another size: its beginning is of no use
        part.discard();
        return false;
      }
      if (status != OK) {
        throw new IOException(source + ": the server answered with HTTP status " + status);
      }
      OptionalLong announced = response.headers().firstValueAsLong("Content-Length");
      if (announced.isPresent() && announced.getAsLong() != file.bytes()) {
        // it may be the login page of a network: no reason to lose what was received
        throw new IOException(source + ": expected " + file.bytes() + " bytes, the server offers "
            + announced.getAsLong());
      }
      part.begin(tag(response.headers()));
      copy(body, part, progress);
      return false;
    }
  }

  /** Whether a partial response is the requested part of a file of the right size. */
  private boolean continues(HttpHeaders headers, long have) {
    Matcher range = CONTENT_RANGE.matcher(headers.firstValue("Content-Range").orElse(""));
    return range.matches()
        && range.group(1).equals(Long.toString(have))
        && (range.group(2).equals("*") || range.group(2).equals(Long.toString(file.bytes())));
  }

  /** What identifies the server's file; weak tags don't promise the same bytes. */
  private static Optional<String> tag(HttpHeaders headers) {
    return headers
        .firstValue("ETag")
        .filter(tag -> !tag.toUpperCase(Locale.ROOT).startsWith("W/"))
        .or(() -> headers.firstValue("Last-Modified"));
  }

  private void copy(BodyQueue body, PartFile part, Progress progress) throws IOException {
    long at = part.bytes();
    try (FileChannel out = part.append()) {
      report(at, progress);
      for (Optional<List<ByteBuffer>> piece = body.next(readTimeout, progress);
          piece.isPresent();
          piece = body.next(readTimeout, progress)) {
        long before = at;
        for (ByteBuffer bytes : piece.get()) {
          at += bytes.remaining();
          if (at > file.bytes()) {
            break;
          }
          write(bytes, out, part);
        }
        if (at > file.bytes()) {
          break;
        }
        if (at * STEPS / file.bytes() > before * STEPS / file.bytes()) {
          report(at, progress);
        }
      }
      // a crash of the machine mustn't leave an incomplete file under the final name
      out.force(true);
    } catch (ClosedByInterruptException e) {
      throw Interruption.cancelled(e);
    }
    if (at > file.bytes()) {
      part.discard();
      throw new IOException(source + ": expected " + file.bytes() + " bytes, the server sent more");
    }
    if (at < file.bytes()) {
      throw new CutException("the connection ended");
    }
  }

  private static void write(ByteBuffer bytes, FileChannel out, PartFile part) throws IOException {
    DiskErrors.naming(part.path(), () -> {
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
    });
  }

  private void report(long bytes, Progress progress) {
    progress.update(
        (double) bytes / file.bytes(),
        String.format(
            Locale.ROOT, "%s, %.1f of %.1f MB", file.name(), bytes / 1e6, file.bytes() / 1e6));
  }

  /** Sends a request and waits for the beginning of the response. */
  private HttpResponse<BodyQueue> send(HttpRequest request, Progress progress) throws IOException {
    // no timeout of the request itself: from JDK 26 on it covers the whole body
    long patience = connectTimeout.plus(readTimeout).toNanos();
    long start = System.nanoTime();
    CompletableFuture<HttpResponse<BodyQueue>> answer =
        client.sendAsync(request, info -> new BodyQueue());
    boolean answered = false;
    try {
      while (true) {
        progress.checkContinued();
        try {
          HttpResponse<BodyQueue> response = answer.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
          answered = true;
          return response;
        } catch (TimeoutException e) {
          if (System.nanoTime() - start > patience) {
            throw new IOException(
                source + ": no answer within " + TimeUnit.NANOSECONDS.toMillis(patience) + " ms",
                e);
          }
        }
      }
    } catch (InterruptedException e) {
      throw Interruption.cancelled(e);
    } catch (ExecutionException e) {
      throw unreachable(e.getCause() == null ? e : e.getCause());
    } finally {
      if (!answered) {
        answer.cancel(true);
      }
    }
  }

  private IOException unreachable(Throwable cause) {
    String reason =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return new IOException(
        source + ": no connection (" + reason
            + "); a proxy is set with -Dhttps.proxyHost and -Dhttps.proxyPort, a mirror with "
            + ModelStore.MIRROR_VARIABLE,
        cause);
  }
}
