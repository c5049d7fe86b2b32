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
import org.jspecify.annotations.Nullable;

/** A file with one mask: a PNG picture, or COCO run lengths as JSON. */
final class MaskFile {
  private MaskFile() {}

  /** Returns whether a file begins as a picture or a JSON object; no volume does. */
  static boolean isMask(Path file) throws IOException {
    return Images.isPicture(file) || isJson(file);
  }

  private static boolean isJson(Path file) throws IOException {
    return TextFiles.firstCharacter(file) == '{';
  }

  /** Returns whether a file has polygons, which have no size of their own. */
  static boolean hasPolygons(Path file) throws IOException {
    return !Images.isPicture(file) && Json.hasPolygons(json(file));
  }

  /**
   * Reads the mask; that of a picture by {@link Images#readLabels} and {@link MaskLevels}.
   *
   * @param other the mask that it is compared with, or null as in {@link Json#mask}
   */
  static Mask read(Path file, @Nullable Mask other) throws IOException {
    if (Images.isPicture(file)) {
      return picture(file);
    }
    JsonNode json = json(file);
    try {
      return Json.mask(json, other);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  private static JsonNode json(Path file) throws IOException {
    try {
      return Json.parse(TextFiles.read(file));
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(file + ": expected JSON in UTF-8, found other bytes", e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(file + ": " + Json.problem(e), e);
    }
  }

  private static Mask picture(Path file) throws IOException {
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
