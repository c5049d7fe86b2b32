package io.github.sam4j.model.registry;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The beginning of a file that is being downloaded, kept beside its final place, and what the
 * server said to recognise the file by.
 */
final class PartFile {
  private final Path target;
  private final Path part;
  private final Path tag;

  PartFile(Path target) {
    this.target = target;
    this.part = target.resolveSibling(target.getFileName() + ".part");
    this.tag = target.resolveSibling(target.getFileName() + ".part.tag");
  }

  Path path() {
    return part;
  }

  /** Returns how much has come so far. */
  long bytes() throws IOException {
    return Files.exists(part) ? Files.size(part) : 0;
  }

  /** Returns what the server that sent the beginning recognises the file by. */
  Optional<String> tag() throws IOException {
    return Files.exists(tag)
        ? Optional.of(Files.readString(tag)).filter(text -> !text.isEmpty())
        : Optional.empty();
  }

  /** Begins a new file. */
  void begin(Optional<String> newTag) throws IOException {
    discard();
    if (newTag.isPresent()) {
      Files.writeString(tag, newTag.get());
    }
  }

  /** Opens the file to go on at its end; the caller closes it. */
  FileChannel append() throws IOException {
    return FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  void discard() throws IOException {
    Files.deleteIfExists(part);
    Files.deleteIfExists(tag);
  }

  /** Moves the whole file to its final place at once. */
  void complete() throws IOException {
    try {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }
    Files.deleteIfExists(tag);
  }
}
