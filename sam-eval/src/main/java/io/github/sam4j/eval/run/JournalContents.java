// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sam4j.eval.result.RunDescription;
import io.github.sam4j.eval.result.SliceId;
import io.github.sam4j.eval.result.SliceRecord;
import io.github.sam4j.eval.result.VolumeRecord;
import io.github.sam4j.eval.run.Journals.JournalException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a journal holds: its description, and where its lines are. Not for several threads. */
final class JournalContents {
  private @Nullable RunDescription description;
  private @Nullable JournalFormat format;
  private final Map<SliceId, Journal.Entry> slices = new HashMap<>();
  private final Map<CaseKey, JournalFormat.Planned> planned = new LinkedHashMap<>();
  private final Map<CaseKey, Journal.Entry> volumes = new HashMap<>();
  private long start;
  private long end;

  /** A volume of a data set. */
  record CaseKey(String task, String caseId) {}

  /**
   * Reads a file up to its last whole line.
   *
   * @throws JournalException if a line is damaged
   */
  static JournalContents read(Path file, FileChannel channel) throws IOException {
    JournalContents contents = new JournalContents();
    InputStream in = new BufferedInputStream(Channels.newInputStream(channel.position(0)));
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int number = 0;
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (b != '\n') {
        line.write(b);
        continue;
      }
      number++;
      try {
        contents.add(line.toByteArray());
      } catch (JournalFormat.Malformed e) {
        throw new JournalException(
            file,
            "expected a line of a journal, found " + e.getMessage() + " in line " + number,
            e);
      }
      line.reset();
    }
    return contents;
  }

  /** Refuses what was never a journal, before anything of it is cut off or replaced. */
  static void checkBeginning(Path file, FileChannel channel) throws IOException {
    byte[] expected = JournalFormat.BEGINNING;
    ByteBuffer found = ByteBuffer.allocate((int) Math.min(expected.length, channel.size()));
    while (found.hasRemaining()) {
      if (channel.read(found, found.position()) < 0) {
        break;
      }
    }
    if (!Arrays.equals(found.array(), Arrays.copyOf(expected, found.capacity()))) {
      throw new JournalException(file, "expected a journal, found another kind of file");
    }
  }

  /** Locks a file until its channel is closed; others may read it at the same time if shared. */
  static void lock(Path file, FileChannel channel, boolean shared) throws IOException {
    FileLock lock;
    try {
      lock = channel.tryLock(0, Long.MAX_VALUE, shared);
    } catch (OverlappingFileLockException e) {
      throw inUse(file, e);
    }
    if (lock == null) {
      throw inUse(file, null);
    }
  }

  private static JournalException inUse(Path file, @Nullable Throwable cause) {
    return new JournalException(
        file, "expected a journal for this run alone, found it in use", cause);
  }

  /** Takes in the next line, without its line break. */
  private void add(byte[] line) throws JournalFormat.Malformed {
    JsonNode node = JournalFormat.parse(line);
    JournalFormat lines = format;
    long offset = end;
    end += line.length + 1;
    if (lines == null) {
      description = JournalFormat.description(node);
      format = new JournalFormat(description);
      start = end;
    } else if (node.has("planned")) {
      add(JournalFormat.planned(node));
    } else if (node.has("volume")) {
      add(lines.volume(node), offset);
    } else {
      // read in full, so that damage is found now and not at the end of the run
      add(lines.slice(node), offset);
    }
  }

  void add(JournalFormat.Planned plan) {
    planned.put(new CaseKey(plan.task(), plan.caseId()), plan);
  }

  /** Takes in a line that begins at the offset and is the last one of the file. */
  void add(SliceRecord slice, long offset) {
    slices.put(slice.slice(), entry(offset, slice.failure().isPresent()));
  }

  /** Takes in a line that begins at the offset and is the last one of the file. */
  void add(VolumeRecord volume, long offset) {
    volumes.put(new CaseKey(volume.task(), volume.caseId()), entry(offset, /* failed= */ false));
  }

  private Journal.Entry entry(long offset, boolean failed) {
    return new Journal.Entry(offset, Math.toIntExact(end - offset), failed);
  }

  /** Returns what the run is; empty if not even the first line is complete. */
  Optional<RunDescription> description() {
    return Optional.ofNullable(description);
  }

  /**
   * Returns what is missing of a volume, such as {@code 3 of 5 slices}; empty if each of its slices
   * has a line, or one says that it couldn't be read.
   */
  Optional<String> missing(CaseKey volume) {
    if (slice(SliceId.ofWholeVolume(volume.task(), volume.caseId())).isPresent()) {
      return Optional.empty();
    }
    Optional<JournalFormat.Planned> plan = planned(volume.task(), volume.caseId());
    if (plan.isEmpty()) {
      return Optional.of("all slices");
    }
    long missing = plan.get().ids().stream().filter(id -> slice(id).isEmpty()).count();
    return missing == 0
        ? Optional.empty()
        : Optional.of(missing + " of " + plan.get().slices().size() + " slices");
  }

  /** Returns the volumes of which there is any line. */
  Set<CaseKey> cases() {
    Set<CaseKey> cases = new LinkedHashSet<>(planned.keySet());
    slices.keySet().forEach(slice -> cases.add(new CaseKey(slice.task(), slice.caseId())));
    return cases;
  }

  Optional<JournalFormat.Planned> planned(String task, String caseId) {
    return Optional.ofNullable(planned.get(new CaseKey(task, caseId)));
  }

  Optional<Journal.Entry> slice(SliceId slice) {
    return Optional.ofNullable(slices.get(slice));
  }

  Optional<Journal.Entry> volume(String task, String caseId) {
    return Optional.ofNullable(volumes.get(new CaseKey(task, caseId)));
  }

  /** Returns the lines about the slices of a volume, and about the volume where it failed. */
  List<Journal.Entry> slices(String task, String caseId) {
    Optional<JournalFormat.Planned> plan = planned(task, caseId);
    List<Journal.Entry> entries = new ArrayList<>();
    plan.ifPresent(known -> known.ids().forEach(id -> slice(id).ifPresent(entries::add)));
    // a volume that could be read once may be unreadable when the run goes on
    if (plan.isEmpty() || entries.size() < plan.get().slices().size()) {
      slice(SliceId.ofWholeVolume(task, caseId)).ifPresent(entries::add);
    }
    return entries;
  }

  /** Returns where the first line after the description begins. */
  long start() {
    return start;
  }

  /** Returns where the last whole line ends. */
  long end() {
    return end;
  }

  void end(long offset) {
    end = offset;
  }
}
