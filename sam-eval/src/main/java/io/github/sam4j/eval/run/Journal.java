package io.github.sam4j.eval.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sam4j.eval.result.RunDescription;
import io.github.sam4j.eval.result.SliceId;
import io.github.sam4j.eval.result.SliceRecord;
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
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a run has finished, a line for each slice, forced to the disk as soon as it is there.
 *
 * <p>A process that is killed leaves at most one torn line at the end, which is cut off when the
 * journal is opened again. Lines are only ever added; of two about one slice the later counts, so
 * that a slice that failed can be tried again. In memory there are places of lines only.
 *
 * <p>One process at a time: the file is locked while it is open. Within the process, lines may be
 * added by several threads.
 */
final class Journal implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;
  private final RunDescription description;
  private final Map<SliceId, Entry> slices;
  private final Map<CaseKey, JournalFormat.Planned> planned;
  private long end;
  private boolean broken;

  private Journal(Path file, FileChannel channel, RunDescription description, Contents contents) {
    this.file = file;
    this.channel = channel;
    this.description = description;
    this.slices = contents.slices;
    this.planned = contents.planned;
    this.end = contents.end;
  }

  private record CaseKey(String task, String caseId) {}

  /** Where a line is, and whether it tells of a failure. */
  record Entry(long offset, int length, boolean failed) {}

  /** What a file holds. */
  private static final class Contents {
    private @Nullable RunDescription description;
    private @Nullable JournalFormat format;
    private final Map<SliceId, Entry> slices = new HashMap<>();
    private final Map<CaseKey, JournalFormat.Planned> planned = new LinkedHashMap<>();
    private long end;

    /** Takes in the next line, without its line break. */
    void add(byte[] line) throws JournalFormat.Malformed {
      JsonNode node = JournalFormat.parse(line);
      JournalFormat lines = format;
      if (lines == null) {
        int version = node.path("journal").asInt();
        if (version != JournalFormat.VERSION) {
          throw new JournalFormat.Malformed(
              "version " + version + " instead of " + JournalFormat.VERSION, null);
        }
        description = JournalFormat.description(node);
        format = new JournalFormat(description);
      } else if (node.has("planned")) {
        JournalFormat.Planned plan = JournalFormat.planned(node);
        planned.put(new CaseKey(plan.task(), plan.caseId()), plan);
      } else {
        // read in full, so that damage is found now and not at the end of the run
        SliceRecord slice = lines.slice(node);
        slices.put(slice.slice(), new Entry(end, line.length, slice.failure().isPresent()));
      }
      end += line.length + 1;
    }
  }

  /**
   * Opens the journal of a run, or begins it.
   *
   * @param anew whether to begin anew where the file is a journal already
   * @throws JournalException if the file is the journal of another run that shall be continued, or
   *     is no journal, or is damaged other than by a torn end, or in use
   */
  static Journal open(Path file, RunDescription description, boolean anew) throws IOException {
    FileChannel channel = FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      lock(file, channel);
      checkBeginning(file, channel);
      Contents contents = anew ? new Contents() : read(file, channel);
      if (contents.description != null) {
        Optional<String> difference = RunDifference.between(contents.description, description);
        if (difference.isPresent()) {
          throw new JournalException(file, difference.get());
        }
      }
      channel.truncate(contents.end);
      Journal journal = new Journal(file, channel, description, contents);
      if (contents.description == null) {
        journal.append(JournalFormat.line(JournalFormat.header(description)));
      }
      return journal;
    } catch (IOException | RuntimeException | Error e) {
      channel.close();
      throw e;
    }
  }

  /** Refuses what was never a journal, before anything of it is cut off or replaced. */
  private static void checkBeginning(Path file, FileChannel channel) throws IOException {
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

  private static void lock(Path file, FileChannel channel) throws IOException {
    FileLock lock;
    try {
      lock = channel.tryLock();
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

  private static Contents read(Path file, FileChannel channel) throws IOException {
    Contents contents = new Contents();
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

  /** Returns the slices of a volume that the run looks at, once they are known. */
  synchronized Optional<JournalFormat.Planned> planned(String task, String caseId) {
    return Optional.ofNullable(planned.get(new CaseKey(task, caseId)));
  }

  /** Returns whether a slice is there and didn't fail. */
  synchronized boolean isDone(SliceId slice) {
    Entry entry = slices.get(slice);
    return entry != null && !entry.failed();
  }

  /** Adds the slices of a volume that the run looks at. */
  synchronized void add(JournalFormat.Planned plan) throws IOException {
    append(JournalFormat.line(JournalFormat.planned(plan)));
    planned.put(new CaseKey(plan.task(), plan.caseId()), plan);
  }

  /** Adds a finished slice. */
  synchronized void add(SliceRecord slice) throws IOException {
    byte[] line = JournalFormat.line(JournalFormat.slice(slice));
    long offset = end;
    append(line);
    slices.put(slice.slice(), new Entry(offset, line.length, slice.failure().isPresent()));
  }

  private synchronized void append(byte[] line) throws IOException {
    if (broken) {
      throw new JournalException(file, "expected to add a line, found that an earlier one failed");
    }
    long start = end;
    ByteBuffer buffer = ByteBuffer.wrap(line);
    try {
      while (buffer.hasRemaining()) {
        end += channel.write(buffer, end);
      }
      channel.force(false);
    } catch (IOException e) {
      broken = true;
      removeTornLine(start, e);
      throw e;
    }
  }

  /** Half a line must stay the last one, or the next run would take the file for a damaged one. */
  private void removeTornLine(long start, IOException reason) {
    try {
      channel.truncate(start);
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  /** Returns where the line about a slice is, if there is one. */
  synchronized Optional<Entry> entry(SliceId slice) {
    return Optional.ofNullable(slices.get(slice));
  }

  /** Returns the file. */
  Path file() {
    return file;
  }

  /** Returns what the run is. */
  RunDescription description() {
    return description;
  }

  /** Closes the file. Idempotent. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
