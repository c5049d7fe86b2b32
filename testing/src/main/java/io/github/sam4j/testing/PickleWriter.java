// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes pickles instruction by instruction, whether valid or not. Strings and numbers are written
 * in their simplest form; nothing is memoised unless requested.
 */
public final class PickleWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Starts a pickle of protocol 2, which PyTorch uses. */
  public PickleWriter() {
    this(2);
  }

  /** Starts a pickle of the given protocol. */
  public PickleWriter(int protocol) {
    op(0x80).op(protocol);
  }

  /** Writes a byte: an instruction or a part of one. */
  public PickleWriter op(int code) {
    out.write(code);
    return this;
  }

  /** Writes bytes unchanged. */
  public PickleWriter raw(byte... bytes) {
    out.writeBytes(bytes);
    return this;
  }

  /** Pushes a mark, which starts a group. */
  public PickleWriter mark() {
    return op('(');
  }

  /** Pushes a string. */
  public PickleWriter string(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    return op('X').int32(utf8.length).raw(utf8);
  }

  /** Pushes an integer; one of more than 32 bits in the encoding that Python uses. */
  public PickleWriter number(long value) {
    if (value == (int) value) {
      return op('J').int32((int) value);
    }
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    return op(0x8a).op(Long.BYTES).raw(bytes.putLong(value).array());
  }

  /** Pushes a tuple of integers. */
  public PickleWriter numbers(long... values) {
    mark();
    for (long value : values) {
      number(value);
    }
    return tuple();
  }

  /** Pushes None. */
  public PickleWriter none() {
    return op('N');
  }

  /** Pushes False. */
  public PickleWriter no() {
    return op(0x89);
  }

  /** Pushes a class or function. */
  public PickleWriter global(String module, String name) {
    return op('c').raw((module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Replaces the group by a tuple of its elements. */
  public PickleWriter tuple() {
    return op('t');
  }

  /** Calls the object below the tuple of arguments. */
  public PickleWriter call() {
    return op('R');
  }

  /** Pushes an empty ordered dict. */
  public PickleWriter orderedDict() {
    return global("collections", "OrderedDict").op(')').call();
  }

  /** Pushes an empty dict. */
  public PickleWriter dict() {
    return op('}');
  }

  /** Adds a key and a value to the dict below them. */
  public PickleWriter put() {
    return op('s');
  }

  /** Pushes a reference to a storage. */
  public PickleWriter storage(String module, String type, String key, long count) {
    return mark()
        .string("storage")
        .global(module, type)
        .string(key)
        .string("cpu")
        .number(count)
        .tuple()
        .op('Q');
  }

  /** Pushes a tensor built by {@code _rebuild_tensor_v2}. */
  public PickleWriter tensor(
      String type, String key, long count, long offset, long[] shape, long[] strides) {
    return global("torch._utils", "_rebuild_tensor_v2")
        .mark()
        .storage("torch", type, key, count)
        .number(offset)
        .numbers(shape)
        .numbers(strides)
        .no()
        .orderedDict()
        .tuple()
        .call();
  }

  /** Pushes a row-major tensor of 32-bit floats with its own storage. */
  public PickleWriter floats(String key, long... shape) {
    long[] strides = new long[shape.length];
    long count = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      strides[i] = count;
      count *= shape[i];
    }
    return tensor("FloatStorage", key, count, 0, shape, strides);
  }

  /** Ends the pickle and returns it. */
  public byte[] end() {
    op('.');
    return out.toByteArray();
  }

  private PickleWriter int32(int value) {
    ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    return raw(bytes.putInt(value).array());
  }
}
