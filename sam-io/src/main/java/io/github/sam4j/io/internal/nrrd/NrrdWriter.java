// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.nrrd;

import io.github.sam4j.io.internal.stream.VoxelLayout;
import io.github.sam4j.io.volume.Affine;
import io.github.sam4j.io.volume.ElementType;
import io.github.sam4j.io.volume.Volume;
import io.github.sam4j.io.volume.VolumeShape;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * Writes the header and the voxels of a volume.
 *
 * <p>NRRD knows no scaling: where a volume has one, its values are written, in the first element
 * type that holds every one of them exactly; double precision always does.
 */
final class NrrdWriter {
  /** Key of a volume that is a picture; its value is of no importance. */
  static final String PLANAR = "sam4j planar";

  private static final ElementType[] NARROWEST_FIRST = {
    ElementType.UINT8,
    ElementType.INT8,
    ElementType.INT16,
    ElementType.UINT16,
    ElementType.INT32,
    ElementType.UINT32,
    ElementType.FLOAT32
  };

  private final Volume volume;
  private final ElementType type;
  private final Space space;
  private final boolean raw;

  private NrrdWriter(Volume volume, ElementType type, Space space, boolean raw) {
    this.volume = volume;
    this.type = type;
    this.space = space;
    this.raw = raw;
  }

  static NrrdWriter of(Volume volume) {
    Optional<NrrdSource> source =
        volume.sourceHeader().filter(NrrdSource.class::isInstance).map(NrrdSource.class::cast);
    Space space = source.map(NrrdSource::space).orElse(Space.LEFT_POSTERIOR_SUPERIOR);
    return new NrrdWriter(
        volume,
        isScaled(volume) ? typeOfValues(volume) : volume.elementType(),
        volume.isPositioned() ? space : Space.UNKNOWN,
        source.isPresent() && source.get().raw());
  }

  private static boolean isScaled(Volume volume) {
    return volume.slope() != 1 || volume.intercept() != 0;
  }

  private static ElementType typeOfValues(Volume volume) {
    if (holdsAll(volume.elementType(), volume)) {
      return volume.elementType();
    }
    for (ElementType type : NARROWEST_FIRST) {
      if (holdsAll(type, volume)) {
        return type;
      }
    }
    return ElementType.FLOAT64;
  }

  private static boolean holdsAll(ElementType type, Volume volume) {
    VolumeShape shape = volume.shape();
    double[] values = new double[Math.toIntExact(shape.voxelsPerPlane())];
    for (int frame = 0; frame < shape.frames(); frame++) {
      for (int k = 0; k < shape.nz(); k++) {
        volume.readPlane(k, frame, values);
        for (double value : values) {
          if (!holds(type, value)) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private static boolean holds(ElementType type, double value) {
    return switch (type) {
      case INT8 -> value == (byte) value;
      case UINT8 -> value == ((int) value & 0xFF);
      case INT16 -> value == (short) value;
      case UINT16 -> value == ((int) value & 0xFFFF);
      case INT32 -> value == (int) value;
      case UINT32 -> value == ((long) value & 0xFFFF_FFFFL);
      case FLOAT32 -> Double.isNaN(value) || value == (float) value;
      case FLOAT64 -> true;
      // numbers beyond 53 bits were rounded when they were scaled
      case INT64, UINT64 -> false;
    };
  }

  /** Returns the suffix of a file of its own with the voxels. */
  String dataSuffix() {
    return raw ? ".raw" : ".raw.gz";
  }

  /** Returns the lines of the header, without the empty one that ends it. */
  String header() {
    VolumeShape shape = volume.shape();
    boolean frames = shape.frames() > 1;
    StringBuilder text = new StringBuilder("NRRD0005\n");
    line(text, "type", TypeNames.name(type));
    line(text, "dimension", frames ? "4" : "3");
    if (space == Space.UNKNOWN) {
      line(text, "space dimension", "3");
    } else {
      line(text, "space", space.fullName());
    }
    line(
        text,
        "sizes",
        shape.nx() + " " + shape.ny() + " " + shape.nz() + (frames ? " " + shape.frames() : ""));
    line(
        text,
        "space directions",
        column(0) + " " + column(1) + " " + column(2) + (frames ? " none" : ""));
    line(text, "kinds", "domain domain domain" + (frames ? " list" : ""));
    if (type.bytes() > 1) {
      line(text, "endian", "little");
    }
    line(text, "encoding", raw ? "raw" : "gzip");
    line(text, "space origin", column(3));
    if (volume.isPlanar()) {
      text.append(PLANAR).append(":=true\n");
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String field, String value) {
    text.append(field).append(": ").append(value).append('\n');
  }

  private String column(int column) {
    Affine affine = volume.geometry().affine();
    StringBuilder vector = new StringBuilder("(");
    for (int row = 0; row < 3; row++) {
      String number = Double.toString(space.flip(row, affine.element(row, column)));
      vector.append(row == 0 ? "" : ",");
      vector.append(
          number.endsWith(".0") ? number.substring(0, number.length() - ".0".length()) : number);
    }
    return vector.append(')').toString();
  }

  /** Writes all voxels, compressed unless they were raw; the caller closes the stream. */
  void writeVoxels(OutputStream out) throws IOException {
    if (raw) {
      writePlanes(out);
    } else {
      GZIPOutputStream gzip = new GZIPOutputStream(out, 1 << 16);
      writePlanes(gzip);
      gzip.finish();
    }
  }

  private void writePlanes(OutputStream out) throws IOException {
    if (!isScaled(volume)) {
      VoxelLayout.writeStored(volume, out);
      return;
    }
    VolumeShape shape = volume.shape();
    byte[] plane = new byte[Math.toIntExact(shape.voxelsPerPlane() * type.bytes())];
    double[] values = new double[Math.toIntExact(shape.voxelsPerPlane())];
    for (int frame = 0; frame < shape.frames(); frame++) {
      for (int k = 0; k < shape.nz(); k++) {
        volume.readPlane(k, frame, values);
        put(values, ByteBuffer.wrap(plane).order(ByteOrder.LITTLE_ENDIAN));
        out.write(plane);
      }
    }
  }

  private void put(double[] values, ByteBuffer plane) {
    for (double value : values) {
      switch (type) {
        case INT8, UINT8 -> plane.put((byte) (int) value);
        case INT16, UINT16 -> plane.putShort((short) (int) value);
        case INT32, UINT32 -> plane.putInt((int) (long) value);
        case FLOAT32 -> plane.putFloat((float) value);
        case FLOAT64 -> plane.putDouble(value);
        case INT64, UINT64 -> throw new IllegalStateException("not chosen for scaled values");
      }
    }
  }
}
