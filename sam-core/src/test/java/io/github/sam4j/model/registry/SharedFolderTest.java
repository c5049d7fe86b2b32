// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.model.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.progress.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** Several processes and threads that want the same file. */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
final class SharedFolderTest {
  private static final String ETAG = "\"first\"";
  private static final int HALF = 200_000;

  private final byte[] content = TestModel.content(3, 400_009);
  private final CountDownLatch requested = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  @TempDir
  private Path folder;

  /** Sends a half, and the rest when it is released. */
  private void halting(LoopbackServer.Request request, OutputStream out)
      throws IOException, InterruptedException {
    requested.countDown();
    LoopbackServer.range(out, content, ETAG, request.from(), HALF);
    released.await();
    out.write(content, HALF, content.length - HALF);
  }

  @Test
  void twoProcessesFetchOnce() throws Exception {
    try (LoopbackServer server = new LoopbackServer(this::halting)) {
      ModelRegistry.Model model = TestModel.of(server.uri("tiny.pth"), content);
      Process first = FetchProbe.start(folder, model);
      requested.await();
      Process second = FetchProbe.start(folder, model);

      try (BufferedReader lines = second.inputReader()) {
        assertThat(readUntil(lines, line -> line.contains("waiting"))).contains("tiny");
        released.countDown();
        first.inputReader().transferTo(Writer.nullWriter());

        assertThat(first.waitFor()).isZero();
        assertThat(readUntil(lines, line -> line.startsWith("done"))).endsWith("tiny.pth");
        assertThat(second.waitFor()).isZero();
      }
      assertThat(server.requests()).hasSize(1);
      assertThat(folder.resolve("tiny.pth")).hasBinaryContent(content);
    }
  }

  @Test
  void processThatIsKilledLeavesItsBeginningAndNoLock() throws Exception {
    try (LoopbackServer server = new LoopbackServer(this::halting)) {
      ModelRegistry.Model model = TestModel.of(server.uri("tiny.pth"), content);
      Process first = FetchProbe.start(folder, model);
      try (BufferedReader lines = first.inputReader()) {
        readUntil(lines, line -> line.contains("tiny.pth, 0.2 of"));
      }
      first.destroyForcibly().waitFor();
    }
    try (LoopbackServer server = new LoopbackServer(LoopbackServer.file(content, ETAG))) {
      ModelRegistry.Model model = TestModel.of(server.uri("tiny.pth"), content);

      ModelStore.in(folder).fetch(model, Progress.none());

      assertThat(folder.resolve("tiny.pth")).hasBinaryContent(content);
      assertThat(server.requests()).hasSize(1);
      assertThat(server.requests().get(0).from()).isBetween(HALF / 2, HALF);
    }
  }

  private static String readUntil(BufferedReader lines, Predicate<String> wanted)
      throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (wanted.test(line)) {
        return line;
      }
    }
    return "the process ended";
  }

  @Test
  void twoThreadsFetchOnce() throws Exception {
    try (LoopbackServer server = new LoopbackServer(this::halting)) {
      ModelRegistry.Model model = TestModel.of(server.uri("tiny.pth"), content);
      FutureTask<Path> first =
          new FutureTask<>(() -> ModelStore.in(folder).fetch(model, Progress.none()));
      start(first);
      requested.await();
      CountDownLatch waiting = new CountDownLatch(1);
      FutureTask<Path> second =
          new FutureTask<>(() -> ModelStore.in(folder).fetch(model, (fraction, step) -> {
            if (step.contains("waiting")) {
              waiting.countDown();
            }
          }));
      start(second);
      waiting.await();
      released.countDown();

      assertThat(first.get(60, TimeUnit.SECONDS)).hasBinaryContent(content);
      assertThat(second.get(60, TimeUnit.SECONDS)).hasBinaryContent(content);
      assertThat(server.requests()).hasSize(1);
    }
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    thread.start();
  }
}
