// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.graph;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import io.github.sam4j.weights.internal.onnx.GraphProto;
import io.github.sam4j.weights.internal.onnx.ModelProto;
import io.github.sam4j.weights.internal.onnx.StringStringEntryProto;
import io.github.sam4j.weights.internal.onnx.TensorProto;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** Finds the external files that hold constants of an ONNX file, without reading the rest of it. */
public final class ExternalData {
  private final CodedInputStream message;
  private final SortedSet<String> locations = new TreeSet<>();

  private ExternalData(InputStream onnx) {
    this.message = CodedInputStream.newInstance(onnx);
  }

  /**
   * Returns the locations that the constants of a graph refer to, verbatim; empty if the stream is
   * not an ONNX file.
   *
   * @param onnx an ONNX file, positioned at its beginning
   */
  public static SortedSet<String> locations(InputStream onnx) throws IOException {
    ExternalData data = new ExternalData(onnx);
    try {
      data.eachField(ModelProto.GRAPH_FIELD_NUMBER, data::graph);
    } catch (InvalidProtocolBufferException e) {
      return Collections.emptySortedSet();
    }
    return data.locations;
  }

  /** Reads a part of a message. */
  @FunctionalInterface
  private interface Part {
    void read() throws IOException;
  }

  private void graph() throws IOException {
    eachField(GraphProto.INITIALIZER_FIELD_NUMBER, this::initializer);
  }

  private void initializer() throws IOException {
    eachField(TensorProto.EXTERNAL_DATA_FIELD_NUMBER, this::entry);
  }

  private void entry() throws IOException {
    StringStringEntryProto entry =
        StringStringEntryProto.parseFrom(message.readRawBytes(message.getBytesUntilLimit()));
    if (entry.getKey().equals(OnnxModel.LOCATION)) {
      locations.add(entry.getValue());
    }
  }

  /**
   * Reads the submessages with a given field number and skips the other fields of the current
   * message.
   */
  private void eachField(int number, Part part) throws IOException {
    for (int tag = message.readTag(); tag != 0; tag = message.readTag()) {
      if (tag == (number << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED)) {
        int outside = message.pushLimit(message.readRawVarint32());
        part.read();
        message.popLimit(outside);
      } else {
        message.skipField(tag);
      }
    }
  }
}
