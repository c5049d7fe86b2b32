// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.model.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.internal.cache.CacheFolder;
import io.github.sam4j.internal.cache.Environment;
import io.github.sam4j.progress.Progress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class ModelStoreTest {
  private static final String ETAG = "\"first\"";
  private static final URI NOWHERE = URI.create("https://models.invalid/tiny.pth");
  /** To connect to this machine, also when it is busy. */
  private static final Duration PATIENT = Duration.ofSeconds(60);

  private final byte[] content = TestModel.content(4, 100_003);

  @TempDir
  private Path folder;

  @Test
  void fileThatWasBroughtByHandIsVerifiedOnce() throws IOException {
    ModelRegistry.Model model = TestModel.of(NOWHERE, content);
    ModelStore store = ModelStore.in(folder);
    Path file = Files.write(store.path(model), content);
    FileTime time = Files.getLastModifiedTime(file);

    assertThat(store.require(model)).isEqualTo(file);
    assertThat(store.fetch(model, Progress.none())).isEqualTo(file);
    // the size and the time are all that is looked at from now on
    Files.write(file, damaged());
    Files.setLastModifiedTime(file, time);
    assertThat(store.require(model)).isEqualTo(file);
  }

  @Test
  void changedFileIsVerifiedAnew() throws IOException {
    ModelRegistry.Model model = TestModel.of(NOWHERE, content);
    ModelStore store = ModelStore.in(folder);
    Path file = Files.write(store.path(model), content);
    store.require(model);

    Files.write(file, damaged());
    Files.setLastModifiedTime(file, FileTime.fromMillis(1));

    assertThat(store.find(model)).contains(file);
    assertThatThrownBy(() -> store.require(model))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("expected SHA-256 " + TestModel.sha256(content))
        .hasMessageContaining("found " + TestModel.sha256(damaged()))
        .hasMessageContaining("./sam4j models fetch tiny");
  }

  @Test
  void verifyTrustsNoMemory() throws IOException {
    ModelRegistry.Model model = TestModel.of(NOWHERE, content);
    ModelStore store = ModelStore.in(folder);
    Path file = Files.write(store.path(model), content);
    FileTime time = Files.getLastModifiedTime(file);
    store.verify(model, Progress.none());

    Files.write(file, damaged());
    Files.setLastModifiedTime(file, time);

    assertThatThrownBy(() -> store.verify(model, Progress.none()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is damaged");
    assertThat(file).as("left to the user").exists();
  }

  private byte[] damaged() {
    byte[] damaged = content.clone();
    damaged[77] ^= 4;
    return damaged;
  }

  @Test
  void fetchReplacesADamagedFile() throws IOException {
    try (LoopbackServer server = new LoopbackServer(LoopbackServer.file(content, ETAG))) {
      ModelRegistry.Model model = TestModel.of(server.uri("tiny.pth"), content);
      ModelStore store = ModelStore.in(folder);
      Files.write(store.path(model), damaged());

      assertThat(store.fetch(model, Progress.none())).hasBinaryContent(content);
    }
  }

  @Test
  void missingFileComesWithTheWayToGetIt() throws IOException {
    ModelRegistry.Model model = TestModel.of(NOWHERE, content);
    ModelStore store = ModelStore.in(folder);

    assertThatThrownBy(() -> store.require(model))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("./sam4j models fetch tiny")
        .hasMessageContaining(NOWHERE + " (100003 bytes) to " + folder.resolve("tiny.pth"));
    assertThatThrownBy(() -> store.verify(model, Progress.none()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("tiny is not in " + folder);
  }

  @Test
  void fileOfAnotherSizeIsNone() throws IOException {
    ModelRegistry.Model model = TestModel.of(NOWHERE, content);
    ModelStore store = ModelStore.in(folder);
    Files.write(store.path(model), Arrays.copyOf(content, 10));

    assertThat(store.find(model)).isEmpty();
    assertThatThrownBy(() -> store.require(model))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is no file of 100003 bytes");
  }

  @Test
  void offlineSaysWhatIsMissingAndWhereToPutIt() throws IOException {
    try (LoopbackServer server = new LoopbackServer(LoopbackServer.file(content, ETAG))) {
      ModelRegistry.Model model = TestModel.of(server.uri("tiny.pth"), content);
      ModelStore store = ModelStore.builder(folder).offline(true).build();

      assertThatThrownBy(() -> store.fetch(model, Progress.none()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("sam4j.offline")
          .hasMessageContaining("SAM4J_OFFLINE")
          .hasMessageContaining(server.uri("tiny.pth") + " (100003 bytes)")
          .hasMessageContaining(folder.resolve("tiny.pth").toString());
      Files.write(store.path(model), content);
      assertThat(store.fetch(model, Progress.none())).hasBinaryContent(content);
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void mirrorHasTheFileRightBelowItsAddress() throws IOException {
    try (LoopbackServer server = new LoopbackServer(LoopbackServer.file(content, ETAG))) {
      ModelRegistry.Model model = TestModel.of(NOWHERE, content);
      for (String base : List.of("mirror/sam", "mirror/sam/")) {
        Path place = folder.resolve(Integer.toString(base.length()));

        ModelStore.builder(place).mirror(server.uri(base)).build().fetch(model, Progress.none());

        assertThat(place.resolve("tiny.pth")).hasBinaryContent(content);
      }
      assertThat(server.requests())
          .extracting(LoopbackServer.Request::target)
          .containsOnly("/mirror/sam/tiny.pth");
    }
  }

  @Test
  void mirrorIsTrustedNoMoreThanOthers() throws IOException {
    try (LoopbackServer server = new LoopbackServer(LoopbackServer.file(damaged(), ETAG))) {
      ModelRegistry.Model model = TestModel.of(NOWHERE, content);
      ModelStore store = ModelStore.builder(folder).mirror(server.uri("")).build();

      assertThatThrownBy(() -> store.fetch(model, Progress.none()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("SHA-256");
    }
  }

  @Test
  void defaultProxyIsAsked() throws IOException {
    ProxySelector before = ProxySelector.getDefault();
    try (LoopbackServer proxy = new LoopbackServer(LoopbackServer.file(content, ETAG))) {
      ProxySelector.setDefault(ProxySelector.of(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.uri("").getPort())));
      ModelRegistry.Model model =
          TestModel.of(URI.create("http://models.invalid/tiny.pth"), content);

      assertThat(ModelStore.in(folder).fetch(model, Progress.none())).hasBinaryContent(content);

      assertThat(proxy.requests())
          .extracting(LoopbackServer.Request::target)
          .containsExactly("http://models.invalid/tiny.pth");
    } finally {
      ProxySelector.setDefault(before);
    }
  }

  @Test
  void serverThatIsNotThereIsTold() throws IOException {
    URI gone;
    try (LoopbackServer server = new LoopbackServer((request, out) -> {})) {
      gone = server.uri("tiny.pth");
    }
    ModelRegistry.Model model = TestModel.of(gone, content);

    assertThatThrownBy(() -> ModelStore.in(folder).fetch(model, Progress.none()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(gone + ": no connection")
        .hasMessageContaining("proxy")
        .hasMessageContaining("SAM4J_MODELS_MIRROR");
  }

  @Test
  void serverThatNeverAnswersIsGivenUp() throws IOException {
    try (LoopbackServer server =
        new LoopbackServer((request, out) -> new CountDownLatch(1).await())) {
      ModelRegistry.Model model = TestModel.of(server.uri("tiny.pth"), content);
      ModelStore store = ModelStore.builder(folder)
          .connectTimeout(Duration.ofSeconds(2))
          .readTimeout(Duration.ofMillis(1))
          .build();

      assertThatThrownBy(() -> store.fetch(model, Progress.none()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no answer within 2001 ms");
    }
  }

  @Test
  void serverThatFallsSilentIsAskedOnceMoreAndGivenUp() throws IOException {
    try (LoopbackServer server = silentAfter(40_000)) {
      ModelRegistry.Model model = TestModel.of(server.uri("tiny.pth"), content);
      ModelStore store = ModelStore.builder(folder)
          .connectTimeout(PATIENT)
          .readTimeout(Duration.ofSeconds(1))
          .build();

      assertThatThrownBy(() -> store.fetch(model, Progress.none()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("nothing came for 1000 ms after 40000 of 100003 bytes");

      assertThat(server.requests())
          .extracting(LoopbackServer.Request::from)
          .containsExactly(0, 40_000);
    }
  }

  /** Sends the content up to an index, and then nothing more. */
  private LoopbackServer silentAfter(int bytes) throws IOException {
    return new LoopbackServer((request, out) -> {
      LoopbackServer.range(out, content, ETAG, request.from(), bytes);
      new CountDownLatch(1).await();
    });
  }

  @Test
  void progressRisesToTheEnd() throws IOException {
    // the beginning of another file: all comes anew when the checksum is wrong
    Files.write(folder.resolve("tiny.pth.part"), new byte[50_000]);
    try (LoopbackServer server = new LoopbackServer(LoopbackServer.file(content, ETAG))) {
      ModelRegistry.Model model = TestModel.of(server.uri("tiny.pth"), content);
      List<Double> fractions = new ArrayList<>();
      List<String> steps = new ArrayList<>();

      ModelStore.in(folder).fetch(model, (fraction, step) -> {
        fractions.add(fraction);
        steps.add(step);
      });

      assertThat(server.requests()).hasSize(2);
      assertThat(fractions).isSorted().endsWith(1.0);
      assertThat(steps).contains("tiny: tiny.pth, 0.1 of 0.1 MB");
    }
  }

  @Test
  void cancelledDownloadKeepsWhatHasCome() throws IOException {
    try (LoopbackServer server = silentAfter(40_000)) {
      ModelRegistry.Model model = TestModel.of(server.uri("tiny.pth"), content);
      Progress impatient = new Progress() {
        private boolean enough;

        @Override
        public void update(double fraction, String step) {
          enough = fraction > 0.2;
        }

        @Override
        public boolean isCancelled() {
          return enough;
        }
      };

      assertThatThrownBy(() -> ModelStore.in(folder).fetch(model, impatient))
          .isInstanceOf(CancellationException.class);

      assertThat(Files.size(folder.resolve("tiny.pth.part"))).isBetween(20_000L, 40_000L);
    }
  }

  @Test
  void interruptEndsADownloadAndFreesTheFolder() throws IOException {
    try (LoopbackServer server = silentAfter(40_000)) {
      ModelRegistry.Model model = TestModel.of(server.uri("tiny.pth"), content);

      assertThatThrownBy(() -> ModelStore.in(folder).fetch(model, (fraction, step) -> {
            if (fraction > 0.2) {
              Thread.currentThread().interrupt();
            }
          }))
          .isInstanceOf(CancellationException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
    try (LoopbackServer server = new LoopbackServer(LoopbackServer.file(content, ETAG))) {
      ModelRegistry.Model model = TestModel.of(server.uri("tiny.pth"), content);

      assertThat(ModelStore.in(folder).fetch(model, Progress.none())).hasBinaryContent(content);

      assertThat(server.requests().get(0).from()).isPositive();
    }
  }

  @Test
  void interruptWhileWaitingForAnAnswerEndsTheWait() throws IOException {
    Thread caller = Thread.currentThread();
    try (LoopbackServer server = new LoopbackServer((request, out) -> {
      caller.interrupt();
      new CountDownLatch(1).await();
    })) {
      ModelRegistry.Model model = TestModel.of(server.uri("tiny.pth"), content);

      assertThatThrownBy(() -> ModelStore.in(folder).fetch(model, Progress.none()))
          .isInstanceOf(CancellationException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void settingsComeFromPropertiesOrElseTheEnvironment() throws IOException {
    ModelRegistry.Model model = TestModel.of(NOWHERE, content);
    Map<String, String> variables = Map.of(
        CacheFolder.VARIABLE, folder.toString(),
        ModelStore.MIRROR_VARIABLE, "https://variable.invalid/models",
        ModelStore.OFFLINE_VARIABLE, "1");
    ModelStore variable = ModelStore.standard(new Environment(Map.of(), variables));
    ModelStore property = ModelStore.standard(new Environment(
        Map.of(
            ModelStore.MIRROR_PROPERTY,
            "http://property.invalid",
            ModelStore.OFFLINE_PROPERTY,
            "false"),
        variables));

    assertThat(variable.folder()).isEqualTo(folder.resolve("models"));
    assertThat(variable.source(model)).hasToString("https://variable.invalid/models/tiny.pth");
    assertThat(variable.isOffline()).isTrue();
    assertThat(property.source(model)).hasToString("http://property.invalid/tiny.pth");
    assertThat(property.isOffline()).isFalse();
  }

  @Test
  void offlineHasSeveralSpellings() {
    assertThat(offline("")).isTrue();
    assertThat(offline("TRUE")).isTrue();
    assertThat(offline("yes")).isTrue();
    assertThat(offline("0")).isFalse();
    assertThatThrownBy(() -> offline("maybe"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sam4j.offline")
        .hasMessageContaining("maybe");
  }

  private boolean offline(String value) {
    return ModelStore.standard(new Environment(
            Map.of(CacheFolder.PROPERTY, folder.toString(), ModelStore.OFFLINE_PROPERTY, value),
            Map.of()))
        .isOffline();
  }

  @Test
  void toBuilderKeepsEverything() throws IOException {
    ModelStore store = ModelStore.builder(folder)
        .mirror(URI.create("https://mirror.invalid/a"))
        .offline(true)
        .build();

    ModelStore copy = store.toBuilder().readTimeout(PATIENT).build();

    assertThat(copy.isOffline()).isTrue();
    assertThat(copy.folder()).isEqualTo(store.folder());
    assertThat(copy.toBuilder().offline(false).build().isOffline()).isFalse();
  }

  @Test
  void settingsThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> ModelStore.builder(folder).mirror(URI.create("ftp://mirror.invalid")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ftp://mirror.invalid");
    assertThatThrownBy(() -> ModelStore.builder(folder).mirror(URI.create("mirror")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ModelStore.standard(new Environment(
            Map.of(
                CacheFolder.PROPERTY,
                folder.toString(),
                ModelStore.MIRROR_PROPERTY,
                "https://two words"),
            Map.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two words");
    assertThatThrownBy(() -> ModelStore.builder(folder).connectTimeout(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PT0S");
  }
}
