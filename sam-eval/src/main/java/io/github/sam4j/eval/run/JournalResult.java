// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.run;

import io.github.sam4j.eval.result.LabelWarning;
import io.github.sam4j.eval.result.RunDescription;
import io.github.sam4j.eval.result.RunResult;
import io.github.sam4j.eval.result.SliceRecord;
import io.github.sam4j.eval.result.VolumeRecord;
import io.github.sam4j.eval.run.Journals.JournalException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Results as a journal holds them; each pass reads the file again.
 *
 * @param lines where the slices are, in the order of the run
 * @param volumeLines where the scores of volumes are, in the order of the run
 */
record JournalResult(
    Path file,
    RunDescription description,
    List<String> skipped,
    List<LabelWarning> warnings,
    List<Journal.Entry> lines,
    List<Journal.Entry> volumeLines)
    implements RunResult {
  JournalResult {
    skipped = List.copyOf(skipped);
    warnings = List.copyOf(warnings);
    lines = List.copyOf(lines);
    volumeLines = List.copyOf(volumeLines);
  }

  @Override
  public Stream<SliceRecord> slices() throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    JournalFormat format = new JournalFormat(description);
    return lines.stream()
        .map(line -> unchecked(() -> read(file, channel, line, format::slice)))
        .onClose(() -> close(channel));
  }

  @Override
  public List<VolumeRecord> volumes() throws IOException {
    JournalFormat format = new JournalFormat(description);
    List<VolumeRecord> volumes = new ArrayList<>();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      for (Journal.Entry line : volumeLines) {
        volumes.add(read(file, channel, line, format::volume));
      }
    }
    return volumes;
  }

  /** Reads the record of a line. */
  static <T> T read(
      Path file, FileChannel channel, Journal.Entry entry, JournalFormat.Reader<T> reader)
      throws IOException {
    ByteBuffer line = ByteBuffer.allocate(entry.length());
    while (line.hasRemaining()) {
      if (channel.read(line, entry.offset() + line.position()) < 0) {
        throw new JournalException(
            file, "expected a line at byte " + entry.offset() + ", found the end of the file");
      }
    }
    try {
      return reader.read(JournalFormat.parse(line.array()));
    } catch (JournalFormat.Malformed e) {
      throw new JournalException(
          file, "expected a record at byte " + entry.offset() + ", found " + e.getMessage(), e);
    }
  }

  /** Work that may fail. */
  @FunctionalInterface
  private interface Work<T> {
    T run() throws IOException;
  }

  private static <T> T unchecked(Work<T> work) {
    try {
      return work.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
