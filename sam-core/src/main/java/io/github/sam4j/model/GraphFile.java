// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.model;

import io.github.sam4j.weights.internal.graph.ExternalData;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * An ONNX file on disk with the files in which it keeps constants.
 *
 * @param path of the graph
 * @param data names of those files as the graph spells them, relative to its folder
 */
record GraphFile(Path path, List<String> data) {
  GraphFile {
    data = List.copyOf(data);
  }

  /**
   * Finds the files of a graph. A file that isn't ONNX has none; loading it fails later.
   *
   * @throws IOException if one of them is missing or lies outside of the graph's folder
   */
  static GraphFile of(Path path) throws IOException {
    List<String> data;
    try (InputStream in = Files.newInputStream(path)) {
      data = List.copyOf(ExternalData.locations(in));
    }
    GraphFile file = new GraphFile(path, data);
    for (String name : data) {
      file.require(name);
    }
    return file;
  }

  private void require(String name) throws IOException {
    Path folder = path.toAbsolutePath().normalize().getParent();
    Path resolved = resolve(name).toAbsolutePath().normalize();
    if (folder == null || resolved.equals(folder) || !resolved.startsWith(folder)) {
      throw new ModelException(
          path.toString(), "expected constants in the same folder, found them in " + name);
    }
    if (!Files.isRegularFile(resolved)) {
      throw new NoSuchFileException(
          resolved.toString(), null, "no such file, where " + path + " keeps constants");
    }
  }

  private Path resolve(String name) {
    return path.resolveSibling(name);
  }

  /** Returns the files as one, for a checksum of all. */
  ModelFile whole() throws IOException {
    return data.isEmpty() ? ModelFile.of(path) : ModelFile.of(path.toString(), this::openWhole);
  }

  private InputStream openWhole() throws IOException {
    List<InputStream> streams = new ArrayList<>();
    try {
      streams.add(Files.newInputStream(path));
      for (String name : data) {
        streams.add(Files.newInputStream(resolve(name)));
      }
    } catch (IOException e) {
      for (InputStream opened : streams) {
        opened.close();
      }
      throw e;
    }
    return new SequenceInputStream(Collections.enumeration(streams));
  }

  /** Copies the graph under another name, and its constants beside it under theirs. */
  void copy(Path target) throws IOException {
    Files.copy(path, target);
    for (String name : data) {
      Path copy = target.resolveSibling(name);
      Files.createDirectories(copy.toAbsolutePath().getParent());
      Files.copy(resolve(name), copy);
    }
  }
}
