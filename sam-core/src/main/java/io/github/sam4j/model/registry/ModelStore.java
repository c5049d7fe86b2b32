// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.model.registry;

import io.github.sam4j.image.internal.files.ProcessLock;
import io.github.sam4j.image.internal.settings.SetOnce;
import io.github.sam4j.internal.cache.CacheFolder;
import io.github.sam4j.internal.cache.Environment;
import io.github.sam4j.model.registry.ModelRegistry.Model.Origin;
import io.github.sam4j.progress.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A folder of model files, and the downloads that complete it.
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
  /** Share of the progress when the download is complete; the rest is the checksum's. */
  private static final double TRANSFERRED = 0.95;

  private final Path folder;
  private final @Nullable URI mirror;
  private final boolean offline;
  private final Duration connectTimeout;
  private final Duration readTimeout;

  private ModelStore(Builder builder) {
    folder = builder.folder;
    mirror = builder.mirror;
    offline = builder.offline;
    connectTimeout = builder.connectTimeout;
    readTimeout = builder.readTimeout;
  }

  /**
   * Returns the store of this user, configured by system properties or else environment variables.
   *
   * <p>The folder is {@code models} in {@code sam4j.cache.dir} or {@code SAM4J_CACHE_DIR}; by
   * default in the folder {@code sam4j} of the platform's caches, which are {@code $XDG_CACHE_HOME}
   * or {@code ~/.cache} on Linux, {@code ~/Library/Caches} on macOS and {@code %LOCALAPPDATA%} on
   * Windows. {@code sam4j.models.mirror} or {@code SAM4J_MODELS_MIRROR} sets the mirror,
   * {@code sam4j.offline} or {@code SAM4J_OFFLINE} prevents downloads.
   *
   * @throws IllegalArgumentException if a setting is invalid
   * @throws IllegalStateException if no folder is named and the user has no home
   */
  public static ModelStore standard() {
    return standard(Environment.system());
  }

  static ModelStore standard(Environment environment) {
    Builder builder =
        builder(CacheFolder.root(environment).resolve("models")).offline(isOffline(environment));
    environment
        .setting(MIRROR_PROPERTY, MIRROR_VARIABLE)
        .ifPresent(mirror -> builder.mirror(parse(mirror)));
    return builder.build();
  }

  private static boolean isOffline(Environment environment) {
    String text = environment
        .property(OFFLINE_PROPERTY)
        // the property alone, without a value, means yes
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
    return builder(folder).build();
  }

  /**
   * Starts a store from the defaults.
   *
   * @param folder need not exist
   */
  public static Builder builder(Path folder) {
    return new Builder(folder);
  }

  /** Starts a store from this one, in the same folder. */
  public Builder toBuilder() {
    Builder builder = new Builder(folder);
    builder.mirror = mirror;
    builder.offline = offline;
    builder.connectTimeout = connectTimeout;
    builder.readTimeout = readTimeout;
    return builder;
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
  public Path path(ModelRegistry.Model model) {
    return folder.resolve(model.download().name());
  }

  /**
   * Returns the file of a model if it is there and has the right size. Its checksum isn't looked
   * at.
   *
   * @throws IllegalArgumentException if the model comes on the class path
   */
  public Optional<Path> find(ModelRegistry.Model model) {
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
  public boolean isPresent(ModelRegistry.Model model) {
    return model.origin() == Origin.DOWNLOAD
        ? find(model).isPresent()
        : model.files().stream()
            .allMatch(file -> ModelStore.class.getResource(model.resource(file)) != null);
  }

  /**
   * Returns the file of a model, verified. The checksum is computed the first time and whenever the
   * file has changed; else it is remembered.
   *
   * @throws IOException if the file isn't there or is damaged; the message says how to get it
   * @throws IllegalArgumentException if the model comes on the class path
   */
  public Path require(ModelRegistry.Model model) throws IOException {
    ModelRegistry.Model.File file = model.download();
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
  public void verify(ModelRegistry.Model model, Progress progress) throws IOException {
    if (model.origin() == Origin.DOWNLOAD) {
      Path path = find(model).orElseThrow(() -> missing(model));
      check(path, model.download(), model.name(), progress);
      return;
    }
    for (ModelRegistry.Model.File file : model.files()) {
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

  private static void check(
      Path path, ModelRegistry.Model.File file, String model, Progress progress)
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
   * <p>One process at a time downloads a file, others wait for it. What was received over a cut
   * connection is kept beside the file ({@code .part}), and the next call continues from there. The
   * file gets its name in one step, when it is complete and its checksum is right.
   *
   * @param progress is told the received bytes; can cancel, which keeps them
   * @throws IOException if the file can't be downloaded, with the reason; or if the server has
   *     other bytes, which aren't kept
   * @throws IllegalArgumentException if the model comes on the class path
   * @throws java.util.concurrent.CancellationException if the listener cancels or the thread is
   *     interrupted
   */
  public Path fetch(ModelRegistry.Model model, Progress progress) throws IOException {
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
      // another process may have been faster
      if (!isIntact(model, rising)) {
        download(model, rising);
      }
    } finally {
      lock.close();
    }
    return target;
  }

  private boolean isIntact(ModelRegistry.Model model, Progress progress) throws IOException {
    ModelRegistry.Model.File file = model.download();
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

  private void download(ModelRegistry.Model model, Progress progress) throws IOException {
    ModelRegistry.Model.File file = model.download();
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
      // the beginning may have been that of another file: then all of it is downloaded anew, once
      if (!resumed) {
        throw new IOException(source + ": expected a file of SHA-256 " + file.sha256() + ", found "
            + found + "; it was deleted");
      }
    }
  }

  /** Returns where a model's file is downloaded from: its publisher, or the mirror. */
  URI source(ModelRegistry.Model model) {
    ModelRegistry.Model.File file = model.download();
    if (mirror == null) {
      return file.source();
    }
    String base = mirror.toString();
    return URI.create(base.endsWith("/") ? base + file.name() : base + "/" + file.name());
  }

  private IOException missing(ModelRegistry.Model model) {
    ModelRegistry.Model.File file = model.download();
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

  /** A store under construction; each property may be set once. Not safe for several threads. */
  public static final class Builder {
    private final SetOnce set = new SetOnce();
    private final Path folder;
    private @Nullable URI mirror;
    private boolean offline;
    private Duration connectTimeout = CONNECT_TIMEOUT;
    private Duration readTimeout = READ_TIMEOUT;

    private Builder(Path folder) {
      this.folder = Objects.requireNonNull(folder, "folder").toAbsolutePath();
    }

    /**
     * Downloads from a mirror: files are looked up by name right below its address. They are
     * checked like those of their publishers.
     *
     * @throws IllegalArgumentException unless it is an absolute {@code http} or {@code https}
     *     address
     */
    public Builder mirror(URI base) {
      URI address = set.once("mirror", base);
      if (address.getHost() == null
          || !("http".equalsIgnoreCase(address.getScheme())
              || "https".equalsIgnoreCase(address.getScheme()))) {
        throw new IllegalArgumentException("mirror must be an http or https URL, got " + address);
      }
      mirror = address;
      return this;
    }

    /** Sets whether nothing is downloaded; not so by default. */
    public Builder offline(boolean never) {
      offline = set.once("offline", never);
      return this;
    }

    /**
     * Sets how long to wait for a connection, 30 s by default.
     *
     * @throws IllegalArgumentException unless it is positive
     */
    public Builder connectTimeout(Duration limit) {
      connectTimeout = positive("connectTimeout", limit);
      return this;
    }

    /**
     * Sets how long to wait for the next bytes of an answer, 60 s by default.
     *
     * @throws IllegalArgumentException unless it is positive
     */
    public Builder readTimeout(Duration limit) {
      readTimeout = positive("readTimeout", limit);
      return this;
    }

    private Duration positive(String name, Duration limit) {
      Duration timeout = set.once(name, limit);
      if (timeout.isNegative() || timeout.isZero()) {
        throw new IllegalArgumentException(name + " must be positive, got " + timeout);
      }
      return timeout;
    }

    /** Returns the store. */
    public ModelStore build() {
      return new ModelStore(this);
    }
  }
}
