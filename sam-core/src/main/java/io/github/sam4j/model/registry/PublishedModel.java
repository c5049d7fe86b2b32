package io.github.sam4j.model.registry;

import java.util.List;

/**
 * A model that others have published, and what is known about it.
 *
 * @param name short name, as in {@code vit_b}
 * @param title what it is, for people
 * @param origin how its files come here
 * @param files one file to download, or all that are on the class path
 * @param verification where the checksums come from, for people
 * @param licence of the weights, as far as it is known
 * @param citation the paper to cite
 */
public record PublishedModel(
    String name,
    String title,
    Origin origin,
    List<PublishedFile> files,
    String verification,
    String licence,
    String citation) {
  /** How the files of a model come here. */
  public enum Origin {
    /** One file that {@link ModelStore#fetch} downloads. */
    DOWNLOAD,
    /** Resources of an artifact that the application depends on; nothing is downloaded. */
    CLASS_PATH
  }

  /**
   * Copies the list and checks it.
   *
   * @throws IllegalArgumentException if there is no file, or more than one to download
   */
  public PublishedModel {
    files = List.copyOf(files);
    if (files.isEmpty() || (origin == Origin.DOWNLOAD && files.size() > 1)) {
      throw new IllegalArgumentException(
          name + ": files must be one to download, or some on the class path, got " + files.size());
    }
  }

  /** Returns the size of all files together. */
  public long bytes() {
    return files.stream().mapToLong(PublishedFile::bytes).sum();
  }

  /** Returns the one file of a model that is downloaded. */
  PublishedFile download() {
    if (origin != Origin.DOWNLOAD) {
      throw new IllegalArgumentException(
          name + " comes on the class path (io.github.sam4j:sam-model-" + name
              + "); there is no file of it to download");
    }
    return files.get(0);
  }

  /** Returns the resource that holds a file of a model on the class path. */
  String resource(PublishedFile file) {
    return "/io/github/sam4j/model/" + name + "/" + file.name();
  }
}
