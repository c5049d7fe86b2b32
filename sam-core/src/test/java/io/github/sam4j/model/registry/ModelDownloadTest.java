// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.model.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.progress.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** Downloads from servers that behave well, and from those that don't. */
final class ModelDownloadTest {
  private static final String ETAG = "\"first\"";

  private final byte[] content = TestModel.content(1, 300_007);

  @TempDir
  private Path base;

  @Test
  void fileIsFetchedOnceAndFoundFromThenOn() throws IOException {
    try (LoopbackServer server = new LoopbackServer(LoopbackServer.file(content, ETAG))) {
      ModelRegistry.Model model = TestModel.of(server.uri("tiny.pth"), content);
      ModelStore store = store();

      assertThat(store.find(model)).isEmpty();
      assertThat(store.isPresent(model)).isFalse();
      assertThat(store.fetch(model, Progress.none())).isEqualTo(folder().resolve("tiny.pth"));
      assertThat(store.fetch(model, Progress.none())).hasBinaryContent(content);

      assertThat(store.find(model)).contains(folder().resolve("tiny.pth"));
      assertThat(store.isPresent(model)).isTrue();
      assertThat(store.require(model)).isEqualTo(store.path(model));
      assertThat(server.requests()).hasSize(1);
      assertNoPart();
    }
  }

  @Test
  void cutConnectionGoesOnWhereItWasCut() throws IOException {
    try (LoopbackServer server = new LoopbackServer((request, out) -> LoopbackServer.range(
        out, content, ETAG, request.from(), Math.min(content.length, request.from() + 100_000)))) {
      ModelRegistry.Model model = TestModel.of(server.uri("tiny.pth"), content);

      assertThat(store().fetch(model, Progress.none())).hasBinaryContent(content);

      assertThat(server.requests())
          .extracting(LoopbackServer.Request::from)
          .containsExactly(0, 100_000, 200_000, 300_000);
      assertThat(server.requests().subList(1, 4))
          .allMatch(request -> request.header("if-range").equals(ETAG));
    }
  }

  @Test
  void deadServerLeavesTheBeginningForTheNextCall() throws IOException {
    try (LoopbackServer server = new LoopbackServer((request, out) -> {
      if (request.from() == 0) {
        LoopbackServer.range(out, content, ETAG, 0, 100_000);
      }
    })) {
      ModelRegistry.Model model = TestModel.of(server.uri("tiny.pth"), content);

      assertThatThrownBy(() -> store().fetch(model, Progress.none()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(server.uri("tiny.pth").toString());
      assertThat(part()).hasBinaryContent(Arrays.copyOf(content, 100_000));
      assertThat(store().find(model)).isEmpty();
    }
    try (LoopbackServer server = new LoopbackServer(LoopbackServer.file(content, ETAG))) {
      ModelRegistry.Model model = TestModel.of(server.uri("tiny.pth"), content);

      assertThat(store().fetch(model, Progress.none())).hasBinaryContent(content);

      assertThat(server.requests())
          .extracting(LoopbackServer.Request::from)
          .containsExactly(100_000);
      assertNoPart();
    }
  }

  @Test
  @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
  void serverThatRefusesRangesAndCutsTheWholeIsGivenUp() throws IOException {
    // each cut leaves a beginning, and each beginning is refused: every other request is cut
    leavePart(Arrays.copyOf(content, 1000), ETAG);
    try (LoopbackServer server = new LoopbackServer((request, out) -> {
      if (request.from() > 0) {
        LoopbackServer.head(out, "416 Range Not Satisfiable", "Content-Length: 0");
      } else {
        LoopbackServer.range(out, content, ETAG, 0, 100_000);
      }
    })) {
      ModelRegistry.Model model = TestModel.of(server.uri("tiny.pth"), content);

      assertThatThrownBy(() -> store().fetch(model, Progress.none()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(server.uri("tiny.pth").toString())
          .hasMessageContaining("after 100000 of 300007 bytes");

      assertThat(server.requests()).hasSizeBetween(2, 22);
    }
  }

  @Test
  void changedFileStartsOver() throws IOException {
    byte[] older = TestModel.content(2, content.length);
    leavePart(Arrays.copyOf(older, 1000), "\"older\"");
    try (LoopbackServer server = new LoopbackServer(LoopbackServer.file(content, ETAG))) {
      ModelRegistry.Model model = TestModel.of(server.uri("tiny.pth"), content);

      assertThat(store().fetch(model, Progress.none())).hasBinaryContent(content);

      assertThat(server.requests()).hasSize(1);
      assertThat(server.requests().get(0).header("if-range")).isEqualTo("\"older\"");
    }
  }

  @Test
  void beginningOfUnknownOriginIsTriedAndThenReplaced() throws IOException {
    leavePart(new byte[1000], "");
    try (LoopbackServer server = new LoopbackServer(LoopbackServer.file(content, ETAG))) {
      ModelRegistry.Model model = TestModel.of(server.uri("tiny.pth"), content);

      assertThat(store().fetch(model, Progress.none())).hasBinaryContent(content);

      assertThat(server.requests())
          .extracting(LoopbackServer.Request::from)
          .containsExactly(1000, 0);
    }
  }

  @Test
  void wholeFileUnderTheNameOfThePartIsOnlyChecked() throws IOException {
    leavePart(content, ETAG);
    try (LoopbackServer server = new LoopbackServer(LoopbackServer.file(content, ETAG))) {
      ModelRegistry.Model model = TestModel.of(server.uri("tiny.pth"), content);

      assertThat(store().fetch(model, Progress.none())).hasBinaryContent(content);

      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void partThatIsTooLongStartsOver() throws IOException {
    leavePart(Arrays.copyOf(content, content.length + 1), ETAG);
    try (LoopbackServer server = new LoopbackServer(LoopbackServer.file(content, ETAG))) {
      ModelRegistry.Model model = TestModel.of(server.uri("tiny.pth"), content);

      assertThat(store().fetch(model, Progress.none())).hasBinaryContent(content);

      assertThat(server.requests()).extracting(LoopbackServer.Request::from).containsExactly(0);
    }
  }

  @Test
  void serverWithoutRangesStartsOver() throws IOException {
    leavePart(Arrays.copyOf(content, 1000), ETAG);
    try (LoopbackServer server = new LoopbackServer(
        (request, out) -> LoopbackServer.range(out, content, ETAG, 0, content.length))) {
      ModelRegistry.Model model = TestModel.of(server.uri("tiny.pth"), content);

      assertThat(store().fetch(model, Progress.none())).hasBinaryContent(content);

      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void refusedRangeStartsOver() throws IOException {
    leavePart(Arrays.copyOf(content, 1000), ETAG);
    try (LoopbackServer server = new LoopbackServer((request, out) -> {
      if (request.from() > 0) {
        LoopbackServer.head(out, "416 Range Not Satisfiable", "Content-Length: 0");
      } else {
        LoopbackServer.range(out, content, ETAG, 0, content.length);
      }
    })) {
      ModelRegistry.Model model = TestModel.of(server.uri("tiny.pth"), content);

      assertThat(store().fetch(model, Progress.none())).hasBinaryContent(content);

      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void otherRangeThanTheOneAskedForStartsOver() throws IOException {
    leavePart(Arrays.copyOf(content, 1000), ETAG);
    try (LoopbackServer server = new LoopbackServer((request, out) ->
        LoopbackServer.range(out, content, ETAG, request.from() == 0 ? 0 : 500, content.length))) {
      ModelRegistry.Model model = TestModel.of(server.uri("tiny.pth"), content);

      assertThat(store().fetch(model, Progress.none())).hasBinaryContent(content);

      assertThat(server.requests())
          .extracting(LoopbackServer.Request::from)
          .containsExactly(1000, 0);
    }
  }

  @Test
  void wrongBytesAreDeletedAndReported() throws IOException {
    byte[] wrong = content.clone();
    wrong[123_456] ^= 1;
    try (LoopbackServer server = new LoopbackServer(LoopbackServer.file(wrong, ETAG))) {
      ModelRegistry.Model model = TestModel.of(server.uri("tiny.pth"), content);

      assertThatThrownBy(() -> store().fetch(model, Progress.none()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("expected a file of SHA-256 " + TestModel.sha256(content))
          .hasMessageContaining("found " + TestModel.sha256(wrong))
          .hasMessageContaining("deleted");

      assertThat(store().find(model)).isEmpty();
      assertThat(server.requests()).hasSize(1);
      assertNoPart();
    }
  }

  @Test
  void serverThatOffersAnotherSizeIsNotReadOn() throws IOException {
    byte[] page = "<html>Please log in".getBytes(StandardCharsets.US_ASCII);
    try (LoopbackServer server = new LoopbackServer(LoopbackServer.file(page, ETAG))) {
      ModelRegistry.Model model = TestModel.of(server.uri("tiny.pth"), content);

      assertThatThrownBy(() -> store().fetch(model, Progress.none()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("expected 300007 bytes")
          .hasMessageContaining("offers 19");
      assertNoPart();
    }
  }

  @Test
  void pageInPlaceOfTheFileCostsNothingThatHasCome() throws IOException {
    leavePart(Arrays.copyOf(content, 1000), ETAG);
    byte[] page = "<html>Please log in".getBytes(StandardCharsets.US_ASCII);
    try (LoopbackServer server = new LoopbackServer(LoopbackServer.file(page, "\"page\""))) {
      ModelRegistry.Model model = TestModel.of(server.uri("tiny.pth"), content);

      assertThatThrownBy(() -> store().fetch(model, Progress.none()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("offers 19");
    }
    try (LoopbackServer server = new LoopbackServer(LoopbackServer.file(content, ETAG))) {
      ModelRegistry.Model model = TestModel.of(server.uri("tiny.pth"), content);

      assertThat(store().fetch(model, Progress.none())).hasBinaryContent(content);

      assertThat(server.requests()).extracting(LoopbackServer.Request::from).containsExactly(1000);
    }
  }

  @Test
  void missingEndOfAnEndlessServerIsNotAskedForForever() throws IOException {
    try (LoopbackServer server = new LoopbackServer((request, out) ->
        LoopbackServer.range(out, content, ETAG, request.from(), request.from() + 1))) {
      ModelRegistry.Model model = TestModel.of(server.uri("tiny.pth"), content);

      assertThatThrownBy(() -> store().fetch(model, Progress.none()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("after 21 of 300007 bytes; they are kept");
    }
  }

  @Test
  void serverThatSendsTooMuchIsStoppedAtTheExpectedSize() throws IOException {
    try (LoopbackServer server = new LoopbackServer((request, out) -> {
      LoopbackServer.head(out, "200 OK");
      // without an end, and without a size
      while (true) {
        out.write(content);
      }
    })) {
      ModelRegistry.Model model = TestModel.of(server.uri("tiny.pth"), content);

      assertThatThrownBy(() -> store().fetch(model, Progress.none()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("expected 300007 bytes, the server sent more");
      assertNoPart();
    }
  }

  @Test
  void answersWithoutASizeAreTaken() throws IOException {
    try (LoopbackServer server = new LoopbackServer((request, out) -> {
      LoopbackServer.head(out, "200 OK", "Transfer-Encoding: chunked");
      chunk(out, content, 0, 200_000);
      chunk(out, content, 200_000, content.length);
      chunk(out, content, 0, 0);
    })) {
      ModelRegistry.Model model = TestModel.of(server.uri("tiny.pth"), content);

      assertThat(store().fetch(model, Progress.none())).hasBinaryContent(content);
    }
  }

  private static void chunk(OutputStream out, byte[] content, int from, int to) throws IOException {
    out.write((Integer.toHexString(to - from) + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.write(content, from, to - from);
    out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void redirectsAreFollowedWithTheRange() throws IOException {
    leavePart(Arrays.copyOf(content, 1000), ETAG);
    try (LoopbackServer server = new LoopbackServer((request, out) -> {
      if (request.target().equals("/old/tiny.pth")) {
        LoopbackServer.head(out, "302 Found", "Location: /new/tiny.pth", "Content-Length: 0");
      } else {
        LoopbackServer.file(content, ETAG).write(request, out);
      }
    })) {
      ModelRegistry.Model model = TestModel.of(server.uri("old/tiny.pth"), content);

      assertThat(store().fetch(model, Progress.none())).hasBinaryContent(content);

      assertThat(server.requests())
          .extracting(LoopbackServer.Request::target)
          .containsExactly("/old/tiny.pth", "/new/tiny.pth");
      assertThat(server.requests().get(1).from()).isEqualTo(1000);
    }
  }

  @Test
  void statusOfAnErrorIsTold() throws IOException {
    leavePart(Arrays.copyOf(content, 1000), ETAG);
    for (String status : List.of("404 Not Found", "500 Internal Server Error", "403 Forbidden")) {
      try (LoopbackServer server = new LoopbackServer(
          (request, out) -> LoopbackServer.head(out, status, "Content-Length: 0"))) {
        ModelRegistry.Model model = TestModel.of(server.uri("tiny.pth"), content);

        assertThatThrownBy(() -> store().fetch(model, Progress.none()))
            .isInstanceOf(IOException.class)
            .hasMessageContaining(server.uri("tiny.pth").toString())
            .hasMessageContaining("HTTP status " + status.substring(0, 3));
        assertThat(server.requests()).hasSize(1);
      }
    }
    assertThat(part()).as("kept for a better day").hasSize(1000);
  }

  private Path folder() {
    return base.resolve("cache").resolve("models");
  }

  private ModelStore store() {
    return ModelStore.in(folder());
  }

  private Path part() {
    return folder().resolve("tiny.pth.part");
  }

  private void leavePart(byte[] beginning, String tag) throws IOException {
    Files.createDirectories(folder());
    Files.write(part(), beginning);
    if (!tag.isEmpty()) {
      Files.writeString(folder().resolve("tiny.pth.part.tag"), tag);
    }
  }

  private void assertNoPart() {
    assertThat(part()).doesNotExist();
    assertThat(folder().resolve("tiny.pth.part.tag")).doesNotExist();
  }
}
