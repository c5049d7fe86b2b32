package io.github.sam4j.internal.inference;

import io.github.sam4j.image.RgbImage;
import io.github.sam4j.image.internal.jvm.Interruption;
import io.github.sam4j.internal.cache.EmbeddingKeys;
import io.github.sam4j.internal.cache.EmbeddingStore;
import io.github.sam4j.internal.cache.StoreSettings;
import io.github.sam4j.internal.memory.Closing;
import io.github.sam4j.internal.ort.OrtSession;
import io.github.sam4j.internal.ort.OrtTensor;
import io.github.sam4j.internal.ort.SessionSettings;
import io.github.sam4j.internal.ort.StopSignal;
import io.github.sam4j.internal.ort.TensorMemory;
import io.github.sam4j.internal.preprocessing.FrameResize;
import io.github.sam4j.mask.LowResLogits;
import io.github.sam4j.model.InferenceException;
import io.github.sam4j.model.SamModel;
import io.github.sam4j.weights.ModelSpec;
import io.github.sam4j.weights.internal.architecture.DecoderWeights;
import io.github.sam4j.weights.internal.architecture.EncoderWeights;
import io.github.sam4j.weights.internal.graph.OnnxModel;
import io.github.sam4j.weights.internal.network.EncoderGraphs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A loaded model: its sessions, and the threads that work on masks. */
public final class SamEngine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SamEngine.class);

  private final SamModel model;
  private final GraphLoader loader;
  private final TensorMemory memory;
  private final ImageGate gate;
  private final ImageEncoder encoder;
  private final MaskDecoder decoder;
  private final @Nullable KeptEmbeddings kept;
  private final ExecutorService workers;
  private final ExecutorService maskWorkers;
  private @Nullable GridDecoder gridDecoder;
  private volatile boolean closed;

  private SamEngine(
      SamModel model,
      GraphLoader loader,
      TensorMemory memory,
      ImageEncoder encoder,
      MaskDecoder decoder,
      @Nullable KeptEmbeddings kept) {
    this.model = model;
    this.loader = loader;
    this.memory = memory;
    this.encoder = encoder;
    this.decoder = decoder;
    this.kept = kept;
    EngineSettings settings = loader.settings();
    this.gate = new ImageGate(settings.imagesInFlight());
    this.workers = Executors.newFixedThreadPool(settings.workers(), SamEngine::daemon);
    // threads of their own: the masks of a prompt must not wait for a whole grid of points
    this.maskWorkers = Executors.newFixedThreadPool(settings.workers(), SamEngine::daemon);
  }

  /**
   * Loads a model; the caller closes the engine.
   *
   * @throws IllegalArgumentException if the encoder's file isn't a graph that ONNX Runtime can
   *     load, or isn't an image encoder that fits the decoder, or embeddings are to be kept in a
   *     file
   * @throws InferenceException if ONNX Runtime can't load a graph for the device
   * @throws UncheckedIOException if the encoder file can't be read, or the folder of embeddings not
   *     be made
   */
  public static SamEngine load(SamModel model, EngineSettings settings) {
    return load(model, settings, TensorMemory.of(settings.session("memory")));
  }

  /**
   * Loads a model as {@link #load(SamModel, EngineSettings)} does, its graphs rewritten. No
   * embeddings are kept: nothing would tell those of different rewriters apart.
   */
  public static SamEngine load(SamModel model, EngineSettings settings, GraphRewriter rewriter) {
    TensorMemory memory = TensorMemory.of(settings.session("memory"));
    return load(model, new GraphLoader(settings.withoutEmbeddingStore(), rewriter), memory);
  }

  /** Loads a model whose tensors live in a memory of the caller's choice; takes it over. */
  static SamEngine load(SamModel model, EngineSettings settings, TensorMemory memory) {
    return load(model, new GraphLoader(settings, GraphRewriter.of(settings)), memory);
  }

  private static SamEngine load(SamModel model, GraphLoader loader, TensorMemory memory) {
    Deque<Runnable> opened = new ArrayDeque<>(List.of(memory::close));
    try {
      Optional<StoreSettings> store = loader.settings().embeddingStore();
      // before the work, while the folder itself is made after it: a failure leaves none behind
      store.ifPresent(settings -> EmbeddingStore.checkFolder(settings.folder()));
      DecoderWeights weights = DecoderWeights.of(model.decoder());
      Optional<OnnxModel> graph = model
          .encoder()
          .map(tensors -> EncoderGraphs.of(EncoderWeights.of(tensors), model.spec()));
      ImageEncoder encoder = loadEncoder(model, graph, weights.width(), loader, memory);
      opened.push(encoder::close);
      MaskDecoder decoder = loadDecoder(model, weights, loader, memory);
      opened.push(decoder::close);
      KeptEmbeddings kept = null;
      if (store.isPresent()) {
        EmbeddingKeys keys =
            EmbeddingOrigin.keys(model, graph, loader.settings(), store.get().halves());
        kept = new KeptEmbeddings(
            EmbeddingStore.open(store.get()), keys, memory, encoder.embeddingShape());
      }
      LOG.info("model {} runs with {}", model.name(), loader.settings());
      return new SamEngine(model, loader, memory, encoder, decoder, kept);
    } catch (RuntimeException | Error e) {
      Closing.after(e, opened.toArray(Runnable[]::new));
      throw e;
    }
  }

  private static ImageEncoder loadEncoder(
      SamModel model,
      Optional<OnnxModel> graph,
      int width,
      GraphLoader loader,
      TensorMemory memory) {
    try {
      return new ImageEncoder(
          encoderSession(model, graph, loader),
          memory,
          model.spec(),
          width,
          loader.settings().encodesOnFixedTensors());
    } catch (IOException e) {
      throw unreadable(model, e);
    } catch (UncheckedIOException e) {
      throw unreadable(model, new IOException(e.getMessage(), e));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(model.encoderSource() + ": " + e.getMessage(), e);
    } catch (InferenceException e) {
      String message = model.encoderSource() + ": " + e.getMessage();
      throw fileIsAtFault(model, loader.settings())
          ? new IllegalArgumentException(message, e)
          : new InferenceException(message, e);
    }
  }

  private static MaskDecoder loadDecoder(
      SamModel model, DecoderWeights weights, GraphLoader loader, TensorMemory memory) {
    try {
      return new MaskDecoder(weights, model.spec(), loader, memory);
    } catch (UncheckedIOException e) {
      // a checkpoint: the weights of a decoder file are in memory
      throw unreadable(model, new IOException(e.getMessage(), e));
    }
  }

  private static UncheckedIOException unreadable(SamModel model, IOException reason) {
    return new UncheckedIOException(model.encoderSource() + ": " + reason.getMessage(), reason);
  }

  /**
   * Returns whether an encoder couldn't be loaded because of its file, not because of the device: a
   * graph that is run as it is, and that the CPU can't load either.
   */
  private static boolean fileIsAtFault(SamModel model, EngineSettings settings) {
    Optional<Path> file = model.encoderFile();
    if (file.isEmpty()) {
      return false;
    }
    if (!settings.device().hasMemory()) {
      return true;
    }
    SessionSettings cpu = SessionSettings.cpu(settings.threads());
    try {
      OrtSession.load("image encoder", file.get(), cpu).close();
      return false;
    } catch (IllegalArgumentException | InferenceException e) {
      return true;
    }
  }

  private static OrtSession encoderSession(
      SamModel model, Optional<OnnxModel> graph, GraphLoader loader) throws IOException {
    String name = "image encoder";
    return graph.isPresent()
        ? loader.loadFixed(name, graph.get(), model::encoderSha256)
        : loader.loadFixed(name, model.encoderFile().orElseThrow());
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "sam4j-worker");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Does what needs the sessions or the workers. Any of them may be closed while it goes on; then,
   * too, the caller learns what is closed from the caller's point of view.
   */
  private <T> T whileOpen(Supplier<T> task) {
    checkOpen();
    try {
      return task.get();
    } catch (IllegalStateException | RejectedExecutionException e) {
      checkOpen();
      throw e;
    }
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("SamSegmenter is closed");
    }
  }

  /** Encodes an image, or finds its embedding; the caller closes the result. */
  public EncodedImage encode(RgbImage image) {
    return encode(image, new StopSignal());
  }

  /**
   * Encodes an image unless it is stopped, or finds its embedding; the caller closes the result.
   *
   * @throws java.util.concurrent.CancellationException if it was stopped, or this thread is
   *     interrupted while others encode; it stays interrupted
   */
  public EncodedImage encode(RgbImage image, StopSignal stop) {
    return whileOpen(() -> {
      FrameResize resize = FrameResize.of(model.spec(), image.width(), image.height());
      OrtTensor embedding = kept == null
          ? inTurn(image, resize, stop).embedding()
          : kept.embedding(image, () -> inTurn(image, resize, stop));
      return withTokens(resize, embedding);
    });
  }

  /** Encodes an image whether or not its embedding was kept; the caller closes the result. */
  public EncodedImage encodeAnew(RgbImage image) {
    return whileOpen(() -> {
      FrameResize resize = FrameResize.of(model.spec(), image.width(), image.height());
      return withTokens(resize, inTurn(image, resize, new StopSignal()).embedding());
    });
  }

  private TimedEmbedding inTurn(RgbImage image, FrameResize resize, StopSignal stop) {
    return gate.pass(stop, this::checkOpen, () -> {
      long start = System.nanoTime();
      OrtTensor embedding = encoder.encode(image, resize, stop);
      return new TimedEmbedding(embedding, Duration.ofNanos(System.nanoTime() - start));
    });
  }

  private EncodedImage withTokens(FrameResize resize, OrtTensor embedding) {
    try {
      return new EncodedImage(resize, embedding, decoder.imageTokens(embedding));
    } catch (RuntimeException | Error e) {
      embedding.close();
      throw e;
    }
  }

  /** Returns how often embeddings were found, if any are kept. */
  public Optional<ReuseCounts> reuseCounts() {
    return Optional.ofNullable(kept).map(KeptEmbeddings::counts);
  }

  /** Runs prompts of one form through the transformer; the caller closes the result. */
  public AttendedPrompts attend(EncodedImage image, PromptBatch batch) {
    return whileOpen(() -> decoder.attend(image, batch));
  }

  /** Draws the given outputs of the given prompts, prompt by prompt. */
  public List<LowResLogits> draw(AttendedPrompts attended, int[] prompts, int[] outputs) {
    return whileOpen(() -> decoder.draw(attended, prompts, outputs));
  }

  /** Computes what all points on an image share; the caller closes the result. */
  public GridImage prepare(EncodedImage image, StopSignal stop) {
    return whileOpen(() -> gridDecoder().prepare(image, stop));
  }

  /**
   * Returns a lane for points on an image; the thread that uses it closes it, before the image.
   *
   * @param prompts most points at once, at least 1; the lane may take fewer
   */
  public GridLane lane(GridImage image, int prompts) {
    return whileOpen(() -> gridDecoder().lane(image, prompts));
  }

  /** Loaded when it is first wanted: whoever only prompts doesn't pay for it. */
  private synchronized GridDecoder gridDecoder() {
    checkOpen();
    if (gridDecoder == null) {
      gridDecoder =
          new GridDecoder(DecoderWeights.of(model.decoder()), model.spec(), loader, memory);
    }
    return gridDecoder;
  }

  /** Returns the description of the model. */
  public ModelSpec spec() {
    return model.spec();
  }

  /** Returns how this runs. */
  public EngineSettings settings() {
    return loader.settings();
  }

  /** Returns the most prompts that should go through the decoder at once. */
  public int promptBatch() {
    return settings().promptBatch();
  }

  /** Returns the most points that should go through a lane at once. */
  public int gridBatch() {
    return settings().gridBatch();
  }

  /** Returns the most lanes that should be open at once. */
  public int lanes() {
    return settings().lanes();
  }

  /** Returns the graphs that have been loaded so far, with the providers they run on. */
  public Map<String, List<String>> providers() {
    Map<String, List<String>> providers = new LinkedHashMap<>();
    loader
        .loaded()
        .forEach(session -> providers.put(session.name(), session.device().providers()));
    return providers;
  }

  /** Returns the version of ONNX Runtime. */
  public String onnxRuntime() {
    return OrtSession.runtimeVersion();
  }

  /** Returns a copy of the embedding, {@code [1, width, grid, grid]} row-major. */
  public float[] embedding(EncodedImage image) {
    return whileOpen(() -> {
      try (OrtTensor copy = memory.stagingFloats(image.embedding().shape())) {
        memory.copy(image.embedding(), copy);
        float[] values = new float[Math.toIntExact(copy.elements())];
        copy.floatBuffer().get(values);
        return values;
      }
    });
  }

  /** Returns how many tasks {@link #submit(Supplier)} runs side by side. */
  public int workers() {
    return settings().workers();
  }

  /** Hands a task to the workers; it must not wait for another one. */
  public <T> Future<T> submit(Supplier<T> task) {
    return whileOpen(() -> workers.submit(() -> whileOpen(task)));
  }

  /**
   * Computes {@code task(0) … task(count - 1)} side by side and returns the results in that order.
   *
   * @throws java.util.concurrent.CancellationException if this thread is interrupted before they
   *     are there; it stays interrupted
   */
  public <T> List<T> parallel(int count, IntFunction<T> task) {
    return whileOpen(() -> parallelNow(count, task));
  }

  private <T> List<T> parallelNow(int count, IntFunction<T> task) {
    List<Callable<T>> tasks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int index = i;
      tasks.add(() -> task.apply(index));
    }
    try {
      List<T> results = new ArrayList<>(count);
      for (Future<T> future : maskWorkers.invokeAll(tasks)) {
        results.add(future.get());
      }
      return results;
    } catch (InterruptedException e) {
      throw Interruption.cancelled("interrupted while waiting for masks", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException("a mask could not be computed: " + e.getCause(), e);
    }
  }

  /** Frees sessions and threads. Idempotent. */
  @Override
  public void close() {
    closed = true;
    Closing.all(
        workers::shutdown,
        maskWorkers::shutdown,
        this::closeGridDecoder,
        decoder::close,
        encoder::close,
        memory::close);
  }

  private synchronized void closeGridDecoder() {
    if (gridDecoder != null) {
      gridDecoder.close();
    }
  }
}
