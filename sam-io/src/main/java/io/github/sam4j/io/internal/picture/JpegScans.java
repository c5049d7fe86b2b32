// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.picture;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Checks the compressed data of a JPEG. OpenCV's decoder fills what is damaged with grey and prints
 * to the standard error of the process; the JDK's, of the same origin, hands its warnings over.
 */
final class JpegScans {
  private JpegScans() {}

  /**
   * Decodes a file without keeping its pixels.
   *
   * @throws IOException if something in it is damaged, missing or too much
   */
  static void check(byte[] file) throws IOException {
    ImageReader reader = reader();
    FirstWarning warning = new FirstWarning();
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      reader.setInput(in, /* seekForwardOnly= */ true, /* ignoreMetadata= */ true);
      reader.addIIOReadWarningListener((source, message) -> warning.set(message));
      ImageReadParam everyRow = reader.getDefaultReadParam();
      everyRow.setSourceSubsampling(reader.getWidth(0), 1, 0, 0);
      reader.readRaster(0, everyRow);
    } catch (IOException | RuntimeException e) {
      // the reader lets exceptions of its own arithmetic through when a header makes no sense
      throw new IOException("damaged JPEG: " + words(e.getMessage()), e);
    } finally {
      reader.dispose();
    }
    if (warning.message != null) {
      throw new IOException("damaged JPEG: " + words(warning.message));
    }
  }

  /** Returns the JDK's own reader: others may be installed, which needn't warn. */
  private static ImageReader reader() {
    try {
      Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("jpeg");
      while (readers.hasNext()) {
        ImageReader reader = readers.next();
        if (reader.getClass().getName().startsWith("com.sun.imageio.")) {
          return reader;
        }
      }
    } catch (LinkageError e) {
      throw new IllegalStateException(
          "the JDK's JPEG decoder cannot be loaded: " + e.getMessage(), e);
    }
    throw new IllegalStateException("expected the JPEG decoder of the JDK's module java.desktop");
  }

  private static String words(@Nullable String message) {
    String text = String.valueOf(message).replace("Corrupt JPEG data: ", "");
    return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }

  /** The first warning; a damaged file has many. */
  private static final class FirstWarning {
    private @Nullable String message;

    void set(String text) {
      message = message == null ? text : message;
    }
  }
}
