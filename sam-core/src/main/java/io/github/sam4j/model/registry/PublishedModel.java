// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.model.registry;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A published model, and what is known about it.
 *
 * @param name short name, as in {@code vit_b}
 * @param title what it is, for people
 * @param origin how its files are obtained
 * @param files one file to download, or all that are on the class path
 * @param verification where the checksums come from, for people
 * @param licence of the weights, as far as it is known
 * @param citation the paper to cite
 */
public record PublishedModel(
    String name,
    String title,
    Origin origin,
    List<File> files,
    String verification,
    String licence,
    String citation) {
  /** How the files of a model are obtained. */
  public enum Origin {
    /** One file that {@link ModelStore#fetch} downloads. */
    DOWNLOAD,
    /** Resources of an artifact that the application depends on; nothing is downloaded. */
    CLASS_PATH
  }

  /**
   * A file of a published model.
   *
   * @param name what the file is called in the folder of models and on a mirror
   * @param source where its publisher has it
   * @param bytes its size
   * @param sha256 its checksum in lower-case hexadecimal digits
   */
  public record File(String name, URI source, long bytes, String sha256) {
    private static final Pattern NAME = Pattern.compile("\\w[\\w.-]*");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if the name is more than a plain file name, the source isn't
     *     absolute, the size isn't positive or the checksum isn't 64 digits
     */
    public File {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException("name must be that of a file, got " + name);
      }
      if (!source.isAbsolute()) {
        throw new IllegalArgumentException("source must be an absolute URL, got " + source);
      }
      if (bytes <= 0) {
        throw new IllegalArgumentException("bytes must be positive, got " + bytes);
      }
      if (!SHA256.matcher(sha256).matches()) {
        throw new IllegalArgumentException(
            "sha256 must be 64 lower-case hexadecimal digits, got " + sha256);
      }
    }
  }

  /**
   * Copies the list and checks it.
   *
   * @throws IllegalArgumentException if there is no file, or more than one to download
   */
  public PublishedModel {
    files = List.copyOf(files);
    if (files.isEmpty() || (origin == Origin.DOWNLOAD && files.size() > 1)) {
      throw new IllegalArgumentException(
          name + ": files must be one to download, or some on the class path, got " + files.size());
    }
  }

  /** Returns the size of all files together. */
  public long bytes() {
    return files.stream().mapToLong(File::bytes).sum();
  }

  /** Returns the one file of a model that is downloaded. */
  File download() {
    if (origin != Origin.DOWNLOAD) {
      throw new IllegalArgumentException(
          name + " comes on the class path (io.github.sam4j:sam-model-" + name
              + "); there is no file of it to download");
    }
    return files.get(0);
  }

  /** Returns the resource that holds a file of a model on the class path. */
  String resource(File file) {
    return "/io/github/sam4j/model/" + name + "/" + file.name();
  }
}
