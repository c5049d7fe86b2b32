// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** JPEG files of all kinds that OpenCV writes, and parts to put into them. */
final class MadeJpeg {
  private static final int[] SAMPLINGS = {0x411111, 0x221111, 0x211111, 0x121111, 0x111111};

  private MadeJpeg() {}

  /** Returns grey and colour files, baseline and progressive, with restarts and samplings. */
  static List<byte[]> kinds() {
    List<byte[]> files = new ArrayList<>();
    for (int progressive = 0; progressive < 2; progressive++) {
      for (int type : new int[] {opencv_core.CV_8UC1, opencv_core.CV_8UC3}) {
        for (int restart : new int[] {0, 1, 3}) {
          files.add(encode(
              type,
              opencv_imgcodecs.IMWRITE_JPEG_PROGRESSIVE,
              progressive,
              opencv_imgcodecs.IMWRITE_JPEG_RST_INTERVAL,
              restart,
              opencv_imgcodecs.IMWRITE_JPEG_OPTIMIZE,
              restart % 2));
        }
      }
      for (int sampling : SAMPLINGS) {
        files.add(encode(
            opencv_core.CV_8UC3,
            opencv_imgcodecs.IMWRITE_JPEG_PROGRESSIVE,
            progressive,
            opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR,
            sampling));
      }
    }
    return files;
  }

  @SuppressWarnings("try") // the scope frees what is allocated inside
  private static byte[] encode(int type, int... settings) {
    try (PointerScope scope = new PointerScope()) {
      Mat picture = new Mat(37, 53, type);
      byte[] samples = new byte[37 * 53 * picture.channels()];
      new Random(6).nextBytes(samples);
      for (int i = 0; i < samples.length; i++) {
        samples[i] = (byte) (128 + 90 * Math.sin(i / 40.0) + (samples[i] >> 3));
      }
      picture.data().capacity(samples.length).put(samples);
      BytePointer file = new BytePointer();
      opencv_imgcodecs.imencode(".jpg", picture, file, new IntPointer(settings));
      byte[] bytes = new byte[Math.toIntExact(file.limit())];
      file.get(bytes);
      return bytes;
    }
  }

  /** Returns the file with a segment behind its start. */
  static byte[] with(byte[] jpeg, int marker, byte[] content) {
    return ByteBuffer.allocate(jpeg.length + content.length + 4)
        .put(jpeg, 0, 2)
        .put((byte) 0xFF)
        .put((byte) marker)
        .putShort((short) (content.length + 2))
        .put(content)
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  /** Returns EXIF data that state an orientation, behind another entry. */
  static byte[] exif(int orientation, boolean littleEndian) {
    ByteBuffer data = ByteBuffer.allocate(8 + 2 + 2 * 12 + 4);
    data.put((littleEndian ? "II" : "MM").getBytes(StandardCharsets.US_ASCII));
    data.order(littleEndian ? java.nio.ByteOrder.LITTLE_ENDIAN : java.nio.ByteOrder.BIG_ENDIAN);
    data.putShort((short) 42).putInt(8).putShort((short) 2);
    data.putShort((short) 0x0100).putShort((short) 4).putInt(1).putInt(53);
    data.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation);
    return data.array();
  }

  /** Returns what stands for EXIF data in a JPEG's segment. */
  static byte[] segment(byte[] exif) {
    return concat("Exif\0\0".getBytes(StandardCharsets.US_ASCII), exif);
  }

  static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
