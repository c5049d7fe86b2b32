// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights;

import static io.github.sam4j.weights.HostileFile.assertRefused;

import io.github.sam4j.testing.PyTorchZipWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that contradict themselves. */
final class HostileZipTest {
  private static final int CENTRAL = 0x02014b50;
  private static final int END = 0x06054b50;
  private static final int END_64 = 0x06064b50;

  @Test
  void wrongChecksumOfThePickleIsRefused() {
    byte[] file = CheckpointFiles.zip();
    file[50] ^= 1;

    assertRefused(file, "model/data.pkl", "wrong CRC-32");
  }

  @Test
  void compressedEntriesAreRefusedWhateverTheyClaim() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("model/data.pkl"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 64; i++) {
        zip.write(zeros);
      }
    }
    byte[] bomb = bytes.toByteArray();

    assertRefused(bomb, "model/data.pkl", "compressed");
    assertRefused(edited(bomb, CENTRAL, entry -> entry.putInt(24, (int) 10_000_000_000L)));
  }

  @Test
  void encryptedEntryIsRefused() {
    assertRefused(
        edited(CheckpointFiles.zip(), CENTRAL, entry -> entry.putShort(8, (short) 0x809)),
        "encrypted");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 0x7fffffff, 0x80000000, -2, -1})
  void sizesAndOffsetsAreNotBelieved(int claim) {
    for (int field : new int[] {20, 24, 42}) {
      byte[] file = edited(CheckpointFiles.zip(), CENTRAL, entry -> entry.putInt(field, claim));
      if (!Arrays.equals(file, CheckpointFiles.zip())) {
        assertRefused(file);
      }
    }
    byte[] sizes =
        edited(CheckpointFiles.zip(), CENTRAL, entry -> entry.putInt(20, claim).putInt(24, claim));
    assertRefused(sizes);
    for (int field : new int[] {12, 16}) {
      assertRefused(edited(CheckpointFiles.zip(), END, entry -> entry.putInt(field, claim)));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 1L << 31, 1L << 62, -1, Long.MIN_VALUE, Long.MAX_VALUE})
  void sizesIn64BitsAreNotBelieved(long claim) {
    byte[] whole = CheckpointFiles.zip(true, writer -> {
      writer.pickle(CheckpointFiles.content());
      writer.storage("0", out -> out.write(new byte[24]));
      writer.storage("1", out -> out.write(new byte[8]));
    });
    for (int field : new int[] {32, 40, 48}) {
      assertRefused(edited(whole, END_64, entry -> entry.putLong(field, claim)));
    }
    // behind the name model/data.pkl: kind and length of the field, two sizes, an offset
    int extra = 46 + 14 + 4;
    assertRefused(
        edited(whole, CENTRAL, entry -> entry.putLong(extra, claim).putLong(extra + 8, claim)));
    if (claim != 0) {
      assertRefused(edited(whole, CENTRAL, entry -> entry.putLong(extra + 16, claim)));
    }
  }

  @Test
  void twoEndsThatDisagreeAreRefused() {
    byte[] file = edited(
        CheckpointFiles.zip(true, writer -> writer.pickle(CheckpointFiles.content())),
        END,
        entry -> entry.putShort(10, (short) 1));

    assertRefused(file, "contradict each other");
  }

  @Test
  void entriesOverEachOtherAreRefused() {
    byte[] file = CheckpointFiles.zip();
    // the first entry reaches into the second
    int bytes =
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(find(file, CENTRAL) + 24);

    assertRefused(
        edited(file, CENTRAL, entry -> entry.putInt(20, bytes + 60).putInt(24, bytes + 60)),
        "over another entry");
  }

  @Test
  void twoEntriesOfOneNameAreRefused() {
    assertRefused(
        CheckpointFiles.zip(false, writer -> {
          writer.pickle(CheckpointFiles.content());
          writer.storage("0", out -> out.write(0));
          writer.storage("0", out -> out.write(0));
        }),
        "two entries model/data/0");
  }

  @Test
  void entryUnderAnotherNameThanInTheDirectoryIsRefused() {
    byte[] file = CheckpointFiles.zip();
    file[30] = 'M';

    assertRefused(file, "entry model/data.pkl, its content is of Model/data.pkl");
  }

  @Test
  void archiveOfSomethingElseIsRefused() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PyTorchZipWriter writer = new PyTorchZipWriter(bytes, "a/b")) {
      writer.pickle(CheckpointFiles.content());
    }

    assertRefused(bytes.toByteArray(), "expected one pickle FOLDER/data.pkl");
    // an empty archive is nothing but its end
    byte[] empty = new byte[22];
    System.arraycopy(new byte[] {'P', 'K', 5, 6}, 0, empty, 0, 4);
    assertRefused(empty, "found 0");
  }

  @Test
  void archiveInPartsIsRefused() {
    assertRefused(
        edited(CheckpointFiles.zip(), END, entry -> entry.putShort(4, (short) 1)), "several");
  }

  /** Returns a file with a change at the first record of a signature. */
  private static byte[] edited(byte[] file, int signature, Consumer<ByteBuffer> edit) {
    byte[] copy = file.clone();
    int at = find(copy, signature);
    ByteBuffer record = ByteBuffer.wrap(copy, at, copy.length - at).slice();
    edit.accept(record.order(ByteOrder.LITTLE_ENDIAN));
    return copy;
  }

  private static int find(byte[] file, int signature) {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at <= file.length - Integer.BYTES; at++) {
      if (bytes.getInt(at) == signature) {
        return at;
      }
    }
    throw new AssertionError("no such record");
  }
}
