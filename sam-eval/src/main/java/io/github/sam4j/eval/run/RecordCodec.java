// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sam4j.eval.result.RunDescription;
import io.github.sam4j.eval.result.SliceRecord;
import io.github.sam4j.eval.result.VolumeRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Records as lines of a journal: each is one JSON object without a line break, and comes back
 * equal. Immutable.
 */
public final class RecordCodec {
  private final JournalFormat format;

  private RecordCodec(JournalFormat format) {
    this.format = format;
  }

  /** Returns the codec for records of a run, whose description says which metrics they have. */
  public static RecordCodec of(RunDescription run) {
    return new RecordCodec(new JournalFormat(run));
  }

  /** Returns the line of a description, the first one of a journal. */
  public static String line(RunDescription run) {
    return text(JournalFormat.header(run));
  }

  /**
   * Reads the line of a description.
   *
   * @throws IOException if it is none of this version
   */
  public static RunDescription run(String line) throws IOException {
    return read(line, JournalFormat::description);
  }

  /** Returns the line of a slice. */
  public String line(SliceRecord slice) {
    return text(JournalFormat.slice(slice));
  }

  /**
   * Reads the line of a slice.
   *
   * @throws IOException if it is none of this run
   */
  public SliceRecord slice(String line) throws IOException {
    return read(line, format::slice);
  }

  /** Returns the line of a volume. */
  public String line(VolumeRecord volume) {
    return text(JournalFormat.volume(volume));
  }

  /**
   * Reads the line of a volume.
   *
   * @throws IOException if it is none of this run
   */
  public VolumeRecord volume(String line) throws IOException {
    return read(line, format::volume);
  }

  private static String text(ObjectNode node) {
    return new String(JournalFormat.line(node), StandardCharsets.UTF_8).stripTrailing();
  }

  private static <T> T read(String line, JournalFormat.Reader<T> reader) throws IOException {
    try {
      return reader.readChecked(JournalFormat.parse(line.getBytes(StandardCharsets.UTF_8)));
    } catch (JournalFormat.Malformed e) {
      throw new IOException("expected a line of a journal, found " + e.getMessage(), e);
    }
  }
}
