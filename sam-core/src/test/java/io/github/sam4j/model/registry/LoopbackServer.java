// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.model.registry;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An HTTP server of this machine, one request per connection, whose answers may be as wrong as a
 * test wants them.
 */
final class LoopbackServer implements Closeable {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-");

  /** A request: its target as the client wrote it, and its headers by lower-case name. */
  record Request(String target, Map<String, String> headers) {
    Request {
      headers = Map.copyOf(headers);
    }

    String header(String name) {
      return headers.getOrDefault(name, "");
    }

    /** Where the client wants the content from, 0 if it doesn't say. */
    int from() {
      Matcher range = RANGE.matcher(header("range"));
      return range.matches() ? Integer.parseInt(range.group(1)) : 0;
    }
  }

  /** Writes a whole answer, or as much as the test wants; then the connection is closed. */
  @FunctionalInterface
  interface Answer {
    void write(Request request, OutputStream out) throws Exception;
  }

  private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Answer answer;

  LoopbackServer(Answer answer) throws IOException {
    this.answer = answer;
    threads.execute(this::accept);
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        threads.execute(() -> serve(connection));
      } catch (IOException e) {
        // closed at the end of the test
        return;
      }
    }
  }

  @SuppressWarnings("CatchAndPrintStackTrace") // the test sees what the client makes of it
  private void serve(Socket connection) {
    try (connection) {
      Request request = read(connection);
      requests.add(request);
      answer.write(request, connection.getOutputStream());
    } catch (IOException | InterruptedException e) {
      // the client went away, or the test ended
      return;
    } catch (Exception e) {
      e.printStackTrace();
    }
  }

  private static Request read(Socket connection) throws IOException {
    BufferedReader in = new BufferedReader(
        new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
    String target = String.valueOf(in.readLine()).split(" ", -1)[1];
    Map<String, String> headers = new TreeMap<>();
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT),
          line.substring(colon + 1).strip());
    }
    return new Request(target, headers);
  }

  /** Writes a status line and headers. */
  static void head(OutputStream out, String status, String... headers) throws IOException {
    String lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    out.write(("HTTP/1.1 " + status + "\r\n" + lines + "Connection: close\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  /** Answers as a good server of one file does, ranges and conditions included. */
  static Answer file(byte[] content, String etag) {
    return (request, out) -> {
      String condition = request.header("if-range");
      int from = condition.isEmpty() || condition.equals(etag) ? request.from() : 0;
      range(out, content, etag, from, content.length);
    };
  }

  /** Answers with the bytes from one index on, but writes only those before another one. */
  static void range(OutputStream out, byte[] content, String etag, int from, int to)
      throws IOException {
    String length = "Content-Length: " + (content.length - from);
    if (from == 0) {
      head(out, "200 OK", length, "ETag: " + etag);
    } else {
      head(
          out,
          "206 Partial Content",
          length,
          "ETag: " + etag,
          "Content-Range: bytes " + from + "-" + (content.length - 1) + "/" + content.length);
    }
    out.write(content, from, to - from);
    out.flush();
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/" + path);
  }

  /** The requests so far. */
  List<Request> requests() {
    return requests;
  }

  @Override
  public void close() throws IOException {
    socket.close();
    threads.shutdownNow();
  }
}
