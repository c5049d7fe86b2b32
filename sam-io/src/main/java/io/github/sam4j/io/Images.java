// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io;

import io.github.sam4j.image.RgbImage;
import io.github.sam4j.image.internal.files.DiskErrors;
import io.github.sam4j.image.internal.files.FileReplacement;
import io.github.sam4j.io.internal.opencv.PictureCodec;
import io.github.sam4j.io.internal.picture.PictureFile;
import io.github.sam4j.mask.Mask;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Reads and writes pictures. */
public final class Images {
  private static final int MAX_FILE_BYTES = 1 << 30;

  private Images() {}

  /**
   * Returns whether a file begins like a PNG or JPEG picture. Its name and the rest of its content
   * are not considered: {@link #read} may still reject it as truncated or damaged.
   *
   * @throws NoSuchFileException if there is no such file
   * @throws IOException if it is a folder or a device, or cannot be read
   */
  public static boolean isPicture(Path path) throws IOException {
    return PictureFile.matches(signature(path));
  }

  /**
   * Returns whether a file begins like a PNG picture, which unlike JPEG is lossless.
   *
   * @throws NoSuchFileException if there is no such file
   * @throws IOException if it is a folder or a device, or cannot be read
   */
  public static boolean isPng(Path path) throws IOException {
    return PictureFile.isPng(signature(path));
  }

  private static byte[] signature(Path path) throws IOException {
    checkRegularFile(path);
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(PictureFile.SIGNATURE_BYTES);
    }
  }

  /**
   * Reads a PNG or JPEG picture, recognised by its content, with its pixels as they are stored.
   *
   * <p>Grey is copied to all three channels, palettes are resolved, alpha is dropped without
   * blending. A rotation stated in the file (EXIF orientation) is not applied: coordinates are
   * those of the stored pixels; {@link #readUpright} applies it. Samples of 16 bits are rejected,
   * since the range of values to show is not known here.
   *
   * <p>Of an animated PNG the still picture is read, whether or not it belongs to the animation; of
   * a JPEG with several pictures the first one, never a thumbnail. Bytes behind the end of the
   * picture are ignored.
   *
   * @throws NoSuchFileException if there is no such file
   * @throws IOException if it is a folder, empty, truncated, damaged anywhere in its pixels, no PNG
   *     or JPEG, of more than 8 bits per sample, or larger than an {@link RgbImage} may be
   */
  public static RgbImage read(Path path) throws IOException {
    return decode(path, PictureFile::of, PictureFile::decode);
  }

  /**
   * Reads a PNG or JPEG picture as {@link #read} does, and turns it as it is meant to be displayed:
   * by the EXIF orientation of a JPEG or PNG, in all of its eight values. Coordinates are those of
   * the turned picture. A file that states no orientation is read as it is.
   *
   * @throws NoSuchFileException if there is no such file
   * @throws IOException as for {@link #read}, or if the EXIF data are damaged
   */
  public static RgbImage readUpright(Path path) throws IOException {
    return decode(path, PictureFile::of, Images::upright);
  }

  /**
   * Reads a picture as {@link #read(Path)} does, but accepts a JPEG whose compressed data are
   * damaged or end early: what can't be decoded is grey or wrong.
   *
   * @param warnings told once what is wrong with a damaged file, with its name
   * @throws NoSuchFileException if there is no such file
   * @throws IOException as for {@link #read(Path)}, or if too little is left of the file
   */
  public static RgbImage read(Path path, Consumer<String> warnings) throws IOException {
    return decodeLeniently(path, PictureFile::decode, warnings);
  }

  /**
   * Reads a picture as {@link #readUpright(Path)} does, but accepts a damaged JPEG as
   * {@link #read(Path, Consumer)} does.
   *
   * @param warnings told once what is wrong with a damaged file, with its name
   * @throws NoSuchFileException if there is no such file
   * @throws IOException as for {@link #readUpright(Path)}, or if too little is left of the file
   */
  public static RgbImage readUpright(Path path, Consumer<String> warnings) throws IOException {
    return decodeLeniently(path, Images::upright, warnings);
  }

  /**
   * Reads a mask or labels from a PNG picture.
   *
   * <p>They are the colours, as {@link #read} returns them, of a picture without transparency. Of
   * one with transparency they are:
   *
   * <ol>
   *   <li>the opacities (0 to 255) as grey, if all pixels have the same colour,
   *   <li>else the colours, if some pixels are fully transparent, exactly the black ones.
   * </ol>
   *
   * @throws NoSuchFileException if there is no such file
   * @throws IOException as for {@link #read}, if the file is a JPEG, which is lossy, or if colours
   *     and transparency contradict each other
   */
  public static RgbImage readLabels(Path path) throws IOException {
    return decode(path, PictureFile::of, PictureFile::decodeLabels);
  }

  /**
   * Reads a picture file in memory as {@link #read(Path)} does.
   *
   * @throws IOException as for {@link #read(Path)}
   */
  public static RgbImage read(byte[] file) throws IOException {
    return decode(file, PictureFile::decode);
  }

  /**
   * Reads a picture as {@link #read(Path)} does from a stream, which is read to its end and not
   * closed.
   *
   * @throws IOException as for {@link #read(Path)}, or if the stream fails
   */
  public static RgbImage read(InputStream in) throws IOException {
    return read(in.readNBytes(MAX_FILE_BYTES + 1));
  }

  /**
   * Reads a picture file in memory as {@link #readUpright(Path)} does.
   *
   * @throws IOException as for {@link #readUpright(Path)}
   */
  public static RgbImage readUpright(byte[] file) throws IOException {
    return decode(file, Images::upright);
  }

  /**
   * Reads a picture as {@link #readUpright(Path)} does from a stream, which is read to its end and
   * not closed.
   *
   * @throws IOException as for {@link #readUpright(Path)}, or if the stream fails
   */
  public static RgbImage readUpright(InputStream in) throws IOException {
    return readUpright(in.readNBytes(MAX_FILE_BYTES + 1));
  }

  /**
   * Reads a mask or labels from a picture file in memory as {@link #readLabels(Path)} does.
   *
   * @throws IOException as for {@link #readLabels(Path)}
   */
  public static RgbImage readLabels(byte[] file) throws IOException {
    return decode(file, PictureFile::decodeLabels);
  }

  /**
   * Reads a mask or labels as {@link #readLabels(Path)} does from a stream, which is read to its
   * end and not closed.
   *
   * @throws IOException as for {@link #readLabels(Path)}, or if the stream fails
   */
  public static RgbImage readLabels(InputStream in) throws IOException {
    return readLabels(in.readNBytes(MAX_FILE_BYTES + 1));
  }

  private static RgbImage upright(PictureFile file) throws IOException {
    return file.orientation().apply(file.decode());
  }

  /** Checks the structure of a file. */
  private interface Parsing {
    PictureFile of(byte[] file) throws IOException;
  }

  /** Returns what is wanted of a file. */
  private interface Decoding {
    RgbImage of(PictureFile file) throws IOException;
  }

  private static RgbImage decode(byte[] file, Decoding decoding) throws IOException {
    if (file.length > MAX_FILE_BYTES) {
      throw new IOException(
          "expected a picture file of at most " + MAX_FILE_BYTES + " bytes, got more");
    }
    return decoding.of(PictureFile.of(file));
  }

  private static RgbImage decodeLeniently(Path path, Decoding decoding, Consumer<String> warnings)
      throws IOException {
    return decode(path, PictureFile::lenient, file -> {
      RgbImage image = decoding.of(file);
      file.damage().ifPresent(damage -> warnings.accept(path + ": " + damage));
      return image;
    });
  }

  private static RgbImage decode(Path path, Parsing parsing, Decoding decoding) throws IOException {
    checkRegularFile(path);
    if (Files.size(path) > MAX_FILE_BYTES) {
      throw new IOException(path + ": expected a picture file of at most " + MAX_FILE_BYTES
          + " bytes, got " + Files.size(path));
    }
    byte[] file = DiskErrors.reading(path, () -> Files.readAllBytes(path));
    try {
      return decoding.of(parsing.of(file));
    } catch (IOException e) {
      throw new IOException(path + ": " + e.getMessage(), e);
    }
  }

  private static void checkRegularFile(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new NoSuchFileException(path.toString());
    }
    if (!Files.isRegularFile(path)) {
      throw new IOException(path + ": expected a picture file, got a folder or a device");
    }
  }

  /**
   * Writes a colour picture as PNG, whatever the file's name.
   *
   * @throws NoSuchFileException if the folder does not exist
   * @throws IOException if writing fails; an older file is then unchanged
   */
  public static void writePng(RgbImage image, Path path) throws IOException {
    FileReplacement.write(path, out -> writePng(image, out));
  }

  /**
   * Writes a mask as grey PNG: 255 where it is set, 0 elsewhere.
   *
   * @throws NoSuchFileException if the folder does not exist
   * @throws IOException if writing fails; an older file is then unchanged
   */
  public static void writePng(Mask mask, Path path) throws IOException {
    FileReplacement.write(path, out -> writePng(mask, out));
  }

  /**
   * Writes a colour picture as PNG to a stream, which is neither flushed nor closed.
   *
   * @throws IOException if the stream fails
   */
  public static void writePng(RgbImage image, OutputStream out) throws IOException {
    out.write(PictureCodec.encodePng(image));
  }

  /**
   * Writes a mask as grey PNG to a stream, which is neither flushed nor closed: 255 where it is
   * set, 0 elsewhere.
   *
   * @throws IOException if the stream fails
   */
  public static void writePng(Mask mask, OutputStream out) throws IOException {
    out.write(PictureCodec.encodePng(mask.width(), mask.height(), mask.toByteArray(255)));
  }
}
