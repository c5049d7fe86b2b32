// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.sam4j.image.RgbImage;
import io.github.sam4j.testing.SharedData;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kinds of JPEG, which of their pictures is read, and damage. */
final class JpegTest {
  private static final byte[] JPEG = MadeJpeg.kinds().get(3);

  @TempDir
  private Path folder;

  private RgbImage read(byte[] file) throws IOException {
    return Images.read(Files.write(folder.resolve("file.jpg"), file));
  }

  private void assertRefused(byte[] file, String... problem) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("file.jpg: ")
        .hasMessageContainingAll(problem);
  }

  @Test
  void everySoundKindIsRead() throws IOException {
    for (byte[] file : MadeJpeg.kinds()) {
      assertThat(read(file).width()).isEqualTo(53);
    }
  }

  @Test
  void soundFilesOfOthersAreRead() throws IOException {
    Path folder = SharedData.require("testdata/highdicom");

    assertThat(Images.read(folder.resolve("frame_rgb.jpeg")).width()).isPositive();
    assertThat(Images.read(folder.resolve("frame_rgb_empty.jpeg")).width()).isPositive();
  }

  @Test
  void whatTheJdkWritesIsRead() throws IOException {
    for (int mode : new int[] {ImageWriteParam.MODE_DISABLED, ImageWriteParam.MODE_DEFAULT}) {
      for (int channels : new int[] {1, 3, 4}) {
        byte[] file = written(channels, mode);

        assertThat(read(file).width()).isEqualTo(61);
        assertRefused(inserted(file, file.length - 2, 9), "damaged JPEG");
      }
    }
  }

  private static byte[] written(int channels, int mode) throws IOException {
    WritableRaster raster =
        Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 61, 43, channels, null);
    Random random = new Random(8);
    for (int i = 0; i < 61 * 43 * channels; i++) {
      int pixel = i / channels;
      raster.setSample(pixel % 61, pixel / 61, i % channels, 3 * (pixel % 61) + random.nextInt(50));
    }
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam settings = writer.getDefaultWriteParam();
    settings.setProgressiveMode(mode);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(file)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(raster, null, null), settings);
    } finally {
      writer.dispose();
    }
    return file.toByteArray();
  }

  @Test
  void theFirstOfSeveralPicturesIsRead() throws IOException {
    byte[] index = "MPF\0MM\0*\0\0\0\b".getBytes(StandardCharsets.ISO_8859_1);
    byte[] second = MadeJpeg.kinds().get(0);

    byte[] both = MadeJpeg.concat(MadeJpeg.with(JPEG, 0xE2, index), second);

    assertThat(read(both)).isEqualTo(read(JPEG)).isNotEqualTo(read(second));
  }

  @Test
  void aThumbnailIsNotThePicture() throws IOException {
    byte[] thumbnail = MadeJpeg.kinds().get(0);
    byte[] exif = MadeJpeg.segment(MadeJpeg.concat(MadeJpeg.exif(1, true), thumbnail));

    assertThat(read(MadeJpeg.with(JPEG, 0xE1, exif))).isEqualTo(read(JPEG));
  }

  @Test
  void segmentsThatDontSayHowColoursAreStoredMayBeBroken() throws IOException {
    byte[] profile = "ICC_PROFILE\0\2\1broken".getBytes(StandardCharsets.ISO_8859_1);
    byte[] file = MadeJpeg.with(MadeJpeg.with(JPEG, 0xE2, profile), 0xFE, new byte[] {1});

    assertThat(read(file)).isEqualTo(read(JPEG));
  }

  @Test
  void fillBytesBeforeMarkersAreRead() throws IOException {
    byte[] filled = MadeJpeg.concat(
        Arrays.copyOf(JPEG, 2),
        new byte[] {-1, -1, -1},
        Arrays.copyOfRange(JPEG, 2, JPEG.length - 2),
        new byte[] {-1, -1},
        Arrays.copyOfRange(JPEG, JPEG.length - 2, JPEG.length));

    assertThat(read(filled)).isEqualTo(read(JPEG));
  }

  @Test
  void dataThatEndEarlyAreRefused() {
    for (byte[] file : MadeJpeg.kinds()) {
      byte[] cut = Arrays.copyOf(file, file.length - 60);
      cut[cut.length - 3] = 0;
      cut[cut.length - 2] = -1;
      cut[cut.length - 1] = (byte) 0xD9;

      assertRefused(cut, "damaged JPEG: ");
    }
  }

  @Test
  void foreignBytesAreRefused() {
    assertRefused(inserted(JPEG, JPEG.length - 2, 1, 2, 3), "expected a marker");
    int behindTheFirstSegment = 20;
    assertRefused(inserted(JPEG, behindTheFirstSegment, 7), "expected a marker", "got 7");
    byte[] restarts = MadeJpeg.kinds().get(1);
    for (int at = 0; at < restarts.length - 1; at++) {
      if (restarts[at] == -1 && restarts[at + 1] == (byte) 0xD3) {
        restarts[at + 1] = (byte) 0xD6;
      }
    }
    assertRefused(restarts, "expected a restart marker d3");
  }

  private static byte[] inserted(byte[] file, int at, int... foreign) {
    ByteBuffer longer = ByteBuffer.allocate(file.length + foreign.length).put(file, 0, at);
    for (int each : foreign) {
      longer.put((byte) each);
    }
    return longer.put(file, at, file.length - at).array();
  }

  @Test
  void codesOfNoTableAreRefused() {
    byte[] file = MadeJpeg.kinds().get(0);
    int scan = file.length * 3 / 4;
    for (int at = scan; at < scan + 12; at += 2) {
      file[at] = (byte) 0xFF;
      file[at + 1] = 0;
    }

    assertRefused(file, "damaged JPEG: bad Huffman code");
  }

  @Test
  void scansThatAreMissingAreRefused() {
    byte[] progressive = MadeJpeg.kinds().get(14);
    int firstScan = marker(progressive, 0xDA, 0);
    int secondScan = marker(progressive, 0xDA, firstScan + 2);
    byte[] end = {-1, (byte) 0xD9};

    assertRefused(
        MadeJpeg.concat(Arrays.copyOf(progressive, firstScan), end), "a scan of each component");
    assertRefused(
        MadeJpeg.concat(
            Arrays.copyOf(progressive, firstScan),
            Arrays.copyOfRange(progressive, secondScan, progressive.length)),
        "damaged JPEG: expected");
  }

  @Test
  void scansOutOfOrderAreRefused() {
    byte[] progressive = MadeJpeg.kinds().get(14);
    int scan = marker(progressive, 0xDA, 0);
    int behind = scan + 2;
    while (progressive[behind] != -1 || progressive[behind + 1] == 0) {
      behind++;
    }

    assertRefused(
        MadeJpeg.concat(
            Arrays.copyOf(progressive, behind),
            Arrays.copyOfRange(progressive, scan, progressive.length)),
        "damaged JPEG: expected scans in their order");
  }

  private static int marker(byte[] file, int marker, int from) {
    for (int at = from; at < file.length - 1; at++) {
      if (file[at] == -1 && file[at + 1] == (byte) marker) {
        return at;
      }
    }
    throw new AssertionError("expected a marker " + Integer.toHexString(marker));
  }

  @Test
  void unknownWaysOfStoringColoursAreRefused() throws IOException {
    byte[] four = written(4, ImageWriteParam.MODE_DISABLED);
    byte[] adobe = {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 1};

    assertRefused(MadeJpeg.with(four, 0xEE, adobe), "colour transform of 4 components, got 1");
    byte[] version = JPEG.clone();
    version[11] = 2;
    assertRefused(version, "version 1 of JFIF, got 2");
  }

  @Test
  void framesOfOtherKindsAreRefusedByName() {
    assertRefused(frame(0xC3), "expected a baseline, extended or progressive JPEG", "lossless");
    assertRefused(frame(0xC5), "hierarchical");
    assertRefused(frame(0xC9), "arithmetic");
  }

  private static byte[] frame(int kind) {
    byte[] file = JPEG.clone();
    file[marker(file, 0xC0, 0) + 1] = (byte) kind;
    return file;
  }

  @Test
  void sizesThatTheDataCannotHaveAreRefusedAtOnce() {
    byte[] file = JPEG.clone();
    int frame = marker(file, 0xC0, 0);
    ByteBuffer.wrap(file).putShort(frame + 5, (short) 20_000).putShort(frame + 7, (short) 20_000);

    assertTimeoutPreemptively(
        Duration.ofSeconds(1), () -> assertRefused(file, "truncated JPEG", "20000x20000"));
  }

  /**
   * OpenCV's decoder prints to the process's standard error: only a process of its own shows it.
   */
  @Test
  void nothingIsPrintedForDamagedFiles() throws IOException, InterruptedException {
    Path errors = folder.resolve("errors.txt");
    Process process = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Damage.class.getName(),
            folder.resolve("damaged.jpg").toString())
        .redirectError(errors.toFile())
        .start();

    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isZero();
    List<String> counts = output.lines().toList();
    assertThat(Integer.parseInt(counts.get(0))).as("accepted").isGreaterThan(200);
    assertThat(Integer.parseInt(counts.get(1))).as("refused").isGreaterThan(1000);
    assertThat(Files.readString(errors)).isEmpty();
  }

  /** Reads files with a few random bytes changed, and prints how many were accepted and refused. */
  static final class Damage {
    private static final int FILES = 2000;

    private Damage() {}

    public static void main(String[] args) throws IOException {
      Path path = Path.of(args[0]);
      List<byte[]> kinds = MadeJpeg.kinds();
      Random random = new Random(17);
      int accepted = 0;
      for (int i = 0; i < FILES; i++) {
        byte[] file = kinds.get(i % kinds.size()).clone();
        int from = i % 2 == 0 ? 2 : file.length / 2;
        for (int changed = random.nextInt(3); changed >= 0; changed--) {
          file[from + random.nextInt(file.length - 2 - from)] = (byte) random.nextInt(256);
        }
        Files.write(path, file);
        try {
          Images.read(path);
          accepted++;
        } catch (IOException e) {
          if (!String.valueOf(e.getMessage()).startsWith(path + ": ")) {
            throw new AssertionError("expected the file's name in the message", e);
          }
        }
      }
      System.out.println(accepted);
      System.out.println(FILES - accepted);
    }
  }
}
