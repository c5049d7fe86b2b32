// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A browser without a window, driven by the DevTools protocol. Closing it ends the process. */
final class Chromium implements AutoCloseable {
  /** Names the program where it isn't on the path. */
  static final String PROPERTY = "sam4j.test.chromium";

  private static final long TIMEOUT_SECONDS = 15;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final WebSocket socket;
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final AtomicInteger next = new AtomicInteger();
  private final List<JsonNode> events = new ArrayList<>();
  private String session = "";

  private Chromium(Process process, String address) {
    this.process = process;
    this.socket = HttpClient.newHttpClient()
        .newWebSocketBuilder()
        .buildAsync(URI.create(address), new Listener())
        .orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
        .join();
  }

  /** Returns the program, if there is any. */
  static Optional<Path> find() {
    String named = System.getProperty(PROPERTY, "");
    if (!named.isEmpty()) {
      return Optional.of(Path.of(named));
    }
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .flatMap(name ->
            Arrays.stream(path.split(File.pathSeparator, -1)).map(dir -> Path.of(dir, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Starts a browser with an empty page. */
  static Chromium start(Path program, Path profile) throws IOException {
    Process process = new ProcessBuilder(
            program.toString(),
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--remote-debugging-port=0",
            "--user-data-dir=" + profile,
            "about:blank")
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
    try {
      Chromium browser = new Chromium(process, address(process));
      browser.attach();
      return browser;
    } catch (IOException | RuntimeException e) {
      end(process);
      throw e;
    }
  }

  private static String address(Process process) throws IOException {
    CompletableFuture<String> found = new CompletableFuture<>();
    // goes on reading, so that the browser never waits for room in the pipe
    Thread reader = new Thread(
        () -> {
          try (BufferedReader lines = new BufferedReader(
              new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            String mark = "DevTools listening on ";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
              if (line.startsWith(mark)) {
                found.complete(line.substring(mark.length()).strip());
              }
            }
            found.completeExceptionally(new IOException("the browser ended without an address"));
          } catch (IOException e) {
            found.completeExceptionally(e);
          }
        },
        "chromium-messages");
    reader.setDaemon(true);
    reader.start();
    return found.orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS).join();
  }

  private void attach() {
    String target = call("Target.createTarget", Map.of("url", "about:blank"))
        .path("targetId")
        .asText();
    session = call("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
        .path("sessionId")
        .asText();
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      call(domain + ".enable", Map.of());
    }
    call("Page.setLifecycleEventsEnabled", Map.of("enabled", true));
  }

  /** Opens a page and waits until everything on it is loaded. */
  void open(Path page) throws InterruptedException {
    synchronized (events) {
      events.clear();
    }
    JsonNode loader =
        call("Page.navigate", Map.of("url", page.toUri().toString())).path("loaderId");
    await(event -> event.path("method").asText().equals("Page.lifecycleEvent")
        && event.path("params").path("name").asText().equals("load")
        && event.path("params").path("loaderId").equals(loader));
  }

  /** Asks for something and waits for the answer. */
  JsonNode call(String method, Map<String, Object> parameters) {
    int id = next.incrementAndGet();
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", JSON.valueToTree(parameters));
    if (!session.isEmpty()) {
      message.put("sessionId", session);
    }
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    socket.sendText(message.toString(), true).join();
    JsonNode reply = answer.orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS).join();
    if (reply.has("error")) {
      throw new IllegalStateException(method + ": " + reply.path("error"));
    }
    return reply.path("result");
  }

  /** Runs a script on the page and returns its value; a promise is waited for. */
  JsonNode evaluate(String script) {
    JsonNode result = call(
        "Runtime.evaluate",
        Map.of("expression", script, "returnByValue", true, "awaitPromise", true));
    if (result.has("exceptionDetails")) {
      throw new IllegalStateException(result.path("exceptionDetails").toString());
    }
    return result.path("result").path("value");
  }

  /** Clicks on the middle of the first element that a selector finds. */
  void click(String selector) {
    JsonNode at = evaluate("(() => { const e = document.querySelector('" + selector + "');"
        + "e.scrollIntoView({behavior: 'instant', block: 'center'});"
        + "const b = e.getBoundingClientRect();"
        + "return [b.x + b.width / 2, b.y + b.height / 2]; })()");
    for (String type : List.of("mousePressed", "mouseReleased")) {
      call(
          "Input.dispatchMouseEvent",
          Map.of(
              "type",
              type,
              "x",
              at.path(0).asDouble(),
              "y",
              at.path(1).asDouble(),
              "button",
              "left",
              "clickCount",
              1));
    }
  }

  /** Waits until a script's value is true, looking whenever the page is drawn. */
  void awaitTrue(String script) {
    evaluate("new Promise((resolve) => { const look = () => (" + script
        + ") ? resolve(true) : requestAnimationFrame(look); look(); })");
  }

  /** Returns the events of one kind so far. */
  List<JsonNode> events(String method) {
    synchronized (events) {
      return events.stream()
          .filter(event -> event.path("method").asText().equals(method))
          .map(event -> event.path("params"))
          .toList();
    }
  }

  private void await(Predicate<JsonNode> wanted) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    synchronized (events) {
      while (events.stream().noneMatch(wanted)) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
          throw new IllegalStateException("waited in vain; events: " + events);
        }
        events.wait(left);
      }
    }
  }

  @Override
  public void close() {
    end(process);
  }

  private static void end(Process process) {
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    // the profile can only be deleted when nobody writes to it any more
    all.forEach(
        handle -> handle.onExit().orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS).join());
  }

  private void receive(String text) {
    try {
      JsonNode message = JSON.readTree(text);
      CompletableFuture<JsonNode> answer = answers.remove(message.path("id").asInt());
      if (answer != null) {
        answer.complete(message);
        return;
      }
      synchronized (events) {
        events.add(message);
        events.notifyAll();
      }
    } catch (IOException e) {
      throw new IllegalStateException("expected JSON, got " + text, e);
    }
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        receive(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedStage(null);
    }
  }
}
