// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.cache;

import io.github.sam4j.image.internal.files.DiskErrors;
import io.github.sam4j.weights.internal.graph.OnnxModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * A cache entry: a folder with a graph, its constants, and a list of both files with sizes and
 * checksums.
 */
final class GraphEntry {
  private static final String GRAPH = "graph.onnx";
  private static final String CONSTANTS = "graph.constants";
  private static final String LIST = "files";
  private static final Set<String> NAMES = Set.of(GRAPH, CONSTANTS, LIST);

  private GraphEntry() {}

  static Path graph(Path entry) {
    return entry.resolve(GRAPH);
  }

  /** Writes an entry into an empty folder and forces it to disk. */
  static void write(Path entry, OnnxModel model) throws IOException {
    model.write(entry.resolve(GRAPH), CONSTANTS);
    List<String> lines = new ArrayList<>();
    for (String name : List.of(GRAPH, CONSTANTS)) {
      lines.add(line(entry.resolve(name)));
    }
    Path list = entry.resolve(LIST);
    DiskErrors.naming(list, () -> Files.write(list, lines));
    for (Path file : List.of(entry.resolve(GRAPH), list)) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
    }
  }

  /**
   * Returns whether all files match their sizes and checksums.
   *
   * @throws ClosedByInterruptException if the thread is interrupted before the result is known
   */
  static boolean isWhole(Path entry) throws ClosedByInterruptException {
    try {
      List<String> lines = Files.readAllLines(entry.resolve(LIST));
      return lines.equals(List.of(line(entry.resolve(GRAPH)), line(entry.resolve(CONSTANTS))));
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns name, size and checksum of a file. */
  private static String line(Path file) throws IOException {
    CRC32C checksum = new CRC32C();
    byte[] chunk = new byte[1 << 20];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        checksum.update(chunk, 0, n);
      }
    }
    return file.getFileName() + " " + Files.size(file) + " "
        + HexFormat.of().toHexDigits((int) checksum.getValue());
  }

  /**
   * Returns whether a folder contains only files of an entry: other programs may use the same
   * folder names.
   */
  static boolean holdsNothingElse(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.allMatch(file -> NAMES.contains(String.valueOf(file.getFileName())));
    }
  }
}
