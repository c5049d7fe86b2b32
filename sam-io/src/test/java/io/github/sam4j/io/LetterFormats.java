// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io;

import io.github.sam4j.image.Spacing;
import io.github.sam4j.io.volume.ElementType;
import io.github.sam4j.io.volume.Geometry;
import io.github.sam4j.io.volume.SourceHeader;
import io.github.sam4j.io.volume.Volume;
import io.github.sam4j.io.volume.VolumeShape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Made-up formats that the service file of the tests names: the word "letters:" and a row of
 * voxels, a letter each.
 */
public final class LetterFormats {
  private static final String MAGIC = "letters:";

  private LetterFormats() {}

  /** A header of these formats. */
  private record Remark(String geometrySource) implements SourceHeader {
    @Override
    public boolean isPositioned() {
      return false;
    }
  }

  /** Reads and writes letters. */
  public static class Letters implements VolumeFormat {
    @Override
    public String name() {
      return "Letters";
    }

    @Override
    public boolean recognises(Probe probe) throws IOException {
      return probe.hasText(0, MAGIC);
    }

    @Override
    public Volume read(Path path) throws IOException {
      byte[] letters =
          Files.readString(path).substring(MAGIC.length()).getBytes(StandardCharsets.US_ASCII);
      return Volume.builder(
              VolumeShape.of(letters.length, 1, 1),
              ElementType.UINT8,
              Geometry.of(new Spacing(1, 1, 1)))
          .sourceHeader(new Remark("row"))
          .addPlane(ByteBuffer.wrap(letters))
          .build();
    }

    @Override
    public List<String> suffixes() {
      return List.of(".letters");
    }

    @Override
    public void write(Volume volume, Path path) throws IOException {
      Files.writeString(path, MAGIC + StandardCharsets.US_ASCII.decode(volume.storedPlane(0, 0)));
    }
  }

  /** The same with a name that comes later. */
  public static final class LettersAgain extends Letters {
    @Override
    public String name() {
      return "Letters again";
    }
  }

  /** Is asked first and recognises capitals only; the ending for writing is longer. */
  public static final class CapitalLetters extends Letters {
    @Override
    public String name() {
      return "Letters in capitals";
    }

    @Override
    public int priority() {
      return 1;
    }

    @Override
    public boolean recognises(Probe probe) throws IOException {
      return super.recognises(probe) && Character.isUpperCase(probe.head().get(MAGIC.length()));
    }

    @Override
    public List<String> suffixes() {
      return List.of(".capital.letters");
    }

    @Override
    public void write(Volume volume, Path path) throws IOException {
      super.write(volume, path);
      Files.writeString(path, MAGIC + letters(path).toUpperCase(Locale.ROOT));
    }

    private static String letters(Path path) throws IOException {
      return Files.readString(path).substring(MAGIC.length());
    }
  }

  /** A folder with a file of letters; it is only read. */
  public static final class LetterFolder implements VolumeFormat {
    @Override
    public String name() {
      return "Folder of letters";
    }

    @Override
    public boolean recognises(Probe probe) {
      return probe.isFolder() && Files.exists(probe.path().resolve("row"));
    }

    @Override
    public Volume read(Path path) throws IOException {
      return new Letters().read(path.resolve("row"));
    }
  }
}
