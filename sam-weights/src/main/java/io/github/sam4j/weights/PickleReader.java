// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights;

import io.github.sam4j.weights.internal.format.ElementType;
import io.github.sam4j.weights.internal.format.PrintableName;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the subset of Python's pickle format that state dicts, and the values that programs save
 * beside them, use.
 *
 * <p>A pickle is a program for a machine with a stack and a memo, and in Python it may import and
 * call anything. This reader implements only the opcodes that occur in checkpoints. Of the names,
 * it knows those in {@link PickleGlobal}; a call merely fills in a record. Whatever else is called
 * or made becomes a {@link PickledObject}, which has a name and attributes and can be no tensor. No
 * class is loaded and no code from the file runs. The interpreter is a loop over an explicit stack,
 * so deep nesting costs no recursion, and a limit on the number of instructions bounds time and
 * memory.
 *
 * <p>Strings, integers ({@link Long}), booleans and lists become their Java equivalents. Other
 * objects become a {@link PickledDict}, {@link PickledTuple}, {@link PickledTensor},
 * {@link PickledStorage}, {@link PickleGlobal} or {@link PickledObject}; values that are not needed
 * become {@link Other}.
 */
final class PickleReader {
  /** A pickle consists mostly of names; those of SAM take a few hundred thousand bytes. */
  static final long MAX_BYTES = 1 << 24;

  /**
   * A tensor takes about 60 instructions, the largest SAM has 600 tensors, and an optimizer keeps
   * three for each: 150,000 in all; the rest is room for the history of a training.
   */
  private static final int MAX_INSTRUCTIONS = 1 << 19;

  private static final int MAX_PROTOCOL = 5;

  /** A value that is not needed: None, a float, bytes or a set. */
  enum Other {
    OTHER
  }

  private final ByteCursor in;
  private final List<Object> stack = new ArrayList<>();
  private final Deque<Integer> marks = new ArrayDeque<>();
  private final Map<Long, Object> memo = new HashMap<>();

  private final Map<String, PickledStorage> storages;

  private PickleReader(ByteCursor in, Map<String, PickledStorage> storages) {
    this.in = in;
    this.storages = storages;
  }

  /**
   * Reads the pickle at the cursor and moves the cursor past it.
   *
   * @throws IllegalArgumentException if the bytes are not a pickle, are truncated, or contain
   *     something that no state dict needs
   */
  static Object read(ByteCursor in) {
    return read(in, new HashMap<>());
  }

  /**
   * Reads a pickle as {@link #read(ByteCursor)} does.
   *
   * @param storages receives the first description of each storage, by key
   */
  static Object read(ByteCursor in, Map<String, PickledStorage> storages) {
    return new PickleReader(in, storages).run();
  }

  private Object run() {
    for (int count = 0; count < MAX_INSTRUCTIONS; count++) {
      int opcode = in.u8();
      if (opcode == PickleOpcode.STOP) {
        return pop();
      }
      if (!plainValue(opcode) && !structure(opcode)) {
        throw new IllegalArgumentException("the pickle has the instruction 0x"
            + Integer.toHexString(opcode) + " at offset " + (in.position() - 1)
            + ", which no state dict needs");
      }
    }
    throw new IllegalArgumentException("the pickle has more than " + MAX_INSTRUCTIONS
        + " instructions, expected those of a state dict");
  }

  /** Executes an opcode that pushes a constant; returns false for any other. */
  private boolean plainValue(int opcode) {
    switch (opcode) {
      case PickleOpcode.NONE -> stack.add(Other.OTHER);
      case PickleOpcode.NEWTRUE -> stack.add(true);
      case PickleOpcode.NEWFALSE -> stack.add(false);
      case PickleOpcode.BININT -> stack.add((long) in.i32());
      case PickleOpcode.BININT1 -> stack.add((long) in.u8());
      case PickleOpcode.BININT2 -> stack.add((long) in.u16());
      case PickleOpcode.LONG1 -> stack.add(wholeNumber(in.bytes(in.u8())));
      case PickleOpcode.LONG4 -> skipped(in.u32());
      case PickleOpcode.BINFLOAT -> skipped(Double.BYTES);
      case PickleOpcode.SHORT_BINBYTES, PickleOpcode.SHORT_BINSTRING -> skipped(in.u8());
      case PickleOpcode.BINBYTES, PickleOpcode.BINSTRING -> skipped(in.u32());
      case PickleOpcode.BINBYTES8, PickleOpcode.BYTEARRAY8 -> skipped(in.i64());
      case PickleOpcode.EMPTY_SET -> stack.add(Other.OTHER);
      case PickleOpcode.SHORT_BINUNICODE -> stack.add(text(in.u8()));
      case PickleOpcode.BINUNICODE -> stack.add(text(in.u32()));
      case PickleOpcode.BINUNICODE8 -> stack.add(text(in.i64()));
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Executes an opcode that works on the stack or the memo; returns false for any other. */
  private boolean structure(int opcode) {
    switch (opcode) {
      case PickleOpcode.PROTO -> protocol(in.u8());
      // a frame is only a hint for buffering
      case PickleOpcode.FRAME -> in.skip(Long.BYTES);
      case PickleOpcode.MARK -> marks.push(stack.size());
      case PickleOpcode.EMPTY_TUPLE -> stack.add(new PickledTuple());
      case PickleOpcode.TUPLE -> stack.add(new PickledTuple(popToMark()));
      case PickleOpcode.TUPLE1 -> stack.add(new PickledTuple(pop(1)));
      case PickleOpcode.TUPLE2 -> stack.add(new PickledTuple(pop(2)));
      case PickleOpcode.TUPLE3 -> stack.add(new PickledTuple(pop(3)));
      case PickleOpcode.EMPTY_LIST -> stack.add(new ArrayList<>());
      case PickleOpcode.APPEND -> append(pop(1));
      case PickleOpcode.APPENDS -> append(popToMark());
      // the members of a set are of no use
      case PickleOpcode.ADDITEMS -> popToMark();
      case PickleOpcode.FROZENSET -> {
        popToMark();
        stack.add(Other.OTHER);
      }
      case PickleOpcode.POP -> drop();
      case PickleOpcode.POP_MARK -> popToMark();
      case PickleOpcode.EMPTY_DICT -> stack.add(new PickledDict());
      case PickleOpcode.SETITEM -> putAll(pop(2));
      case PickleOpcode.SETITEMS -> putAll(popToMark());
      case PickleOpcode.BINPUT -> memo.put((long) in.u8(), top());
      case PickleOpcode.LONG_BINPUT -> memo.put(in.u32(), top());
      case PickleOpcode.MEMOIZE -> memo.put((long) memo.size(), top());
      case PickleOpcode.BINGET -> recall(in.u8());
      case PickleOpcode.LONG_BINGET -> recall(in.u32());
      case PickleOpcode.GLOBAL -> stack.add(PickleGlobal.of(line(), line()));
      case PickleOpcode.STACK_GLOBAL -> {
        PickledTuple names = new PickledTuple(pop(2));
        stack.add(PickleGlobal.of(names.get(0, String.class), names.get(1, String.class)));
      }
      case PickleOpcode.BINPERSID -> stack.add(outside(pop()));
      case PickleOpcode.REDUCE -> {
        PickledTuple call = new PickledTuple(pop(2));
        stack.add(called(call.get(0, Object.class), call.get(1, PickledTuple.class)));
      }
      case PickleOpcode.NEWOBJ -> stack.add(made(pop(2)));
      case PickleOpcode.NEWOBJ_EX -> stack.add(made(pop(3)));
      case PickleOpcode.BUILD -> build();
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void protocol(int version) {
    if (version > MAX_PROTOCOL) {
      throw new IllegalArgumentException(
          "expected a pickle of protocol 0 to " + MAX_PROTOCOL + ", found " + version);
    }
  }

  private void skipped(long bytes) {
    in.skip(bytes);
    stack.add(Other.OTHER);
  }

  private String text(long bytes) {
    return new String(in.bytes(bytes), StandardCharsets.UTF_8);
  }

  /** Reads up to the end of a line. */
  private String line() {
    StringBuilder line = new StringBuilder();
    for (int c = in.u8(); c != '\n'; c = in.u8()) {
      line.append((char) c);
    }
    return line.toString();
  }

  private static Object wholeNumber(byte[] littleEndian) {
    if (littleEndian.length == 0) {
      return 0L;
    }
    byte[] bigEndian = new byte[littleEndian.length];
    for (int i = 0; i < bigEndian.length; i++) {
      bigEndian[i] = littleEndian[bigEndian.length - 1 - i];
    }
    BigInteger number = new BigInteger(bigEndian);
    return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
  }

  private void recall(long index) {
    Object value = memo.get(index);
    if (value == null) {
      throw new IllegalArgumentException(
          "the pickle asks for number " + index + " of its memo, which it never put there");
    }
    stack.add(value);
  }

  private Object top() {
    requireOnStack(1);
    return stack.get(stack.size() - 1);
  }

  private Object pop() {
    requireOnStack(1);
    return stack.remove(stack.size() - 1);
  }

  private Object[] pop(int count) {
    requireOnStack(count);
    return cut(stack.size() - count);
  }

  private Object[] popToMark() {
    if (marks.isEmpty()) {
      throw new IllegalArgumentException(
          "the pickle ends a group at offset " + in.position() + " that it never began");
    }
    return cut(marks.pop());
  }

  private Object[] cut(int from) {
    Object[] items = new Object[stack.size() - from];
    for (int i = items.length - 1; i >= 0; i--) {
      items[i] = stack.remove(from + i);
    }
    return items;
  }

  /** Checks the size of the stack above the last mark, below which nothing may be popped. */
  private void requireOnStack(int count) {
    int floor = marks.isEmpty() ? 0 : marks.element();
    if (stack.size() - floor < count) {
      throw new IllegalArgumentException(
          "the pickle takes more values than it has at offset " + in.position());
    }
  }

  /** Drops the top of the stack, or the mark if it is on top. */
  private void drop() {
    if (!marks.isEmpty() && marks.element() == stack.size()) {
      marks.pop();
    } else {
      pop();
    }
  }

  private void append(Object... items) {
    if (top() instanceof PickledObject) {
      // an unknown kind of list
      return;
    }
    if (!(top() instanceof List<?>)) {
      throw new IllegalArgumentException(
          "the pickle appends at offset " + in.position() + " to what is no list");
    }
    @SuppressWarnings("unchecked") // only EMPTY_LIST makes lists
    List<Object> list = (List<Object>) top();
    Collections.addAll(list, items);
  }

  private void putAll(Object... keysAndValues) {
    if (top() instanceof PickledObject) {
      // an unknown kind of dict
      return;
    }
    if (!(top() instanceof PickledDict dict) || keysAndValues.length % 2 != 0) {
      throw new IllegalArgumentException("the pickle puts entries at offset " + in.position()
          + " into what is no dict, or a key without a value");
    }
    for (int i = 0; i < keysAndValues.length; i += 2) {
      dict.put(keysAndValues[i], keysAndValues[i + 1]);
    }
  }

  /**
   * Sets the attributes of an object; those of a dict are dropped, where a state dict keeps the
   * versions of its modules.
   */
  private void build() {
    Object state = pop();
    if (top() instanceof PickledObject object) {
      object.build(state);
    } else if (!(top() instanceof PickledDict)) {
      throw new IllegalArgumentException("the pickle sets attributes at offset " + in.position()
          + " of what is no dict, which no state dict needs");
    }
  }

  /**
   * Converts the persistent ID of a storage, whose values lie outside the pickle, or of a class,
   * which old files of whole modules store with its source code.
   */
  private Object outside(Object id) {
    if (id instanceof PickledTuple fields
        && fields.size() > 1
        && "module".equals(fields.get(0, Object.class))) {
      return fields.get(1, PickleGlobal.class);
    }
    if (!(id instanceof PickledTuple fields) || fields.size() < 5) {
      throw new IllegalArgumentException("the pickle refers to something outside, expected"
          + " (\"storage\", class, key, location, count)");
    }
    if (!fields.get(0, String.class).equals("storage")) {
      throw new IllegalArgumentException("the pickle refers to a "
          + PrintableName.of(fields.get(0, String.class))
          + " outside, expected a storage");
    }
    if (fields.size() > 5 && fields.get(5, Object.class) != Other.OTHER) {
      throw new IllegalArgumentException(
          "the pickle refers to a part of a storage, as PyTorch wrote before 0.4");
    }
    PickledStorage storage = new PickledStorage(
        fields.get(2, String.class),
        fields.get(1, PickleGlobal.class).typeOf(PickleGlobal.Role.STORAGE),
        fields.get(4, Long.class));
    storages.putIfAbsent(storage.key(), storage);
    return storage;
  }

  private static Object called(Object function, PickledTuple arguments) {
    if (function instanceof PickledObject object) {
      return new PickledObject(object.className());
    }
    PickleGlobal global = global(function);
    if (global.role() != PickleGlobal.Role.SUBCLASS) {
      return call(global, arguments);
    }
    // a subclass of tensors, made by a function of its own and given attributes
    PickleGlobal rebuild = arguments.get(0, PickleGlobal.class);
    return call(rebuild, arguments.get(2, PickledTuple.class));
  }

  /** Makes an object of a class that is the first item; the others are arguments. */
  private static Object made(Object... classAndArguments) {
    PickleGlobal type = global(classAndArguments[0]);
    // a dict of ordered entries has an opcode of its own in some programs
    return type.role() == PickleGlobal.Role.DICT
        ? new PickledDict()
        : new PickledObject(type.name());
  }

  private static PickleGlobal global(Object function) {
    return new PickledTuple(function).get(0, PickleGlobal.class);
  }

  private static Object call(PickleGlobal function, PickledTuple arguments) {
    switch (function.role()) {
      case DICT -> {
        if (arguments.size() == 0) {
          return new PickledDict();
        }
        throw new IllegalArgumentException(
            "the pickle calls " + function.name() + " with arguments, expected none");
      }
      case TENSOR -> {
        return tensor(arguments, arguments.get(0, PickledStorage.class).type());
      }
      case TYPED_TENSOR -> {
        PickleGlobal type = arguments.get(6, PickleGlobal.class);
        return tensor(arguments, type.typeOf(PickleGlobal.Role.DATA_TYPE));
      }
      case PARAMETER -> {
        return arguments.get(0, PickledTensor.class);
      }
      case OTHER -> {
        return new PickledObject(function.name());
      }
      default ->
        throw new IllegalArgumentException(
            "the pickle calls " + function.name() + ", which no state dict does");
    }
  }

  private static PickledTensor tensor(PickledTuple arguments, ElementType type) {
    return new PickledTensor(
        arguments.get(0, PickledStorage.class),
        type,
        arguments.get(1, Long.class),
        arguments.get(2, PickledTuple.class).longs(),
        arguments.get(3, PickledTuple.class).longs());
  }
}
