package io.github.sam4j.internal.cache;

import io.github.sam4j.internal.graph.OnnxModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Graphs that were written from the weights of a checkpoint, on disk, so that the next process
 * needn't.
 *
 * <p>An entry is a folder named after everything that it depends on: checkpoint, graph (and with it
 * the precision), version of the library. It holds the graph, its constants, and a list of both
 * files with their sizes and checksums. It is written under another name and renamed when it is on
 * the disk; whoever comes second throws his own away.
 */
public final class GraphCache {
  private static final Logger LOG = LoggerFactory.getLogger(GraphCache.class);

  private static final String GRAPH = "graph.onnx";
  private static final String CONSTANTS = "graph.constants";
  private static final String LIST = "files";
  private static final String UNFINISHED = ".unfinished-";

  /** After that whoever wrote it has surely died. */
  private static final Duration ABANDONED = Duration.ofDays(1);

  private final Path folder;

  /** Keeps entries in a folder, which is made when it is needed. */
  public GraphCache(Path folder) {
    this.folder = folder;
  }

  /**
   * Returns the file of a graph, which is written if it isn't there or is damaged. Its constants
   * lie beside it.
   *
   * @param weightsSha256 of the file that the weights come from
   * @throws IOException if it can be neither read nor written; the message names folder and reason
   */
  public Path require(String weightsSha256, OnnxModel model) throws IOException {
    Path entry = folder.resolve(key(weightsSha256, model));
    try {
      if (Files.exists(entry)) {
        if (isWhole(entry)) {
          return entry.resolve(GRAPH);
        }
        LOG.warn("{} is damaged; it is written again", entry);
        delete(entry);
      }
      Files.createDirectories(folder);
      deleteAbandoned();
      write(entry, model);
    } catch (IOException e) {
      throw new IOException(
          "can't keep the graph of " + model.constantBytes() + " bytes in " + folder + ": "
              + reason(e),
          e);
    }
    return entry.resolve(GRAPH);
  }

  private static String reason(IOException e) {
    return e instanceof NoSuchFileException
        ? "no such file " + e.getMessage()
        : e.getClass().getSimpleName() + ": " + e.getMessage();
  }

  private static String key(String weightsSha256, OnnxModel model) {
    MessageDigest digest = Sha256.start();
    digest.update(HexFormat.of().parseHex(weightsSha256));
    digest.update(model.structure());
    digest.update(LibraryVersion.get().getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest.digest());
  }

  private void write(Path entry, OnnxModel model) throws IOException {
    Path unfinished = folder.resolve(UNFINISHED + UUID.randomUUID());
    Files.createDirectory(unfinished);
    try {
      model.write(unfinished.resolve(GRAPH), CONSTANTS);
      List<String> lines = new ArrayList<>();
      for (String name : List.of(GRAPH, CONSTANTS)) {
        lines.add(line(unfinished.resolve(name)));
      }
      Path list = Files.write(unfinished.resolve(LIST), lines);
      for (Path file : List.of(unfinished.resolve(GRAPH), list)) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
          channel.force(true);
        }
      }
      publish(unfinished, entry);
    } finally {
      if (Files.exists(unfinished)) {
        delete(unfinished);
      }
    }
  }

  private static void publish(Path unfinished, Path entry) throws IOException {
    try {
      Files.move(unfinished, entry, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw e;
    } catch (IOException e) {
      // a folder that isn't empty isn't replaced: another process was faster
      if (!isWhole(entry)) {
        throw e;
      }
    }
  }

  private static boolean isWhole(Path entry) {
    try {
      List<String> lines = Files.readAllLines(entry.resolve(LIST));
      return lines.equals(List.of(line(entry.resolve(GRAPH)), line(entry.resolve(CONSTANTS))));
    } catch (IOException e) {
      return false;
    }
  }

  /** Name, size and checksum of a file. */
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

  private void deleteAbandoned() throws IOException {
    Instant limit = Instant.now().minus(ABANDONED);
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, UNFINISHED + "*")) {
      for (Path each : found) {
        if (Files.getLastModifiedTime(each).toInstant().isBefore(limit)) {
          delete(each);
        }
      }
    }
  }

  private static void delete(Path entry) throws IOException {
    try (Stream<Path> files = Files.walk(entry)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
