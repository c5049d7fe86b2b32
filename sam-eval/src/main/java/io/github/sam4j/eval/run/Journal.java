// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.run;

import io.github.sam4j.eval.result.RunDescription;
import io.github.sam4j.eval.result.SliceId;
import io.github.sam4j.eval.result.SliceRecord;
import io.github.sam4j.eval.result.VolumeRecord;
import io.github.sam4j.eval.run.Journals.JournalException;
import io.github.sam4j.image.internal.files.DiskErrors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The finished slices of a run, a line for each, forced to the disk at once.
 *
 * <p>A process that is killed leaves at most one torn line at the end, which is cut off when the
 * journal is opened again. Lines are only ever added; of two about one slice the later counts, so
 * that a slice that failed can be tried again. Only the positions of lines are kept in memory.
 *
 * <p>One process at a time: the file is locked while it is open. Within the process, lines may be
 * added by several threads.
 */
final class Journal implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;
  private final RunDescription description;
  private final JournalFormat format;
  private final JournalContents contents;
  private boolean broken;

  private Journal(
      Path file, FileChannel channel, RunDescription description, JournalContents contents) {
    this.file = file;
    this.channel = channel;
    this.description = description;
    this.format = new JournalFormat(description);
    this.contents = contents;
  }

  /** The position of a line, and whether it records a failure. */
  record Entry(long offset, int length, boolean failed) {}

  /**
   * Opens the journal of a run, or creates it.
   *
   * @param anew whether to discard the contents of an existing journal
   * @throws JournalException if the file is the journal of another run and not discarded, or is no
   *     journal, or is damaged other than by a torn end, or in use
   */
  static Journal open(Path file, RunDescription description, boolean anew) throws IOException {
    FileChannel channel = FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      JournalContents.lock(file, channel, /* shared= */ false);
      JournalContents.checkBeginning(file, channel);
      JournalContents contents = anew ? new JournalContents() : JournalContents.read(file, channel);
      Optional<String> difference =
          contents.description().flatMap(found -> RunDifference.between(found, description));
      if (difference.isPresent()) {
        throw new JournalException(file, difference.get());
      }
      channel.truncate(contents.end());
      Journal journal = new Journal(file, channel, description, contents);
      if (contents.description().isEmpty()) {
        journal.append(JournalFormat.line(JournalFormat.header(description)));
      }
      return journal;
    } catch (IOException | RuntimeException | Error e) {
      channel.close();
      throw e;
    }
  }

  /** Returns the slices of a volume that the run evaluates, once they are known. */
  synchronized Optional<JournalFormat.Planned> planned(String task, String caseId) {
    return contents.planned(task, caseId);
  }

  /** Returns whether a slice is finished and didn't fail. */
  synchronized boolean isDone(SliceId slice) {
    return contents.slice(slice).filter(entry -> !entry.failed()).isPresent();
  }

  /** Returns whether all slices of a volume are there and none failed. */
  synchronized boolean isDone(String task, String caseId) {
    return planned(task, caseId)
        .filter(plan -> plan.ids().stream().allMatch(this::isDone))
        .isPresent();
  }

  /** Adds the slices of a volume that the run evaluates. */
  synchronized void add(JournalFormat.Planned plan) throws IOException {
    append(JournalFormat.line(JournalFormat.planned(plan)));
    contents.add(plan);
  }

  /** Adds a finished slice. */
  synchronized void add(SliceRecord slice) throws IOException {
    contents.add(slice, append(JournalFormat.line(JournalFormat.slice(slice))));
  }

  /** Adds the scores of a volume. */
  synchronized void add(VolumeRecord volume) throws IOException {
    contents.add(volume, append(JournalFormat.line(JournalFormat.volume(volume))));
  }

  /** Reads the finished slices of a volume, those that failed as well. */
  List<SliceRecord> read(String task, String caseId) throws IOException {
    List<SliceRecord> slices = new ArrayList<>();
    for (Entry entry : slices(task, caseId)) {
      slices.add(JournalResult.read(file, channel, entry, format::slice));
    }
    return slices;
  }

  /** Returns where the line is, which ends in a line break. */
  private synchronized long append(byte[] line) throws IOException {
    if (broken) {
      throw new JournalException(file, "expected to add a line, found that an earlier one failed");
    }
    long start = contents.end();
    ByteBuffer buffer = ByteBuffer.wrap(line);
    try {
      DiskErrors.naming(file, () -> {
        while (buffer.hasRemaining()) {
          channel.write(buffer, start + buffer.position());
        }
        channel.force(false);
      });
    } catch (IOException e) {
      broken = true;
      removeTornLine(start, e);
      throw e;
    }
    contents.end(start + line.length);
    return start;
  }

  /** Half a line must stay the last one, or the next run would take the file for a damaged one. */
  private void removeTornLine(long start, IOException reason) {
    try {
      channel.truncate(start);
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  /** Returns where the lines about the slices of a volume are, and about the volume as a whole. */
  synchronized List<Entry> slices(String task, String caseId) {
    return contents.slices(task, caseId);
  }

  /** Returns where the scores of a volume are, if there are any. */
  synchronized Optional<Entry> volume(String task, String caseId) {
    return contents.volume(task, caseId);
  }

  /** Returns the file. */
  Path file() {
    return file;
  }

  /** Returns the description of the run. */
  RunDescription description() {
    return description;
  }

  /** Closes the file. Idempotent. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
