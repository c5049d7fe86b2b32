// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.dataset;

import io.github.sam4j.image.internal.files.ContentPointer;
import io.github.sam4j.image.internal.files.NameEncoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the files that a {@code dataset.json} lists in its folder, by the ways in which lists are
 * written: with backslashes, with {@code .nii} for {@code .nii.gz} and the reverse, without the
 * channel of nnU-Net's images, and in another Unicode form than on disk.
 */
final class ListedFiles {
  private static final List<String> VOLUMES = List.of(".nii.gz", ".nii");
  private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:[/\\\\].*|\\\\\\\\.*");

  private final Path folder;
  private final Path root;
  private final Path description;
  private final Map<Path, List<Path>> listings = new HashMap<>();

  /** Finds files in a folder for its description. */
  ListedFiles(Path folder, Path description) {
    this.folder = folder;
    this.root = folder.toAbsolutePath().normalize();
    this.description = description;
  }

  /**
   * What there is of a listed path.
   *
   * @param path as it was listed, in the folder
   * @param files the file, or one for each channel; none if it can't be used
   * @param reason why there are none; empty if there are
   */
  record Found(Path path, List<Path> files, String reason) {
    boolean isUsable() {
      return !files.isEmpty();
    }
  }

  /** Returns the name of the file at the end of a listed path. */
  static String name(String given) {
    return given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
  }

  /**
   * Finds a listed file.
   *
   * @param withChannels whether the channels of an image may have been left out of its name
   * @throws DatasetException if the text is no path, or none in this locale
   */
  Found find(String given, boolean withChannels) throws IOException {
    if (given.isEmpty()) {
      return new Found(folder, List.of(), "not listed");
    }
    Path whole = whole(given);
    if (isForeign(given) || !whole.startsWith(root)) {
      return new Found(
          isForeign(given) ? path(given) : whole,
          List.of(),
          "outside of the data set's folder" + hint(given));
    }
    Path listed = folder.resolve(root.relativize(whole)).normalize();
    List<String> names = candidates(listed, withChannels);
    for (String name : names) {
      for (Path file : named(listed.resolveSibling(name))) {
        return usable(listed, withChannels ? channels(file, listed) : List.of(file));
      }
    }
    return new Found(
        listed,
        List.of(),
        "listed in dataset.json, but there is no such file (looked for " + String.join(", ", names)
            + ")");
  }

  /** Paths of another machine, which may look relative here. */
  private static boolean isForeign(String given) {
    return DRIVE.matcher(given).matches() && !Path.of(given).isAbsolute();
  }

  private Path whole(String given) throws DatasetException {
    Path asGiven = path(given);
    // a name may hold a backslash where it separates nothing
    return given.indexOf('\\') < 0 || Files.exists(folder.resolve(asGiven))
        ? root.resolve(asGiven).normalize()
        : root.resolve(path(given.replace('\\', '/'))).normalize();
  }

  private Path path(String given) throws DatasetException {
    try {
      return Path.of(given);
    } catch (InvalidPathException e) {
      boolean isAscii = given.chars().allMatch(c -> c < 128);
      throw new DatasetException(
          description,
          isAscii
              ? "expected paths of images and labels, found another"
              : "expected paths in characters of this process's locale (" + NameEncoding.name()
                  + "), found others; " + NameEncoding.WAY_OUT,
          e);
    }
  }

  /** Tells which end of a path of another machine would be found in the folder. */
  private String hint(String given) throws DatasetException {
    String[] parts = given.replace('\\', '/').split("/");
    for (int from = 1; from < parts.length; from++) {
      String tail = String.join("/", List.of(parts).subList(from, parts.length));
      if (!tail.contains("..") && CaseFiles.isThere(folder.resolve(path(tail)))) {
        return "; list it as " + tail;
      }
    }
    return "";
  }

  /** Returns the names under which a listed file may be there, best first. */
  private static List<String> candidates(Path listed, boolean withChannels) {
    String extension = CaseFiles.extension(listed);
    List<String> extensions = new ArrayList<>(List.of(extension));
    if (extension.isEmpty() || VOLUMES.contains(extension.toLowerCase(Locale.ROOT))) {
      VOLUMES.stream().filter(other -> !other.equalsIgnoreCase(extension)).forEach(extensions::add);
    }
    List<String> names = new ArrayList<>();
    for (String channel : withChannels ? List.of("", ChannelName.suffix(0)) : List.of("")) {
      extensions.forEach(each -> names.add(CaseFiles.id(listed) + channel + each));
    }
    return names;
  }

  /** Returns the file of a name, in whichever Unicode form; none if there is none. */
  private List<Path> named(Path file) throws IOException {
    if (CaseFiles.isThere(file)) {
      return List.of(file);
    }
    Path parent = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
    String name = CaseFiles.normalized(CaseFiles.name(file));
    List<Path> found = new ArrayList<>();
    for (Path other : listing(parent)) {
      if (CaseFiles.normalized(CaseFiles.name(other)).equals(name)
          && CaseFiles.isDecodable(other)) {
        found.add(other);
      }
    }
    return found;
  }

  private List<Path> listing(Path parent) throws IOException {
    List<Path> files = listings.get(parent);
    if (files == null) {
      files = Files.isDirectory(parent) ? CaseFiles.visible(parent) : List.of();
      listings.put(parent, files);
    }
    return files;
  }

  /** Returns the file, or those of all channels if it was found as the first one of several. */
  private static List<Path> channels(Path first, Path listed) {
    boolean isListed = CaseFiles.normalized(CaseFiles.id(first))
        .equals(CaseFiles.normalized(CaseFiles.id(listed)));
    return isListed ? List.of(first) : channels(first);
  }

  /** Returns the files of an image's channels from the first one up to a gap. */
  static List<Path> channels(Path first) {
    Optional<ChannelName> name = ChannelName.of(CaseFiles.id(first));
    List<Path> files = new ArrayList<>(List.of(first));
    for (int channel = 1; name.isPresent(); channel++) {
      Path next = first.resolveSibling(
          name.get().caseId() + ChannelName.suffix(channel) + CaseFiles.extension(first));
      if (!CaseFiles.isThere(next)) {
        break;
      }
      files.add(next);
    }
    return files;
  }

  private static Found usable(Path listed, List<Path> files) throws IOException {
    for (Path file : files) {
      Optional<String> pointer = ContentPointer.describe(file);
      if (pointer.isPresent()) {
        return new Found(file, List.of(), pointer.get());
      }
    }
    return new Found(listed, files, "");
  }
}
