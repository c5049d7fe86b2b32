// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.sam4j.image.internal.files.TextFiles;
import io.github.sam4j.io.Images;
import io.github.sam4j.mask.Mask;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A file with one mask: a PNG picture, or COCO run lengths as JSON. */
final class MaskFile implements MaskSource {
  private final Path file;
  private final boolean isPicture;
  private @Nullable JsonNode json;

  private MaskFile(Path file, boolean isPicture) {
    this.file = file;
    this.isPicture = isPicture;
  }

  /** Finds a mask by how the file begins: as a picture or a JSON object; no volume does. */
  static Optional<MaskFile> find(Path file) throws IOException {
    boolean isPicture = Images.isPicture(file);
    return isPicture || TextFiles.firstCharacter(file) == '{'
        ? Optional.of(new MaskFile(file, isPicture))
        : Optional.empty();
  }

  @Override
  public boolean hasPolygons() throws IOException {
    return !isPicture && Json.hasPolygons(json());
  }

  /** Reads the mask; that of a picture by {@link Images#readLabels} and {@link MaskLevels}. */
  @Override
  public Mask read(@Nullable Mask other) throws IOException {
    if (isPicture) {
      return picture();
    }
    JsonNode node = json();
    try {
      return Json.mask(node, other);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  private JsonNode json() throws IOException {
    JsonNode known = json;
    if (known == null) {
      known = parsed();
      json = known;
    }
    return known;
  }

  private JsonNode parsed() throws IOException {
    try {
      return Json.parse(TextFiles.read(file));
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(file + ": expected JSON in UTF-8, found other bytes", e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(file + ": " + Json.problem(e), e);
    }
  }

  private Mask picture() throws IOException {
    if (!Images.isPng(file)) {
      throw new IllegalArgumentException(
          file + ": expected a PNG mask, found JPEG, which is lossy");
    }
    try {
      return MaskLevels.mask(Images.readLabels(file));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }
}
