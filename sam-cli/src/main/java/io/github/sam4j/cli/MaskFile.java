// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.sam4j.io.Images;
import io.github.sam4j.mask.Mask;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file with one mask: a PNG picture, or COCO run lengths as JSON. */
final class MaskFile {
  private MaskFile() {}

  /** Returns whether a file begins as a picture or a JSON object; no volume does. */
  static boolean isMask(Path file) throws IOException {
    return Images.isPicture(file) || isJson(file);
  }

  private static boolean isJson(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      int first = in.read();
      while (first >= 0 && Character.isWhitespace(first)) {
        first = in.read();
      }
      return first == '{';
    }
  }

  /** Reads the mask; that of a picture by {@link Images#readLabels} and {@link MaskLevels}. */
  static Mask read(Path file) throws IOException {
    if (Images.isPicture(file)) {
      return picture(file);
    }
    try {
      return Json.mask(Json.parse(Files.readAllBytes(file)));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(file + ": " + Json.problem(e), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
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
