// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sam4j.eval.result.RunDescription;
import io.github.sam4j.eval.result.RunResult;
import io.github.sam4j.eval.result.SliceRecord;
import io.github.sam4j.eval.result.VolumeRecord;
import io.github.sam4j.image.internal.files.FileReplacement;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serial;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Journals of finished runs. Runs over different cases of the same data sets, on any machine, can
 * be merged: each is given all data sets, of which only its own cases are left
 * ({@link io.github.sam4j.eval.dataset.Dataset#onlyCases}).
 */
public final class Journals {
  private Journals() {}

  /**
   * Returns the results that a journal holds, without data and model: those of one run over the
   * same data sets, except that files that weren't used are not known. Cases are in the order of
   * the description's files.
   *
   * @throws JournalException if the file is no journal, is damaged, in use, or of a run that isn't
   *     finished
   * @throws IOException if it can't be read
   */
  public static RunResult read(Path journal) throws IOException {
    try (Part part = Part.open(journal)) {
      part.checkFinished();
      List<Journal.Entry> slices = new ArrayList<>();
      List<Journal.Entry> volumes = new ArrayList<>();
      List<JournalFormat.Planned> plans = new ArrayList<>();
      for (JournalContents.CaseKey volume : part.cases()) {
        part.contents.planned(volume.task(), volume.caseId()).ifPresent(plans::add);
        slices.addAll(part.contents.slices(volume.task(), volume.caseId()));
        part.contents.volume(volume.task(), volume.caseId()).ifPresent(volumes::add);
      }
      return new JournalResult(
          journal, part.description, List.of(), LabelDifference.warnings(plans), slices, volumes);
    }
  }

  /**
   * Merges journals: the result is that of one run over all of their cases, in the order of the
   * parts. The environment is that of the first part. Files that a data set lists but doesn't use
   * are in no journal: a run over the data sets names them, the result of {@link #read} doesn't.
   *
   * @param parts at least one, of the same options, protocols and model; in the order of the data
   *     sets where the order of the results matters
   * @param into created, or replaced if it is a journal that nobody uses; never half-written
   * @throws JournalException if a part is no journal, is damaged, in use or of a run that isn't
   *     finished, is of other options or another model, has a case that an earlier part has, or has
   *     another checksum for a file; or if {@code into} is a part or no journal
   * @throws IOException if a file can't be read or written
   * @throws IllegalArgumentException if there are no parts
   */
  public static void merge(List<Path> parts, Path into) throws IOException {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("expected at least one journal, got none");
    }
    for (Path part : parts) {
      checkReplaceable(into, part);
    }
    // open until all is copied: what was checked can't change
    List<Part> opened = new ArrayList<>();
    try {
      for (Path path : parts) {
        opened.add(Part.open(path));
      }
      RunDescription merged = merged(opened);
      FileReplacement.write(into, out -> {
        out.write(JournalFormat.line(JournalFormat.header(merged)));
        for (Part part : opened) {
          part.copyLines(out);
        }
      });
    } finally {
      for (Part part : opened) {
        part.close();
      }
    }
  }

  private static RunDescription merged(List<Part> parts) throws JournalException {
    RunDescription first = parts.get(0).description.withData(Map.of());
    Map<String, String> data = new LinkedHashMap<>();
    Map<JournalContents.CaseKey, Path> owners = new HashMap<>();
    for (Part part : parts) {
      Optional<String> difference =
          RunDifference.between(first, part.description.withData(Map.of()));
      if (difference.isPresent()) {
        throw new JournalException(part.file, difference.get());
      }
      for (JournalContents.CaseKey each : part.contents.cases()) {
        Path other = owners.putIfAbsent(each, part.file);
        if (other != null) {
          throw new JournalException(
              part.file,
              "expected cases that no other part has, found " + each.task() + " " + each.caseId()
                  + " that " + other + " has too");
        }
      }
      for (Map.Entry<String, String> file : part.description.data().entrySet()) {
        String known = data.putIfAbsent(file.getKey(), file.getValue());
        if (known != null && !known.equals(file.getValue())) {
          throw new JournalException(
              part.file,
              "expected the same files as in other parts, found " + file.getKey() + " with SHA-256 "
                  + file.getValue() + " instead of " + known);
        }
      }
      part.checkFinished();
    }
    return first.withData(data);
  }

  /** Checks that nothing but an unused journal would be replaced. */
  private static void checkReplaceable(Path into, Path part) throws IOException {
    if (!Files.exists(into)) {
      return;
    }
    if (Files.exists(part) && Files.isSameFile(into, part)) {
      throw new JournalException(into, "expected another file than the parts, found one of them");
    }
    try (FileChannel channel =
        FileChannel.open(into, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      JournalContents.lock(into, channel, /* shared= */ false);
      JournalContents.checkBeginning(into, channel);
    }
  }

  /** A journal that is open to be read. */
  private static final class Part implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private final JournalContents contents;
    private final RunDescription description;

    private Part(
        Path file, FileChannel channel, JournalContents contents, RunDescription description) {
      this.file = file;
      this.channel = channel;
      this.contents = contents;
      this.description = description;
    }

    /** Returns the cases with lines, by the name of their image in the description. */
    private Map<String, JournalContents.CaseKey> casesByImage() {
      Map<String, JournalContents.CaseKey> cases = new HashMap<>();
      contents
          .cases()
          .forEach(each -> cases.put(Descriptions.imageName(each.task(), each.caseId()), each));
      return cases;
    }

    /** Returns the cases with lines, in the order of the description's files. */
    List<JournalContents.CaseKey> cases() {
      Map<String, JournalContents.CaseKey> cases = casesByImage();
      return description.data().keySet().stream()
          .filter(cases::containsKey)
          .map(cases::get)
          .toList();
    }

    /** Checks that there is a line for every slice of every image that the description names. */
    void checkFinished() throws JournalException {
      Map<String, JournalContents.CaseKey> cases = casesByImage();
      for (String name : description.data().keySet()) {
        if (!Descriptions.isImage(name)) {
          continue;
        }
        JournalContents.CaseKey volume = cases.get(name);
        Optional<String> missing =
            volume == null ? Optional.of("all slices") : contents.missing(volume);
        if (missing.isPresent()) {
          throw new JournalException(
              file,
              "expected the journal of a finished run, found " + missing.get() + " missing of "
                  + name);
        }
      }
    }

    /** Copies all lines but the first one. */
    void copyLines(OutputStream out) throws IOException {
      WritableByteChannel target = Channels.newChannel(out);
      for (long at = contents.start(); at < contents.end(); ) {
        long copied = channel.transferTo(at, contents.end() - at, target);
        if (copied <= 0) {
          throw new EOFException("expected a line at byte " + at + ", found the end of the file");
        }
        at += copied;
      }
    }

    static Part open(Path file) throws IOException {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
      try {
        JournalContents.lock(file, channel, /* shared= */ true);
        JournalContents.checkBeginning(file, channel);
        JournalContents contents = JournalContents.read(file, channel);
        RunDescription description = contents
            .description()
            .orElseThrow(() ->
                new JournalException(file, "expected a journal, found no complete first line"));
        return new Part(file, channel, contents, description);
      } catch (IOException | RuntimeException | Error e) {
        channel.close();
        throw e;
      }
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  /**
   * Records as lines of a journal: each is one JSON object without a line break, and comes back
   * equal. Immutable.
   */
  public static final class RecordCodec {
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
        return reader.read(JournalFormat.parse(line.getBytes(StandardCharsets.UTF_8)));
      } catch (JournalFormat.Malformed e) {
        throw new IOException("expected a line of a journal, found " + e.getMessage(), e);
      }
    }
  }

  /** A journal can't be used; the message names it and the reason. */
  public static final class JournalException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    JournalException(Path journal, String problem) {
      this(journal, problem, null);
    }

    JournalException(Path journal, String problem, @Nullable Throwable cause) {
      super(journal + ": " + problem, cause);
    }
  }
}
