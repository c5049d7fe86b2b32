// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.device.Precision;
import io.github.sam4j.image.internal.files.FileTrees;
import io.github.sam4j.image.internal.files.ProcessLock;
import io.github.sam4j.internal.ort.OrtSession;
import io.github.sam4j.internal.ort.OrtTensor;
import io.github.sam4j.internal.ort.SessionSettings;
import io.github.sam4j.progress.Progress;
import io.github.sam4j.weights.WeightTensor;
import io.github.sam4j.weights.internal.format.ElementType;
import io.github.sam4j.weights.internal.graph.OnnxGraph;
import io.github.sam4j.weights.internal.graph.OnnxModel;
import io.github.sam4j.weights.internal.graph.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Entries are whole, are used again, and are made again when they are damaged. */
final class GraphCacheTest {
  private static final int SIDE = 128;
  private static final String SHA = "ab".repeat(32);

  @TempDir
  private Path folder;

  private final AtomicInteger reads = new AtomicInteger();

  private float[] weights() {
    Random random = new Random(7);
    float[] values = new float[SIDE * SIDE];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private OnnxModel model(String name) {
    return model(name, () -> {
      reads.incrementAndGet();
      return weights();
    });
  }

  private static OnnxModel model(String name, Supplier<float[]> reader) {
    OnnxGraph graph = new OnnxGraph(name);
    String x = graph.input("x", ElementType.FLOAT32, Shape.fixed(1, SIDE));
    WeightTensor matrix = WeightTensor.stored(reader, SIDE, SIDE);
    graph.output(graph.matMul(x, graph.constant("matrix", matrix)), "y", Shape.fixed(1, SIDE));
    return graph.toModel();
  }

  private static float[] run(OrtSession session) {
    try (session;
        OrtTensor x = OrtTensor.floats(1, SIDE);
        OrtTensor y = OrtTensor.floats(1, SIDE)) {
      for (int i = 0; i < SIDE; i++) {
        x.floatBuffer().put(i, i - 50f);
      }
      session.run(Map.of("x", x), Map.of("y", y));
      float[] values = new float[SIDE];
      y.floatBuffer().get(values);
      return values;
    }
  }

  private List<Path> entries() throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      return found.toList();
    }
  }

  @Test
  void graphFromTheCacheComputesWhatOneInMemoryDoes() throws IOException {
    OnnxModel model = model("a");
    Path file = new GraphCache(folder).require(SHA, model, Precision.FLOAT32);

    float[] kept = run(OrtSession.load("kept", file, SessionSettings.cpu(1)));

    assertThat(kept)
        .isEqualTo(run(OrtSession.load("made", model.toBytes(), SessionSettings.cpu(1))));
  }

  @Test
  void halfPrecisionIsAnEntryOfItsOwnWithHalfTheConstants() throws IOException {
    OnnxModel model = model("a");
    GraphCache cache = new GraphCache(folder);
    Path whole = cache.require(SHA, model, Precision.FLOAT32);
    Path half = cache.require(SHA, model, Precision.FLOAT16);

    assertThat(half).isNotEqualTo(whole);
    assertThat(Files.size(half.resolveSibling("graph.constants")))
        .isEqualTo(Files.size(whole.resolveSibling("graph.constants")) / 2);
    float[] expected =
        run(OrtSession.load("made", model.inHalfPrecision().toBytes(), SessionSettings.cpu(1)));
    assertThat(run(OrtSession.load("half", half, SessionSettings.cpu(1)))).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource
  void secondCallReadsNoWeights(Precision precision) throws IOException {
    Path first = new GraphCache(folder).require(SHA, model("a"), precision);
    int before = reads.get();
    Path second = new GraphCache(folder).require(SHA, model("a"), precision);

    assertThat(second).isEqualTo(first);
    assertThat(before).isPositive();
    assertThat(reads).hasValue(before);
  }

  @Test
  void otherWeightsAndOtherGraphsAreOtherEntries() throws IOException {
    GraphCache cache = new GraphCache(folder);

    assertThat(Stream.of(
            cache.require(SHA, model("a"), Precision.FLOAT32),
            cache.require(SHA, model("b"), Precision.FLOAT32),
            cache.require("cd".repeat(32), model("a"), Precision.FLOAT32)))
        .doesNotHaveDuplicates();
    assertThat(reads).hasValue(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"graph.onnx", "graph.constants", "files"})
  void flippedByteIsNoticedAndTheEntryWrittenAgain(String name) throws IOException {
    GraphCache cache = new GraphCache(folder);
    Path damaged = cache.require(SHA, model("a"), Precision.FLOAT32).resolveSibling(name);
    byte[] good = Files.readAllBytes(damaged);
    byte[] bad = good.clone();
    bad[bad.length / 2] ^= 4;
    Files.write(damaged, bad);

    cache.require(SHA, model("a"), Precision.FLOAT32);

    assertThat(reads).hasValue(2);
    assertThat(damaged).hasBinaryContent(good);
  }

  @ParameterizedTest
  @ValueSource(strings = {"graph.onnx", "graph.constants", "files"})
  void missingFileIsNoticedAndTheEntryWrittenAgain(String name) throws IOException {
    GraphCache cache = new GraphCache(folder);
    Path missing = cache.require(SHA, model("a"), Precision.FLOAT32).resolveSibling(name);
    Files.delete(missing);

    cache.require(SHA, model("a"), Precision.FLOAT32);

    assertThat(missing).exists();
  }

  @Test
  void failureLeavesNothingBehind() {
    OnnxModel failing = model("a", () -> {
      throw new UncheckedIOException(new IOException("the file shrank"));
    });

    assertThatThrownBy(() -> new GraphCache(folder).require(SHA, failing, Precision.FLOAT32))
        .hasMessageContaining("the file shrank");

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void folderThatCannotBeMadeIsNamed() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> new GraphCache(file).require(SHA, model("a"), Precision.FLOAT32))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("can't keep the graph of 65536 bytes in " + file);
  }

  /** Does the same on four threads that start together. */
  private static void atOnce(Callable<Path> task) throws Exception {
    int count = 4;
    CyclicBarrier start = new CyclicBarrier(count);
    ExecutorService threads = Executors.newFixedThreadPool(count);
    Callable<Path> tied = () -> {
      start.await(10, TimeUnit.SECONDS);
      return task.call();
    };
    try {
      for (Future<Path> file : threads.invokeAll(Collections.nCopies(count, tied))) {
        assertThat(file.get()).exists();
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void severalAtOnceLeaveOneWholeEntry() throws Exception {
    atOnce(() -> new GraphCache(folder).require(SHA, model("a"), Precision.FLOAT32));

    assertThat(entries()).hasSize(1);
    int before = reads.get();
    new GraphCache(folder).require(SHA, model("a"), Precision.FLOAT32);
    assertThat(reads).hasValue(before);
  }

  @Test
  void severalThatFindADamagedEntryLeaveThatOfEachOtherAlone() throws Exception {
    Path graph = new GraphCache(folder).require(SHA, model("a"), Precision.FLOAT32);
    Path list = graph.resolveSibling("files");
    for (int round = 0; round < 20; round++) {
      Files.writeString(list, "damaged");

      atOnce(() -> {
        Path file = new GraphCache(folder).require(SHA, model("a"), Precision.FLOAT32);
        // what loading it does, a while later
        for (int i = 0; i < 20; i++) {
          assertThat(file.resolveSibling("graph.constants")).hasSize(4L * SIDE * SIDE);
          Thread.sleep(1);
        }
        return file;
      });
    }
  }

  @Test
  void damagedEntryThatAnotherHasWrittenAgainIsUsed() throws Exception {
    Path graph = new GraphCache(folder).require(SHA, model("a"), Precision.FLOAT32);
    Path entry = Objects.requireNonNull(graph.getParent());
    Path good = Files.move(entry, folder.resolve("good"));
    Files.createFile(Files.createDirectory(entry).resolve("graph.onnx"));
    FutureTask<Path> second =
        new FutureTask<>(() -> new GraphCache(folder).require(SHA, model("a"), Precision.FLOAT32));
    Thread thread = new Thread(second);

    ProcessLock lock = ProcessLock.acquire(folder, GraphCache.LOCK, "", Progress.none());
    try {
      thread.start();
      while (thread.isAlive() && thread.getState() != Thread.State.TIMED_WAITING) {
        Thread.sleep(1);
      }
      FileTrees.delete(entry);
      Files.move(good, entry);
    } finally {
      lock.close();
    }

    assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo(graph);
    assertThat(reads).hasValue(1);
  }

  @Test
  void severalAtOnceDeleteWhatKilledProcessesLeft() throws Exception {
    for (int i = 0; i < 200; i++) {
      Path left = Files.createDirectory(folder.resolve(".unfinished-" + i));
      Files.createFile(left.resolve("graph.onnx"));
      Files.createFile(left.resolve("graph.constants"));
      Files.setLastModifiedTime(left, FileTime.fromMillis(0));
    }

    atOnce(() -> new GraphCache(folder).require(SHA, model("a"), Precision.FLOAT32));

    assertThat(entries()).hasSize(1);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void leftoverThatCannotBeDeletedIsNoFailure(@TempDir Path parent) throws IOException {
    Path cache = parent.resolve("cache");
    Path stuck = cache.resolve(".unfinished-1");
    try (UndeletableFolder made = UndeletableFolder.make(stuck, parent.resolve("spare"))) {
      assertThat(made).isNotNull();

      assertThat(new GraphCache(cache).require(SHA, model("a"), Precision.FLOAT32))
          .exists();

      assertThat(stuck).exists();
    }
  }

  @Test
  void entryThatNobodyUsedFor30DaysGoesWhenAnotherIsWritten() throws IOException {
    Path used = new GraphCache(folder).require(SHA, model("used"), Precision.FLOAT32);
    Path unused = new GraphCache(folder).require(SHA, model("unused"), Precision.FLOAT32);
    after(20).require(SHA, model("used"), Precision.FLOAT32);

    after(29).require(SHA, model("b"), Precision.FLOAT32);
    assertThat(unused).exists();
    after(31).require(SHA, model("b"), Precision.FLOAT32);
    assertThat(unused).as("nothing was written").exists();
    after(31).require(SHA, model("c"), Precision.FLOAT32);

    assertThat(unused.getParent()).doesNotExist();
    assertThat(used).exists();
    assertThat(entries()).hasSize(3);
  }

  /** A cache on a day that comes. */
  private GraphCache after(int days) {
    return new GraphCache(folder, Clock.offset(Clock.systemUTC(), Duration.ofDays(days)));
  }

  @Test
  void oldFoldersOfOthersAreLeftAlone() throws IOException {
    Path sameName = Files.createDirectory(folder.resolve("cd".repeat(32)));
    Path file = Files.createFile(sameName.resolve("letter.txt"));
    Path otherName = Files.createDirectory(folder.resolve("letters"));
    for (Path each : List.of(sameName, otherName)) {
      Files.setLastModifiedTime(each, FileTime.fromMillis(0));
    }

    new GraphCache(folder).require(SHA, model("a"), Precision.FLOAT32);

    assertThat(file).exists();
    assertThat(otherName).exists();
  }

  @Test
  void nothingIsWhatAKilledProcessLeaves() throws IOException {
    Path unfinished = Files.createDirectory(folder.resolve(".unfinished-1"));
    Files.createFile(unfinished.resolve("graph.onnx"));

    new GraphCache(folder).require(SHA, model("a"), Precision.FLOAT32);

    assertThat(reads).hasValue(1);
    assertThat(unfinished).exists();
    Files.setLastModifiedTime(unfinished, FileTime.fromMillis(0));
    new GraphCache(folder).require(SHA, model("b"), Precision.FLOAT32);
    assertThat(unfinished).doesNotExist();
  }
}
