package io.github.sam4j.internal.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.internal.graph.OnnxGraph;
import io.github.sam4j.internal.graph.OnnxModel;
import io.github.sam4j.internal.ort.OrtSession;
import io.github.sam4j.internal.ort.OrtTensor;
import io.github.sam4j.internal.ort.SessionSettings;
import io.github.sam4j.model.weights.WeightTensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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
    String x = graph.input("x", OnnxGraph.FLOAT, 1, SIDE);
    WeightTensor matrix = WeightTensor.stored(reader, SIDE, SIDE);
    graph.output(graph.matMul(x, graph.constant("matrix", matrix)), "y", 1, SIDE);
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
    Path file = new GraphCache(folder).require(SHA, model);

    float[] kept = run(OrtSession.load("kept", file, SessionSettings.cpu(1)));

    assertThat(kept)
        .isEqualTo(run(OrtSession.load("made", model.toBytes(), SessionSettings.cpu(1))));
  }

  @Test
  void halfPrecisionIsAnEntryOfItsOwnWithHalfTheConstants() throws IOException {
    OnnxModel model = model("a");
    GraphCache cache = new GraphCache(folder);
    Path whole = cache.require(SHA, model);
    Path half = cache.require(SHA, model.inHalfPrecision());

    assertThat(half).isNotEqualTo(whole);
    assertThat(Files.size(half.resolveSibling("graph.constants")))
        .isEqualTo(Files.size(whole.resolveSibling("graph.constants")) / 2);
    float[] expected =
        run(OrtSession.load("made", model.inHalfPrecision().toBytes(), SessionSettings.cpu(1)));
    assertThat(run(OrtSession.load("half", half, SessionSettings.cpu(1)))).isEqualTo(expected);
  }

  @Test
  void secondCallReadsNoWeights() throws IOException {
    Path first = new GraphCache(folder).require(SHA, model("a"));
    Path second = new GraphCache(folder).require(SHA, model("a"));

    assertThat(second).isEqualTo(first);
    assertThat(reads).hasValue(1);
  }

  @Test
  void otherWeightsAndOtherGraphsAreOtherEntries() throws IOException {
    GraphCache cache = new GraphCache(folder);

    assertThat(Stream.of(
            cache.require(SHA, model("a")),
            cache.require(SHA, model("b")),
            cache.require("cd".repeat(32), model("a"))))
        .doesNotHaveDuplicates();
    assertThat(reads).hasValue(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"graph.onnx", "graph.constants", "files"})
  void flippedByteIsNoticedAndTheEntryWrittenAgain(String name) throws IOException {
    GraphCache cache = new GraphCache(folder);
    Path damaged = cache.require(SHA, model("a")).resolveSibling(name);
    byte[] good = Files.readAllBytes(damaged);
    byte[] bad = good.clone();
    bad[bad.length / 2] ^= 4;
    Files.write(damaged, bad);

    cache.require(SHA, model("a"));

    assertThat(reads).hasValue(2);
    assertThat(damaged).hasBinaryContent(good);
  }

  @ParameterizedTest
  @ValueSource(strings = {"graph.onnx", "graph.constants", "files"})
  void missingFileIsNoticedAndTheEntryWrittenAgain(String name) throws IOException {
    GraphCache cache = new GraphCache(folder);
    Path missing = cache.require(SHA, model("a")).resolveSibling(name);
    Files.delete(missing);

    cache.require(SHA, model("a"));

    assertThat(missing).exists();
  }

  @Test
  void failureLeavesNothingBehind() {
    OnnxModel failing = model("a", () -> {
      throw new UncheckedIOException(new IOException("the file shrank"));
    });

    assertThatThrownBy(() -> new GraphCache(folder).require(SHA, failing))
        .hasMessageContaining("the file shrank");

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void folderThatCannotBeMadeIsNamed() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> new GraphCache(file).require(SHA, model("a")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("can't keep the graph of 65536 bytes in " + file);
  }

  @Test
  void severalAtOnceLeaveOneWholeEntry() throws Exception {
    int count = 4;
    CyclicBarrier start = new CyclicBarrier(count);
    ExecutorService threads = Executors.newFixedThreadPool(count);
    List<Callable<Path>> tasks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tasks.add(() -> {
        OnnxModel model = model("a");
        start.await(10, TimeUnit.SECONDS);
        return new GraphCache(folder).require(SHA, model);
      });
    }
    try {
      for (Future<Path> file : threads.invokeAll(tasks)) {
        assertThat(file.get()).exists();
      }
    } finally {
      threads.shutdown();
    }

    assertThat(entries()).hasSize(1);
    int before = reads.get();
    new GraphCache(folder).require(SHA, model("a"));
    assertThat(reads).hasValue(before);
  }

  @Test
  void nothingIsWhatAKilledProcessLeaves() throws IOException {
    Path unfinished = Files.createDirectory(folder.resolve(".unfinished-1"));
    Files.createFile(unfinished.resolve("graph.onnx"));

    new GraphCache(folder).require(SHA, model("a"));

    assertThat(reads).hasValue(1);
    assertThat(unfinished).exists();
    Files.setLastModifiedTime(unfinished, FileTime.fromMillis(0));
    new GraphCache(folder).require(SHA, model("b"));
    assertThat(unfinished).doesNotExist();
  }
}
