// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights;

import static io.github.sam4j.weights.HostileFile.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers that aren't what they should be, and offsets that lead astray. */
final class HostileSafetensorsTest {
  private static final int DEEP = 200_000;

  private static byte[] file(String header) {
    return CheckpointFiles.safetensors(header, new byte[16]);
  }

  private static String tensor(String name, String shape, long begin, long end) {
    return "\"" + name + "\":{\"dtype\":\"F32\",\"shape\":" + shape + ",\"data_offsets\":[" + begin
        + "," + end + "]}";
  }

  @ParameterizedTest
  @ValueSource(longs = {1L << 32, 1L << 62, -1, Long.MIN_VALUE, 1 << 25, 20})
  void headerLongerThanTheFileOrThanAnyIsRefused(long claim) {
    byte[] file = ByteBuffer.allocate(24)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(claim)
        .put((byte) '{')
        .array();

    assertRefused(file, "the header has " + Long.toUnsignedString(claim) + " bytes");
  }

  @ParameterizedTest
  @CsvSource({
    "[4], 4, 20",
    "[4], 16, 32",
    "[4], 999999999999, 1000000000015",
    "[1], 8, 4",
    "[4], 0, 12",
    "[3], 0, 16",
    "[1], 0, 5",
    "[], 0, 8",
    "[0], 0, 4"
  })
  void offsetsOutsideOrNotOfTheShapeAreRefused(String shape, long begin, long end) {
    assertRefused(file("{" + tensor("x", shape, begin, end) + "}"), "tensor x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[1000000000000000]",
        "[4294967296, 4294967296]",
        "[4294967296, 4294967296, 0]",
        "[2147483647, 2147483647, 2147483647, 2147483647]",
        "[3037000500, 3037000500]",
        "[0, 99999999999]"
      })
  void shapesThatOverflowAreRefused(String shape) {
    assertRefused(file("{" + tensor("x", shape, 0, 16) + "}"), "tensor x");
  }

  @Test
  void overlappingTensorsAreRefused() {
    assertRefused(
        file("{" + tensor("a", "[2]", 0, 8) + "," + tensor("b", "[2]", 4, 12) + "}"),
        "tensor b",
        "over another");
    assertRefused(
        file("{" + tensor("a", "[2]", 0, 8) + "," + tensor("b", "[2]", 0, 8) + "}"),
        "over another");
  }

  @Test
  void duplicateNamesAreRefused() {
    assertRefused(
        file("{" + tensor("a", "[1]", 0, 4) + "," + tensor("\\u0061", "[1]", 4, 8) + "}"),
        "two tensors a");
    assertRefused(file("{\"__metadata__\":{},\"__metadata__\":{}}"), "two tensors __metadata__");
  }

  @Test
  void nestingIsRefusedWhereItBegins() {
    assertRefused(file("{\"x\":" + "[".repeat(DEEP)), "expected '{'");
    assertRefused(file("{\"x\":" + "{\"dtype\":".repeat(DEEP)), "expected '\"'");
    assertRefused(file("{\"x\":{\"shape\":" + "[".repeat(DEEP)), "expected a whole number");
    assertRefused(file("{\"__metadata__\":" + "{\"a\":".repeat(DEEP)), "expected '\"'");
    assertRefused(file("{\"x\":{\"shape\":[" + "1,".repeat(DEEP) + "1]}}"), "more than 32 sides");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{}x",
        "{,}",
        "{\"x\"}",
        "{\"x\":}",
        "{\"x\":{}}",
        "{\"x\":{\"dtype\":\"F32\"}}",
        "{\"x\":{\"dtype\":\"F32\",\"dtype\":\"F32\"}}",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0]}}",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4],\"more\":1}}",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[1.0],\"data_offsets\":[0,4]}}",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[01],\"data_offsets\":[0,4]}}",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[1e0],\"data_offsets\":[0,4]}}",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[1,],\"data_offsets\":[0,4]}}",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[9999999999999999999],\"data_offsets\":[0,4]}}",
        "{\"x\":{\"dtype\":\"F8_E4M3\",\"shape\":[4],\"data_offsets\":[0,4]}}",
        "{\"x\":{\"dtype\":\"\",\"shape\":[1],\"data_offsets\":[0,4]}}",
        "{\"__metadata__\":{\"a\":1}}",
        "{\"__metadata__\":[]}",
        "{\"\\x\":{}}",
        "{\"\\u12g4\":{}}",
        "{\"\\u12",
        "{\"a\nb\":{}}",
        "{\"x",
        "{'x':{}}",
        "{\"x\":null}"
      })
  void otherHeadersAreRefused(String header) {
    assertRefused(file(header));
  }

  @Test
  void headerThatIsNotUtf8IsRefused() {
    byte[] file = file("{\"abc\":{}}");
    file[10] = (byte) 0xc3;

    assertRefused(file, "UTF-8");
  }

  @Test
  void spaceAndEscapesAreNoHindrance() {
    NamedTensors tensors =
        CheckpointFiles.readAll(file("{ \"a\\n\\u00e9\\\"\\\\\\/\\b\\f\\r\\t\" :\n"
            + "{\"shape\": [ 2 , 2 ], \"data_offsets\" : [0,16],\t\"dtype\":\"F32\"}\r}   "));

    assertThat(tensors.names()).containsExactly("a\né\"\\/\b\f\r\t");
  }
}
