// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights;

import static io.github.sam4j.weights.HostileFile.assertRefused;

import io.github.sam4j.testing.PickleWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pickles that want more than a state dict, in both files that hold pickles. */
final class HostilePickleTest {
  private static final int DEEP = 1_000_000;

  /** Almost as deep as so many instructions can nest. */
  private static final int DEEPEST_READ = 524_000;

  private static void assertPickleRefused(byte[] pickle, String... messageParts) {
    assertRefused(CheckpointFiles.zip(pickle, Map.of("0", new byte[4])), messageParts);
    assertRefused(
        CheckpointFiles.stream(pickle, List.of("0"), List.of(new byte[4]), Float.BYTES),
        messageParts);
  }

  private static void assertValueRefused(Consumer<PickleWriter> value, String... messageParts) {
    assertPickleRefused(CheckpointFiles.pickle(value), messageParts);
  }

  @ParameterizedTest
  @CsvSource({
    "os, system",
    "posix, system",
    "builtins, eval",
    "__builtin__, exec",
    "subprocess, Popen",
    "torch, load",
    "torch.hub, load",
    "collections, defaultdict",
    "java.lang, Runtime"
  })
  void callOfAnythingElseIsRefusedByName(String module, String name) {
    String expected = module + "." + name + ", which no state dict needs";

    assertValueRefused(
        writer -> writer.global(module, name).mark().string("id").tuple().call(), expected);
    assertValueRefused(
        writer -> writer
            .string(module)
            .string(name)
            .op(0x93)
            .mark()
            .string("id")
            .tuple()
            .call(),
        expected);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        'i', 'o', 0x82, 0x83, 0x84, 'P', 'S', 'V', 'I', 'F', 'L', 'p', 'g', '2', 0x97, 0x98, 0, 0xff
      })
  void otherInstructionsAreRefused(int opcode) {
    assertValueRefused(
        writer -> writer.op(opcode).raw(new byte[64]),
        "instruction 0x" + Integer.toHexString(opcode));
  }

  @ParameterizedTest
  @CsvSource({"torch, FloatStorage", "torch, float32", "torch.storage, UntypedStorage"})
  void classesOfStoragesCannotBeCalled(String module, String name) {
    assertValueRefused(writer -> writer.global(module, name).op(')').call(), "calls torch");
  }

  @Test
  void tuplesThatNestAMillionDeepAreRefused() {
    PickleWriter tuples = new PickleWriter().op(')');
    PickleWriter lists = new PickleWriter();
    PickleWriter dicts = new PickleWriter();
    for (int i = 0; i < DEEP; i++) {
      tuples.op(0x85);
      lists.op(']');
      dicts.op('}').op('K').op(1);
    }

    assertPickleRefused(tuples.end());
    assertPickleRefused(lists.end());
    assertPickleRefused(dicts.end());
    // as the key of a dict, where a hash code would walk all of it
    PickleWriter key = new PickleWriter().op('}').op(')');
    for (int i = 0; i < DEEPEST_READ; i++) {
      key.op(0x85);
    }
    assertRefused(CheckpointFiles.zip(key.op('N').put().end(), Map.of()), "found none");
  }

  @Test
  void moreInstructionsThanAnyStateDictHasAreRefused() {
    PickleWriter many = new PickleWriter();
    for (int i = 0; i <= 1 << 20; i++) {
      many.op('(');
    }

    assertPickleRefused(many.end(), "instructions");
  }

  @ParameterizedTest(name = "{0} x {1} of {2} from {3}")
  @CsvSource({
    "1000000000000000, 1, 1, 0",
    "1000000000000000, 0, 1, 0",
    "2147483647, 0, 1, 0",
    "1, 1, 1, 1",
    "2, 1, 1, 0",
    "2, 9223372036854775807, 1, 0",
    "3, 4611686018427387904, 1, 0",
    "2, -1, 1, 0",
    "-1, 1, 1, 0",
    "1, 1, 1, -1",
    "1, 1, 1, 9223372036854775807",
    "1, 1, 2, 0",
    "1, 1, 1000000000000000, 0",
    "1, 1, 9223372036854775807, 0",
    "1, 1, 2305843009213693953, 0",
    "1, 1, -1, 0",
    "0, 1, 0, 0"
  })
  void tensorThatDoesNotFitItsStorageIsRefused(long side, long stride, long count, long offset) {
    assertValueRefused(writer ->
        writer.tensor("FloatStorage", "0", count, offset, new long[] {side}, new long[] {stride}));
  }

  @Test
  void tensorOfManySidesIsRefused() {
    long[] ones = new long[40];
    Arrays.fill(ones, 1);
    long[] large = new long[32];
    Arrays.fill(large, 1 << 20);

    assertValueRefused(writer -> writer.tensor("FloatStorage", "0", 1, 0, ones, ones), "40 sides");
    assertValueRefused(
        writer -> writer.tensor("FloatStorage", "0", 1, 0, large, new long[32]), "2^31 - 1");
    assertValueRefused(
        writer -> writer.tensor("FloatStorage", "0", 1, 0, new long[] {1, 1}, new long[] {1}),
        "2 sides and 1 strides");
  }

  @Test
  void longTupleForManyTensorsIsRefusedBeforeItIsCopied() {
    long[] sides = new long[60_000];
    Arrays.fill(sides, 1);
    byte[] pickle = CheckpointFiles.pickle(writer -> {
      writer
          .numbers(sides)
          .op('q')
          .op(0)
          .storage("torch", "FloatStorage", "0", 1)
          .op('q')
          .op(1);
      writer.global("torch._utils", "_rebuild_tensor_v2").op('q').op(2);
      for (int i = 0; i < 20_000; i++) {
        writer.op('h').op(2).mark().op('h').op(1).number(0);
        writer.op('h').op(0).op('h').op(0).tuple().call();
      }
    });

    assertPickleRefused(pickle, "60000 sides");
  }

  @Test
  void storageThatIsNotThereIsRefused() {
    byte[] other = CheckpointFiles.pickle(writer -> writer.floats("../0", 1));
    assertRefused(CheckpointFiles.zip(other, Map.of()), "no entry model/data/../0");
    assertRefused(
        CheckpointFiles.stream(other, List.of(), List.of(), Float.BYTES),
        "storage ../0 is not among");
  }

  @Test
  void memoThatWasNeverFilledIsRefused() {
    assertValueRefused(writer -> writer.op('h').op(3), "number 3 of its memo");
    assertValueRefused(
        writer -> writer.op('j').raw((byte) -1, (byte) -1, (byte) -1, (byte) -1),
        "number 4294967295 of its memo");
  }

  @Test
  void memoIndexTakesNoMemoryByItsSize() {
    // filled at its largest index, then the pickle goes wrong
    assertValueRefused(
        writer -> writer
            .none()
            .op('r')
            .raw((byte) -1, (byte) -1, (byte) -1, (byte) -1)
            .op('Q'),
        "refers to something outside");
  }

  @Test
  void lengthsBeyondTheEndAreRefused() {
    byte[] most = {-1, -1, -1, 0x7f};
    byte[] negative = {-1, -1, -1, -1};
    for (int opcode : new int[] {'X', 'B', 'T'}) {
      assertValueRefused(writer -> writer.op(opcode).raw(most), "ends too early");
      assertValueRefused(writer -> writer.op(opcode).raw(negative), "ends too early");
    }
    assertValueRefused(writer -> writer.op(0x8d).raw(negative).raw(negative), "ends too early");
    assertValueRefused(writer -> writer.op(0x8d).raw(negative).raw(most), "ends too early");
  }

  @Test
  void stackThatRunsEmptyIsRefused() {
    for (int opcode : new int[] {'R', 's', 0x85, 0x86, 0x87, 'q', 'b', 'Q', 'a', 0x93, 0x94}) {
      assertPickleRefused(new PickleWriter().mark().op(opcode).op(0).op(0).end(), "takes more");
      assertPickleRefused(new PickleWriter().op(opcode).op(0).op(0).end(), "takes more");
    }
    for (int opcode : new int[] {'t', 'u', 'e'}) {
      assertPickleRefused(new PickleWriter().op(opcode).end(), "never began");
    }
    assertPickleRefused(new PickleWriter().end(), "takes more values");
  }

  @Test
  void valuesOfTheWrongKindAreRefused() {
    assertValueRefused(writer -> writer.none().none().none().put(), "what is no dict");
    assertValueRefused(writer -> writer.dict().mark().none().op('u'), "a key without a value");
    assertValueRefused(writer -> writer.none().none().op('a'), "what is no list");
    assertValueRefused(writer -> writer.none().none().op('b'), "what is no dict");
    assertValueRefused(writer -> writer.none().op('Q'), "refers to something outside");
    assertValueRefused(
        writer ->
            writer.mark().string("module").none().none().none().none().tuple().op('Q'),
        "without the expected Global at index 1");
    assertValueRefused(
        writer -> writer
            .mark()
            .string("storage")
            .global("torch", "float32")
            .string("0")
            .string("cpu")
            .number(1)
            .tuple()
            .op('Q'),
        "torch.float32 where a storage class is expected");
    assertValueRefused(
        writer -> writer
            .mark()
            .string("storage")
            .global("torch", "FloatStorage")
            .string("0")
            .string("cpu")
            .number(1)
            .numbers(1, 2, 3)
            .tuple()
            .op('Q'),
        "before 0.4");
    assertValueRefused(
        writer -> writer.global("torch._utils", "_rebuild_tensor_v2").op(')').call(),
        "without the expected Storage at index 0");
    assertValueRefused(
        writer ->
            writer.global("collections", "OrderedDict").mark().op(']').tuple().call(),
        "with arguments");
    assertValueRefused(writer -> writer.string("f").op(')').call(), "without the expected Global");
    assertPickleRefused(new PickleWriter(9).dict().end(), "protocol 0 to 5");
  }

  @Test
  void namesOfAnyKindStayOneLine() {
    assertValueRefused(writer ->
        writer.string("a\u0007b\u2028c" + "d".repeat(10_000)).string("\n").op(0x93));
  }
}
