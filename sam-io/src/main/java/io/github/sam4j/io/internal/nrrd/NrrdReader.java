// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.nrrd;

import io.github.sam4j.io.internal.nrrd.DataBytes.DataLayout;
import io.github.sam4j.io.internal.stream.ByteSource;
import io.github.sam4j.io.internal.stream.Encoding;
import io.github.sam4j.io.internal.stream.VolumeInput;
import io.github.sam4j.io.internal.stream.VoxelLayout;
import io.github.sam4j.io.volume.ElementType;
import io.github.sam4j.io.volume.MalformedVolumeException;
import io.github.sam4j.io.volume.Volume;
import io.github.sam4j.io.volume.VolumeShape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;

/** Reads a header and the voxels that it describes. */
final class NrrdReader {
  private final NrrdFields header;
  private final Path path;

  private NrrdReader(NrrdFields header) {
    this.header = header;
    this.path = header.in().path();
  }

  static Volume read(Path path) throws IOException {
    try (VolumeInput in = VolumeInput.open(path)) {
      if (!in.encoding().isStoredPlainly()) {
        throw new MalformedVolumeException(
            path, "expected a NRRD header that is not compressed, got one compressed by gzip");
      }
      return new NrrdReader(NrrdFields.read(in)).read();
    }
  }

  private Volume read() throws IOException {
    ElementType type = type();
    Encoding encoding = encoding(type);
    int[] sizes = AxisValues.sizes(header);
    Orientation orientation = Orientation.of(header, sizes);
    AxisRoles roles = AxisRoles.of(header, sizes, orientation.directions());
    VoxelLayout layout = new VoxelLayout(roles.shape(), type, order(type, encoding));
    DataLayout dataLayout = DataLayout.of(header, encoding);
    long bytes = layout.bytes(path);
    DataParts parts = DataParts.of(header, sizes);
    try (DataBytes data = DataBytes.open(parts, dataLayout, bytes)) {
      layout.requireMemory(path);
      Volume.Builder builder = Volume.builder(roles.shape(), type, orientation.geometry(roles))
          .sourceHeader(new NrrdSource(
              orientation.space(),
              orientation.source(),
              orientation.isPositioned(),
              encoding.isStoredPlainly(),
              header.pairs()))
          .planar(roles.isPlanar() || isMarkedPlanar(roles.shape()));
      if (roles.isFrameByFrame()) {
        layout.readPlanes(data, path, roles.shape().planes(), builder);
      } else {
        readInterleaved(data, layout, roles.inner(), builder);
      }
      data.verifyEnd();
      return builder.build();
    }
  }

  private boolean isMarkedPlanar(VolumeShape shape) {
    return shape.planes() == 1 && header.pairs().containsKey(NrrdWriter.PLANAR);
  }

  private ElementType type() throws MalformedVolumeException {
    String name = header.get("type");
    return TypeNames.type(name)
        .orElseThrow(() ->
            header.malformed("a type of whole or real numbers", "type " + NrrdFields.shown(name)));
  }

  private Encoding encoding(ElementType type) throws MalformedVolumeException {
    String name = header.get("encoding");
    return Encodings.named(name, type)
        .orElseThrow(() -> header.malformed(
            "an encoding raw, gzip, bzip2, text or hex", "encoding " + NrrdFields.shown(name)));
  }

  private ByteOrder order(ElementType type, Encoding encoding) throws MalformedVolumeException {
    if (type.bytes() == 1 || Encodings.isText(encoding)) {
      return ByteOrder.LITTLE_ENDIAN;
    }
    String endian = header.get("endian").toLowerCase(Locale.ROOT);
    return switch (endian) {
      case "little" -> ByteOrder.LITTLE_ENDIAN;
      case "big" -> ByteOrder.BIG_ENDIAN;
      default -> throw header.malformed("endian little or big", NrrdFields.shown(endian));
    };
  }

  /**
   * Reads samples whose frames vary faster than an axis of space. A plane of all frames is read at
   * a time; the planes are kept until all are there, as a volume wants those of its first frame
   * first.
   */
  private void readInterleaved(
      ByteSource data, VoxelLayout layout, long inner, Volume.Builder builder) throws IOException {
    VolumeShape shape = layout.shape();
    int planeBytes = layout.requireMemory(path);
    long blockBytes = (long) planeBytes * shape.frames();
    if (blockBytes > Integer.MAX_VALUE - 8) {
      throw header.malformed("planes of all frames of less than 2 GiB", blockBytes + " bytes");
    }
    List<Queue<byte[]>> frames = new ArrayList<>();
    for (int frame = 0; frame < shape.frames(); frame++) {
      frames.add(new ArrayDeque<>());
    }
    int run = (int) inner * layout.type().bytes();
    byte[] block = new byte[0];
    for (int k = 0; k < shape.nz(); k++) {
      block = data.readExactly(block, (int) blockBytes);
      for (int frame = 0; frame < shape.frames(); frame++) {
        byte[] plane = new byte[planeBytes];
        int from = frame * run;
        for (int to = 0; to < planeBytes; to += run) {
          System.arraycopy(block, from, plane, to, run);
          from += run * shape.frames();
        }
        frames.get(frame).add(plane);
      }
    }
    for (Queue<byte[]> planes : frames) {
      for (byte[] plane = planes.poll(); plane != null; plane = planes.poll()) {
        builder.addPlane(ByteBuffer.wrap(plane).order(layout.order()));
      }
    }
  }
}
