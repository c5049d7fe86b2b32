package io.github.sam4j.model.registry;

import io.github.sam4j.image.internal.files.ProcessLock;
import io.github.sam4j.model.registry.PublishedModel.Origin;
import io.github.sam4j.progress.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A folder of model files, and the way to files that aren't there yet.
 *
 * <p>Only {@link #fetch} downloads. Immutable; several threads and processes may use one folder.
 */
public final class ModelStore {
  static final String MIRROR_PROPERTY = "sam4j.models.mirror";
  static final String MIRROR_VARIABLE = "SAM4J_MODELS_MIRROR";
  static final String OFFLINE_PROPERTY = "sam4j.offline";
  static final String OFFLINE_VARIABLE = "SAM4J_OFFLINE";

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(60);
  /** Share of a download's progress that is left for the checksum. */
  private static final double TRANSFERRED = 0.95;

  private final Path folder;
  private final @Nullable URI mirror;
  private final boolean offline;
  private final Duration connectTimeout;
  private final Duration readTimeout;

  private ModelStore(
      Path folder,
      @Nullable URI mirror,
      boolean offline,
      Duration connectTimeout,
      Duration readTimeout) {
    this.folder = folder;
    this.mirror = mirror;
    this.offline = offline;
    this.connectTimeout = connectTimeout;
    this.readTimeout = readTimeout;
  }

  /**
   * Returns the folder {@code models} of the user's {@link CacheFolder}, with what the system
   * properties {@code sam4j.models.mirror} and {@code sam4j.offline}, or else the environment
   * variables {@code SAM4J_MODELS_MIRROR} and {@code SAM4J_OFFLINE} say.
   *
   * @throws IllegalArgumentException if one of them can't be understood
   */
  public static ModelStore standard() {
    return standard(Environment.system());
  }

  static ModelStore standard(Environment environment) {
    ModelStore store =
        in(CacheFolder.root(environment).resolve("models")).withOffline(saysOffline(environment));
    Optional<String> mirror = environment.setting(MIRROR_PROPERTY, MIRROR_VARIABLE);
    return mirror.isPresent() ? store.withMirror(parse(mirror.get())) : store;
  }

  private static boolean saysOffline(Environment environment) {
    String text = environment
        .property(OFFLINE_PROPERTY)
        // the property alone, without a value, says it
        .map(value -> value.isEmpty() ? "true" : value)
        .or(() -> environment.variable(OFFLINE_VARIABLE))
        .orElse("false");
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "1", "yes" -> true;
      case "false", "0", "no" -> false;
      default ->
        throw new IllegalArgumentException(
            OFFLINE_PROPERTY + " (" + OFFLINE_VARIABLE + ") must be true or false, got " + text);
    };
  }

  private static URI parse(String mirror) {
    try {
      return URI.create(mirror);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          MIRROR_PROPERTY + " (" + MIRROR_VARIABLE + ") must be a URL, got " + mirror, e);
    }
  }

  /** Returns a store in a folder, which need not exist, without a mirror. */
  public static ModelStore in(Path folder) {
    return new ModelStore(folder.toAbsolutePath(), null, false, CONNECT_TIMEOUT, READ_TIMEOUT);
  }

  /**
   * Returns this store with downloads from a mirror: files are looked up by name right below its
   * address. They are checked like those of their publishers.
   *
   * @throws IllegalArgumentException unless it is an absolute {@code http} or {@code https} address
   */
  public ModelStore withMirror(URI base) {
    if (base.getHost() == null
        || !("http".equalsIgnoreCase(base.getScheme())
            || "https".equalsIgnoreCase(base.getScheme()))) {
      throw new IllegalArgumentException("mirror must be an http or https URL, got " + base);
    }
    return new ModelStore(folder, base, offline, connectTimeout, readTimeout);
  }

  /** Returns this store, never downloading anything if it is offline. */
  public ModelStore withOffline(boolean newOffline) {
    return new ModelStore(folder, mirror, newOffline, connectTimeout, readTimeout);
  }

  /**
   * Returns this store with limits to waiting: for a connection (30 s if this isn't called), and
   * for the next bytes of an answer (60 s).
   *
   * @throws IllegalArgumentException unless both are positive
   */
  public ModelStore withTimeouts(Duration connect, Duration read) {
    if (connect.isNegative() || connect.isZero() || read.isNegative() || read.isZero()) {
      throw new IllegalArgumentException(
          "timeouts must be positive, got connect=" + connect + " read=" + read);
    }
    return new ModelStore(folder, mirror, offline, connect, read);
  }

  /** Returns whether nothing is downloaded. */
  public boolean isOffline() {
    return offline;
  }

  /** Returns the folder. */
  public Path folder() {
    return folder;
  }

  /**
   * Returns where the file of a model is, or would be.
   *
   * @throws IllegalArgumentException if the model comes on the class path
   */
  public Path path(PublishedModel model) {
    return folder.resolve(model.download().name());
  }

  /**
   * Returns the file of a model if it is there and has the right size. Its checksum isn't looked
   * at.
   *
   * @throws IllegalArgumentException if the model comes on the class path
   */
  public Optional<Path> find(PublishedModel model) {
    Path path = path(model);
    try {
      return Files.isRegularFile(path) && Files.size(path) == model.download().bytes()
          ? Optional.of(path)
          : Optional.empty();
    } catch (IOException e) {
      // gone in between
      return Optional.empty();
    }
  }

  /** Returns whether the files of a model are there, in the folder or on the class path. */
  public boolean isPresent(PublishedModel model) {
    return model.origin() == Origin.DOWNLOAD
        ? find(model).isPresent()
        : model.files().stream()
            .allMatch(file -> ModelStore.class.getResource(model.resource(file)) != null);
  }

  /**
   * Returns the file of a model, verified. The checksum is computed the first time and whenever the
   * file has changed; else it is remembered.
   *
   * @throws IOException if the file isn't there or is damaged; the message tells how to get it
   * @throws IllegalArgumentException if the model comes on the class path
   */
  public Path require(PublishedModel model) throws IOException {
    PublishedModel.File file = model.download();
    Path path = find(model).orElseThrow(() -> missing(model));
    if (!VerifiedMark.isSet(path, file.sha256())) {
      check(path, file, model.name(), Progress.none());
    }
    return path;
  }

  /**
   * Computes the checksums of a model anew, whatever is remembered.
   *
   * @throws IOException if a file is missing or isn't what it should be
   */
  public void verify(PublishedModel model, Progress progress) throws IOException {
    if (model.origin() == Origin.DOWNLOAD) {
      Path path = find(model).orElseThrow(() -> missing(model));
      check(path, model.download(), model.name(), progress);
      return;
    }
    for (PublishedModel.File file : model.files()) {
      String name = model.resource(file);
      URL resource = ModelStore.class.getResource(name);
      if (resource == null) {
        throw new IOException(model.name()
            + " is not on the class path; add io.github.sam4j:sam-model-" + model.name());
      }
      try (InputStream in = resource.openStream()) {
        String found = Checksum.of(in, file.bytes(), "checking " + file.name(), progress);
        if (!found.equals(file.sha256())) {
          throw new IOException(name + ": expected SHA-256 " + file.sha256() + ", found " + found);
        }
      }
    }
  }

  private static void check(Path path, PublishedModel.File file, String model, Progress progress)
      throws IOException {
    String found = Checksum.of(path, progress);
    if (!found.equals(file.sha256())) {
      throw new IOException(path + " is damaged: expected SHA-256 " + file.sha256() + ", found "
          + found + "; " + command(model) + " replaces it");
    }
    VerifiedMark.set(path, file.sha256());
  }

  /**
   * Returns the file of a model, verified; downloads it if it isn't there or is damaged.
   *
   * <p>One process at a time downloads a file, others wait for it. What a cut connection leaves
   * behind is kept beside ({@code .part}), and the next call goes on from there. The file gets its
   * name at once when it is complete and its checksum is right.
   *
   * @param progress hears of bytes that have come; can cancel, which keeps them
   * @throws IOException if the file can't be had, with the reason; or if the server has other
   *     bytes, which aren't kept
   * @throws IllegalArgumentException if the model comes on the class path
   * @throws java.util.concurrent.CancellationException if the listener cancels or the thread is
   *     interrupted
   */
  public Path fetch(PublishedModel model, Progress progress) throws IOException {
    Path target = path(model);
    if (isIntact(model, progress)) {
      return target;
    }
    if (offline) {
      throw missing(model);
    }
    Files.createDirectories(folder);
    RisingProgress rising = new RisingProgress(progress);
    ProcessLock lock = ProcessLock.acquire(
        folder,
        target.getFileName() + ".lock",
        "waiting for another download of " + model.name(),
        rising);
    try {
      // another may have been faster
      if (!isIntact(model, rising)) {
        download(model, rising);
      }
    } finally {
      lock.close();
    }
    return target;
  }

  private boolean isIntact(PublishedModel model, Progress progress) throws IOException {
    PublishedModel.File file = model.download();
    Path path = path(model);
    if (find(model).isEmpty()) {
      return false;
    }
    if (VerifiedMark.isSet(path, file.sha256())) {
      return true;
    }
    boolean intact = Checksum.of(path, progress.part(0, 0, model.name())).equals(file.sha256());
    if (intact) {
      VerifiedMark.set(path, file.sha256());
    }
    return intact;
  }

  private void download(PublishedModel model, Progress progress) throws IOException {
    PublishedModel.File file = model.download();
    Path target = path(model);
    URI source = source(model);
    HttpTransfer transfer = new HttpTransfer(source, file, connectTimeout, readTimeout);
    PartFile part = new PartFile(target);
    while (true) {
      boolean resumed = transfer.complete(part, progress.part(0, TRANSFERRED, model.name()));
      String found = Checksum.of(part.path(), progress.part(TRANSFERRED, 1, model.name()));
      if (found.equals(file.sha256())) {
        part.complete();
        VerifiedMark.set(target, found);
        return;
      }
      part.discard();
      // the beginning may have been that of another file: then all of it comes anew, once
      if (!resumed) {
        throw new IOException(source + ": expected a file of SHA-256 " + file.sha256() + ", found "
            + found + "; it was deleted");
      }
    }
  }

  /** Returns where a model's file is downloaded from: its publisher, or the mirror. */
  URI source(PublishedModel model) {
    PublishedModel.File file = model.download();
    if (mirror == null) {
      return file.source();
    }
    String base = mirror.toString();
    return URI.create(base.endsWith("/") ? base + file.name() : base + "/" + file.name());
  }

  private IOException missing(PublishedModel model) {
    PublishedModel.File file = model.download();
    Path path = path(model);
    String found = Files.exists(path)
        ? path + " is no file of " + file.bytes() + " bytes"
        : model.name() + " is not in " + folder;
    String byHand = "bring " + source(model) + " (" + file.bytes() + " bytes) to " + path;
    return new IOException(found
        + (offline
            ? ", and nothing is downloaded while " + OFFLINE_PROPERTY + " (" + OFFLINE_VARIABLE
                + ") is set; " + byHand
            : "; " + command(model.name()) + " gets it, or " + byHand));
  }

  private static String command(String model) {
    return "./sam4j models fetch " + model;
  }
}
