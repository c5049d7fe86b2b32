// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.nrrd;

import static io.github.sam4j.io.internal.nrrd.NrrdFiles.attached;
import static io.github.sam4j.io.internal.nrrd.NrrdFiles.bytes;
import static io.github.sam4j.io.internal.nrrd.NrrdFiles.bzip2;
import static io.github.sam4j.io.internal.nrrd.NrrdFiles.gzip;
import static io.github.sam4j.io.internal.nrrd.NrrdFiles.header;
import static io.github.sam4j.io.internal.nrrd.NrrdFiles.samplesOf;
import static io.github.sam4j.io.internal.nrrd.NrrdFiles.shorts;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.io.volume.ElementType;
import io.github.sam4j.io.volume.MalformedVolumeException;
import io.github.sam4j.io.volume.Volume;
import io.github.sam4j.io.volume.VolumeShape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NrrdDataTest {
  private static final String SMALL = header("type: uint8", "dimension: 3", "sizes: 2 3 2");

  @TempDir
  private Path folder;

  private Volume read(String header, byte[] data) throws IOException {
    return new NrrdFormat().read(attached(folder.resolve("file"), header, data));
  }

  private static double[] counted(int count) {
    double[] values = new double[count];
    Arrays.setAll(values, i -> i + 1.0);
    return values;
  }

  @Test
  void everyEncodingHoldsTheSameVoxels() throws IOException {
    byte[] text = "1 2,3\n4\t5 6  7 8 9 10 11 12".getBytes(US_ASCII);
    byte[] hex = "01 02 03 0405\n060708090A 0b0C".getBytes(US_ASCII);

    for (String name : new String[] {"raw", "RAW"}) {
      assertThat(samplesOf(read(SMALL + "encoding: " + name + "\n", bytes(12))))
          .isEqualTo(counted(12));
    }
    for (String name : new String[] {"gz", "gzip"}) {
      assertThat(samplesOf(read(SMALL + "encoding: " + name + "\n", gzip(bytes(12)))))
          .isEqualTo(counted(12));
    }
    for (String name : new String[] {"bz2", "bzip2"}) {
      assertThat(samplesOf(read(SMALL + "encoding: " + name + "\n", bzip2(bytes(12)))))
          .isEqualTo(counted(12));
    }
    for (String name : new String[] {"text", "txt", "ascii", "ASCII"}) {
      assertThat(samplesOf(read(SMALL + "encoding: " + name + "\n", text))).isEqualTo(counted(12));
    }
    assertThat(samplesOf(read(SMALL + "encoding: hex\n", hex))).isEqualTo(counted(12));
  }

  @Test
  void byteOrderIsThatOfTheHeader() throws IOException {
    String header = header("type: short", "dimension: 1", "sizes: 2", "encoding: raw");

    for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
      String endian = order == ByteOrder.BIG_ENDIAN ? "big" : "little";
      assertThat(samplesOf(read(header + "endian: " + endian + "\n", shorts(order, -2, 258))))
          .containsExactly(-2, 258);
    }
    assertThatThrownBy(() -> read(header, new byte[4]))
        .isInstanceOf(MalformedVolumeException.class)
        .hasMessageContaining("endian");
  }

  @ParameterizedTest
  @CsvSource({
    "signed char, INT8",
    "int8_t, INT8",
    "uchar, UINT8",
    "Unsigned  Char, UINT8",
    "signed short int, INT16",
    "ushort, UINT16",
    "unsigned short int, UINT16",
    "signed int, INT32",
    "unsigned int, UINT32",
    "long long, INT64",
    "signed long long int, INT64",
    "ulonglong, UINT64",
    "unsigned long long int, UINT64",
    "float, FLOAT32",
    "double, FLOAT64"
  })
  void typesHaveManyNames(String name, ElementType type) throws IOException {
    String header =
        header("type: " + name, "dimension: 1", "sizes: 2", "endian: little", "encoding: raw");

    assertThat(read(header, new byte[2 * type.bytes()]).elementType()).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource({
    "int8, -128 127, -128, 127",
    "uint8, 0 255, 0, 255",
    "int16, -32768 32767, -32768, 32767",
    "uint16, 0 65535, 0, 65535",
    "int32, -2147483648 2147483647, -2147483648, 2147483647",
    "uint32, 0 4294967295, 0, 4294967295",
    "int64, -9007199254740993 1, -9007199254740992, 1",
    "uint64, 1 18446744073709551615, 1, 18446744073709551615",
    "float, -0.1 1e30, -0.10000000149011612, 1.0000000150474662E30",
    "double, -0.1 1E300, -0.1, 1E300"
  })
  void numbersInWordsAreRead(String type, String text, double first, double second)
      throws IOException {
    String header = header("type: " + type, "dimension: 1", "sizes: 2", "encoding: text");

    assertThat(samplesOf(read(header, text.getBytes(US_ASCII)))).containsExactly(first, second);
  }

  @Test
  void numbersThatAreNotFiniteAreRead() throws IOException {
    String header = header("type: float", "dimension: 1", "sizes: 3", "encoding: text");

    assertThat(samplesOf(read(header, "nan -inf Inf".getBytes(US_ASCII))))
        .containsExactly(Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  @ParameterizedTest
  @CsvSource({
    "uint8, text, 256 1",
    "uint8, text, -1 1",
    "int8, text, 128 1",
    "int16, text, 1.5 1",
    "double, text, 0x1p3 1",
    "float, text, 1f 1",
    "uint8, text, one two",
    "uint8, text, 1",
    "uint8, hex, 0g01",
    "uint8, hex, 010"
  })
  void wordsOfOtherKindsAreRefused(String type, String encoding, String text) {
    String header = header("type: " + type, "dimension: 1", "sizes: 2", "encoding: " + encoding);

    assertThatThrownBy(() -> read(header, text.getBytes(US_ASCII)))
        .isInstanceOf(MalformedVolumeException.class);
  }

  @Test
  void linesAreSkippedBeforeDecompressionAndBytesAfterIt() throws IOException {
    ByteArrayOutputStream stored = new ByteArrayOutputStream();
    stored.write("one\ntwo\r\n".getBytes(US_ASCII));
    byte[] voxels = new byte[15];
    System.arraycopy(bytes(12), 0, voxels, 3, 12);
    stored.write(gzip(voxels));

    String skips = "line skip: 2\nbyte skip: 3\n";
    assertThat(samplesOf(read(SMALL + skips + "encoding: gzip\n", stored.toByteArray())))
        .isEqualTo(counted(12));
  }

  @Test
  void bytesAreSkippedInStoredDataThatAreNotCompressed() throws IOException {
    String text = "line\nxyz1 2 3 4 5 6 7 8 9 10 11 12";
    String skips = "lineskip: 1\nbyteskip: 3\n";

    assertThat(samplesOf(read(SMALL + skips + "encoding: text\n", text.getBytes(US_ASCII))))
        .isEqualTo(counted(12));
  }

  @Test
  void voxelsAtTheEndAreFound() throws IOException {
    byte[] data = new byte[20];
    System.arraycopy(bytes(12), 0, data, 8, 12);

    assertThat(samplesOf(read(SMALL + "byte skip: -1\nencoding: raw\n", data)))
        .isEqualTo(counted(12));
    assertThat(samplesOf(read(SMALL + "byte skip: -1\nencoding: gzip\n", gzip(data))))
        .isEqualTo(counted(12));
    assertThat(samplesOf(read(SMALL + "byte skip: -1\nencoding: bz2\n", bzip2(data))))
        .isEqualTo(counted(12));
    assertThatThrownBy(() -> read(SMALL + "byte skip: -1\nencoding: raw\n", new byte[11]))
        .isInstanceOf(MalformedVolumeException.class)
        .hasMessageContaining("expected 12 bytes");
    assertThatThrownBy(() -> read(SMALL + "byte skip: -1\nencoding: text\n", data))
        .isInstanceOf(MalformedVolumeException.class);
  }

  @Test
  void dataFileIsRelativeToItsHeader() throws IOException {
    Path sub = Files.createDirectories(folder.resolve("sub"));
    Files.write(sub.resolve("voxels of it"), bytes(12));
    Path header = Files.writeString(
        folder.resolve("a.nhdr"), SMALL + "encoding: raw\nDataFile: sub/voxels of it");

    assertThat(samplesOf(new NrrdFormat().read(header))).isEqualTo(counted(12));
  }

  @ParameterizedTest
  @CsvSource({
    "LIST, 2, 6",
    "LIST 2, 2, 6",
    "LIST 1, 6, 2",
    "LIST 3, 1, 12",
    "LIST 3, 2, 6",
    "part%02d.raw 1 2 1, 2, 6",
    "part%02d.raw 2 1 -1, -2, 6",
    "part%02d.raw 1 11 2 1, 6, 2",
    "part%02d.raw 1 2 1 3, 2, 6"
  })
  void severalDataFilesFollowEachOther(String field, int parts, int bytesOfEach)
      throws IOException {
    int step = field.contains("11") ? 2 : 1;
    StringBuilder names = new StringBuilder();
    byte[] all = bytes(12);
    for (int i = 0; i < Math.abs(parts); i++) {
      int number = parts < 0 ? -parts - i : 1 + i * step;
      String name = String.format("part%02d.raw", number);
      byte[] part = Arrays.copyOfRange(all, i * bytesOfEach, (i + 1) * bytesOfEach);
      Files.write(folder.resolve(name), part);
      names.append(name).append('\n');
    }
    String header = SMALL + "encoding: raw\ndata file: " + field + "\n";
    Path file = Files.writeString(
        folder.resolve("a.nhdr"), field.startsWith("LIST") ? header + names : header);

    assertThat(samplesOf(new NrrdFormat().read(file))).isEqualTo(counted(12));
  }

  @Test
  void severalCompressedDataFilesFollowEachOther() throws IOException {
    for (int i = 0; i < 6; i++) {
      Files.write(
          folder.resolve("part" + i), bzip2(Arrays.copyOfRange(bytes(12), 2 * i, 2 * i + 2)));
    }
    Path file = Files.writeString(
        folder.resolve("a.nhdr"), SMALL + "encoding: bzip2\ndata file: part%d 0 5 1 1\n");

    assertThat(samplesOf(new NrrdFormat().read(file))).isEqualTo(counted(12));
  }

  @ParameterizedTest
  @CsvSource({
    "LIST 4",
    "LIST 0",
    "part%d 1 3 1",
    "part%d 1 2 0",
    "part%d 1 2 -1",
    "part%d 1 5 1 3",
    "part%d 0 999999999 1 1"
  })
  void otherNumbersOfDataFilesAreRefused(String field) throws IOException {
    for (int i = 0; i < 6; i++) {
      Files.write(folder.resolve("part" + i), bytes(12));
    }
    Path file = Files.writeString(
        folder.resolve("a.nhdr"), SMALL + "encoding: raw\ndata file: " + field + "\npart1\n");

    assertThatThrownBy(() -> new NrrdFormat().read(file))
        .isInstanceOf(MalformedVolumeException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "list domain domain domain, 3 2 2 2",
    "domain list domain domain, 2 3 2 2",
    "domain domain time domain, 2 2 3 2",
    "domain domain domain list, 2 2 2 3"
  })
  void framesMayVaryFasterThanSpace(String kinds, String sizes) throws IOException {
    String header = header(
        "type: uint8", "dimension: 4", "sizes: " + sizes, "kinds: " + kinds, "encoding: raw");
    int axis = Math.max(
        Arrays.asList(kinds.split(" ")).indexOf("list"),
        Arrays.asList(kinds.split(" ")).indexOf("time"));

    Volume volume = read(header, bytes(24));

    assertThat(volume.shape()).isEqualTo(new VolumeShape(2, 2, 2, 3));
    int[] strides = {1, 2, 4};
    for (int i = axis; i < 3; i++) {
      strides[i] *= 3;
    }
    for (int index = 0; index < 24; index++) {
      int i = index % 2;
      int j = index / 2 % 2;
      int k = index / 4 % 2;
      int frame = index / 8;
      assertThat(volume.value(i, j, k, frame))
          .isEqualTo(1 + i * strides[0] + j * strides[1] + k * strides[2] + frame * (1 << axis));
    }
  }
}
