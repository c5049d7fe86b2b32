package io.github.sam4j.eval.run;

import io.github.sam4j.eval.result.RunDescription;
import io.github.sam4j.eval.result.RunResult;
import io.github.sam4j.eval.result.SliceRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Results as a journal holds them; each pass reads the file again.
 *
 * @param lines where the slices are, in the order of the run
 */
record JournalResult(
    Path file, RunDescription description, List<String> skipped, List<Journal.Entry> lines)
    implements RunResult {
  JournalResult {
    skipped = List.copyOf(skipped);
    lines = List.copyOf(lines);
  }

  @Override
  public Stream<SliceRecord> slices() throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    JournalFormat format = new JournalFormat(description);
    return lines.stream().map(line -> read(channel, format, line)).onClose(() -> close(channel));
  }

  private SliceRecord read(FileChannel channel, JournalFormat format, Journal.Entry entry) {
    try {
      ByteBuffer line = ByteBuffer.allocate(entry.length());
      while (line.hasRemaining()) {
        if (channel.read(line, entry.offset() + line.position()) < 0) {
          throw new JournalException(
              file, "expected a line at byte " + entry.offset() + ", found the end of the file");
        }
      }
      return format.slice(JournalFormat.parse(line.array()));
    } catch (JournalFormat.Malformed e) {
      throw new UncheckedIOException(new JournalException(
          file, "expected a slice at byte " + entry.offset() + ", found " + e.getMessage(), e));
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
