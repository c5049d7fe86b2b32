// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights;

import static io.github.sam4j.weights.CheckpointFiles.floats;
import static io.github.sam4j.weights.CheckpointFiles.readAll;
import static io.github.sam4j.weights.CheckpointFiles.shorts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.UnixOperatingSystemMXBean;
import io.github.sam4j.testing.PickleWriter;
import io.github.sam4j.testing.PyTorchZipWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CheckpointsTest {
  @TempDir
  Path folder;

  @Test
  void allFormsOfAFileHoldTheSameTensors() {
    assertContent(readAll(CheckpointFiles.zip()));
    assertContent(readAll(CheckpointFiles.stream()));
    assertContent(readAll(CheckpointFiles.safetensors()));
  }

  @Test
  void archiveWithSizesIn64BitsIsRead() {
    byte[] file = CheckpointFiles.zip(
        true,
        writer -> writer
            .pickle(CheckpointFiles.content())
            .storage("0", out -> out.write(floats(1, -2, 3.5f, 4, 5, 6)))
            .storage("1", out -> out.write(floats(0.25f, -0.125f))));

    assertContent(readAll(file));
  }

  private static void assertContent(NamedTensors tensors) {
    assertThat(tensors.names()).isEqualTo(CheckpointFiles.CONTENT.keySet());
    CheckpointFiles.CONTENT.forEach(
        (name, tensor) -> assertThat(tensors.get(name)).as(name).isEqualTo(tensor));
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 7, 20})
  void segmentsOfTheMappingDontShow(int shift) throws IOException {
    Random random = new Random(5);
    float[] values = new float[40_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    Path file = folder.resolve("segments.pth");
    int[] next = {0};
    try (PyTorchZipWriter writer = new PyTorchZipWriter(Files.newOutputStream(file), "m")) {
      writer.floats("odd", new long[] {3}, () -> 7);
      writer.floats("long", new long[] {values.length}, () -> values[next[0]++]);
    }

    NamedTensors tensors = Checkpoints.read(FileBytes.map(file, shift));

    assertThat(tensors.get("long").toArray()).isEqualTo(values);
    assertThat(tensors.get("odd").toArray()).containsExactly(7, 7, 7);
  }

  @Test
  void halfBfloatAndDoubleBecomeFloat() {
    byte[] doubles = ByteBuffer.allocate(16)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putDouble(Math.PI)
        .putDouble(-0.0)
        .array();
    byte[] pickle = new PickleWriter()
        .dict()
        .string("half")
        .tensor("HalfStorage", "h", 2, 0, new long[] {2}, new long[] {1})
        .put()
        .string("bfloat")
        .tensor("BFloat16Storage", "b", 2, 0, new long[] {2}, new long[] {1})
        .put()
        .string("double")
        .tensor("DoubleStorage", "d", 2, 0, new long[] {2}, new long[] {1})
        .put()
        .end();
    Map<String, byte[]> storages =
        Map.of("h", shorts(0x3c00, 0xc100), "b", shorts(0x3f80, 0xc020), "d", doubles);
    byte[] safetensors = CheckpointFiles.safetensors(
        "{\"half\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,4]},"
            + "\"bfloat\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[4,8]},"
            + "\"double\":{\"dtype\":\"F64\",\"shape\":[2],\"data_offsets\":[8,24]}}",
        ByteBuffer.allocate(24)
            .put(shorts(0x3c00, 0xc100))
            .put(shorts(0x3f80, 0xc020))
            .put(doubles)
            .array());

    for (byte[] file : List.of(CheckpointFiles.zip(pickle, storages), safetensors)) {
      NamedTensors tensors = readAll(file);
      assertThat(tensors.get("half").toArray()).containsExactly(1, -2.5f);
      assertThat(tensors.get("bfloat").toArray()).containsExactly(1, -2.5f);
      assertThat(tensors.get("double").toArray()).containsExactly((float) Math.PI, -0.0f);
    }
  }

  @Test
  void wholeNumbersAndPlainValuesArePassedOver() {
    byte[] pickle = new PickleWriter()
        .dict()
        .string("bn.num_batches_tracked")
        .tensor("LongStorage", "gone", 1, 0, new long[0], new long[0])
        .put()
        .string("epoch")
        .number(12)
        .put()
        .string("big")
        .number(1L << 40)
        .put()
        .string("loss")
        .op('G')
        .raw(new byte[8])
        .put()
        .string("note")
        .string("text")
        .put()
        .string("nothing")
        .none()
        .put()
        .string("list")
        .op(']')
        .number(1)
        .op('a')
        .put()
        .number(7)
        .string("under a key that is no name")
        .put()
        .string("x")
        .floats("0", 1)
        .put()
        .end();
    byte[] safetensors = CheckpointFiles.safetensors(
        "{\"n\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8]},"
            + "\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]}}",
        new byte[12]);

    assertThat(readAll(CheckpointFiles.zip(pickle, Map.of("0", new byte[4]))).names())
        .containsExactly("x");
    assertThat(readAll(safetensors).names()).containsExactly("x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"state_dict", "model", "model_state_dict"})
  void tensorsUnderAUsualKeyAreFound(String key) {
    byte[] pickle = new PickleWriter()
        .dict()
        .string("epoch")
        .number(1)
        .put()
        .string("best_loss")
        .floats("1")
        .put()
        .string(key)
        .orderedDict()
        .string("x")
        .floats("0", 1)
        .put()
        .put()
        .end();

    NamedTensors tensors =
        readAll(CheckpointFiles.zip(pickle, Map.of("0", floats(9), "1", floats(8))));

    assertThat(tensors.names()).containsExactly("x");
  }

  @Test
  void parameterIsItsTensor() {
    byte[] pickle = CheckpointFiles.pickle(writer -> writer
        .global("torch._utils", "_rebuild_parameter")
        .mark()
        .floats("0", 2)
        .op(0x88)
        .orderedDict()
        .tuple()
        .call());

    NamedTensors tensors = readAll(CheckpointFiles.zip(pickle, Map.of("0", floats(1, 2))));

    assertThat(tensors.get("x").toArray()).containsExactly(1, 2);
  }

  @Test
  void untypedStorageTakesTheTypeOfItsTensor() {
    byte[] pickle = CheckpointFiles.pickle(writer -> writer
        .global("torch._utils", "_rebuild_tensor_v3")
        .mark()
        .storage("torch.storage", "UntypedStorage", "0", 8)
        .number(1)
        .numbers(1)
        .numbers(1)
        .no()
        .orderedDict()
        .global("torch", "float32")
        .none()
        .tuple()
        .call());

    NamedTensors tensors = readAll(CheckpointFiles.zip(pickle, Map.of("0", floats(1, 2))));

    assertThat(tensors.get("x").toArray()).containsExactly(2);
  }

  @Test
  void prefixOfDataParallelIsRemovedWhereAllNamesHaveIt() {
    byte[] all = new PickleWriter()
        .dict()
        .string("module.a")
        .floats("0", 1)
        .put()
        .string("module.b")
        .floats("0", 1)
        .put()
        .end();
    byte[] some = new PickleWriter()
        .dict()
        .string("module.a")
        .floats("0", 1)
        .put()
        .string("b")
        .floats("0", 1)
        .put()
        .end();
    Map<String, byte[]> storages = Map.of("0", floats(1));

    assertThat(readAll(CheckpointFiles.zip(all, storages)).names()).containsExactly("a", "b");
    assertThat(readAll(CheckpointFiles.zip(some, storages)).names())
        .containsExactly("b", "module.a");
  }

  @Test
  void tensorsMayShareAStorageAndLieAcrossIt() {
    byte[] pickle = new PickleWriter()
        .dict()
        .string("whole")
        .tensor("FloatStorage", "0", 6, 0, new long[] {2, 3}, new long[] {3, 1})
        .put()
        .string("transposed")
        .tensor("FloatStorage", "0", 6, 0, new long[] {3, 2}, new long[] {1, 3})
        .put()
        .string("tail")
        .tensor("FloatStorage", "0", 6, 4, new long[] {2}, new long[] {1})
        .put()
        .string("expanded")
        .tensor("FloatStorage", "0", 6, 5, new long[] {2, 4}, new long[] {0, 0})
        .put()
        .string("scalar")
        .tensor("FloatStorage", "0", 6, 3, new long[] {}, new long[] {})
        .put()
        .string("empty")
        .tensor("FloatStorage", "0", 6, 6, new long[] {0, 3}, new long[] {3, 1})
        .put()
        .end();
    byte[] numbers = floats(0, 1, 2, 3, 4, 5);

    for (byte[] file : List.of(
        CheckpointFiles.zip(pickle, Map.of("0", numbers)),
        CheckpointFiles.stream(pickle, List.of("0"), List.of(numbers), Float.BYTES))) {
      NamedTensors tensors = readAll(file);
      assertThat(tensors.get("transposed")).isEqualTo(tensors.get("whole").transpose());
      assertThat(tensors.get("tail").toArray()).containsExactly(4, 5);
      assertThat(tensors.get("expanded").toArray()).hasSize(8).containsOnly(5);
      assertThat(tensors.get("scalar").toArray()).containsExactly(3);
      assertThat(tensors.get("scalar").rank()).isZero();
      assertThat(tensors.get("empty").shape()).containsExactly(0, 3);
    }
  }

  @Test
  void newerProtocolsAreRead() {
    byte[] pickle = new PickleWriter(4)
        .op(0x95)
        .raw(new byte[8])
        .op('}')
        .op(0x94)
        .op(0x8c)
        .op(1)
        .op('x')
        .op(0x94)
        .op(0x8c)
        .op(12)
        .raw("torch._utils".getBytes(StandardCharsets.UTF_8))
        .op(0x8c)
        .op(18)
        .raw("_rebuild_tensor_v2".getBytes(StandardCharsets.UTF_8))
        .op(0x93)
        .mark()
        .storage("torch", "FloatStorage", "0", 1)
        .number(0)
        .number(1)
        .op(0x85)
        .number(1)
        .op(0x85)
        .no()
        .op('h')
        .op(0)
        .tuple()
        .call()
        .put()
        .end();

    NamedTensors tensors = readAll(CheckpointFiles.zip(pickle, Map.of("0", floats(3))));

    assertThat(tensors.get("x").toArray()).containsExactly(3);
  }

  @Test
  void valuesStayInTheFileUntilTheyAreAskedFor() throws IOException {
    byte[] bytes = CheckpointFiles.zip();
    byte[] damaged = bytes.clone();
    damaged[indexOf(damaged, floats(0.25f))] ^= 1;
    Path file = Files.write(folder.resolve("damaged.pth"), damaged);

    NamedTensors tensors = Checkpoints.read(file);

    assertThat(tensors.get("a.weight").toArray()).hasSize(6);
    assertThatThrownBy(() -> tensors.get("a.bias").toArray())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("wrong CRC-32");
  }

  @Test
  void fileThatShrankOrVanishedIsToldByTheValues() throws IOException {
    Path file = Files.write(folder.resolve("shrinks.pth"), CheckpointFiles.zip());
    NamedTensors tensors = Checkpoints.read(file);

    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(0);
    }
    assertThatThrownBy(() -> tensors.get("a.bias").toArray())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("found 1 bytes");

    Files.delete(file);
    assertThatThrownBy(() -> tensors.get("a.bias").toArray())
        .isInstanceOf(UncheckedIOException.class)
        .hasCauseInstanceOf(NoSuchFileException.class);
  }

  @Test
  void fileOfTheSameSizeInItsPlaceIsToldByTheValues() throws IOException {
    Path file = Files.write(folder.resolve("replaced.pth"), CheckpointFiles.zip());
    NamedTensors tensors = Checkpoints.read(file);
    FileTime time = Files.getLastModifiedTime(file);

    Files.setLastModifiedTime(file, FileTime.fromMillis(time.toMillis() + 2000));
    assertThatThrownBy(() -> tensors.get("a.bias").toArray())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("expected the file as it was when it was opened, written at " + time)
        .hasMessageContaining("found one written at ");

    Path other = Files.write(folder.resolve("other.pth"), CheckpointFiles.zip());
    Files.setLastModifiedTime(other, time);
    Assumptions.assumeTrue(
        Files.readAttributes(other, BasicFileAttributes.class).fileKey() != null,
        "needs a file system that tells files apart");
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(() -> tensors.get("a.bias").toArray())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("found another one in its place");
  }

  @Test
  void openFilesAreLeftBehindByNoReader() throws IOException {
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    Assumptions.assumeTrue(
        system instanceof UnixOperatingSystemMXBean, "needs a system that counts open files");
    Path good = Files.write(folder.resolve("good.pth"), CheckpointFiles.zip());
    Path bad = Files.write(folder.resolve("bad.pth"), new byte[100]);
    long before = ((UnixOperatingSystemMXBean) system).getOpenFileDescriptorCount();
    List<NamedTensors> inUse = new ArrayList<>();

    for (int i = 0; i < 200; i++) {
      inUse.add(Checkpoints.read(good));
      inUse.get(i).get("a.bias").toArray();
      assertThatIllegalArgumentException().isThrownBy(() -> Checkpoints.read(bad));
    }

    assertThat(((UnixOperatingSystemMXBean) system).getOpenFileDescriptorCount())
        .isLessThan(before + 100);
    assertThat(inUse).hasSize(200);
  }

  @Test
  void whatCannotBeReadIsAnIoException() {
    assertThatThrownBy(() -> Checkpoints.read(folder)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> Checkpoints.read(folder.resolve("absent.pth")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void otherFilesAreRefusedByWhatTheyAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> readAll(TinyDecoderFile.named()))
        .withMessageContaining("expected a checkpoint")
        .withMessageContaining("ONNX");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> readAll("version https://example".getBytes(StandardCharsets.UTF_8)))
        .withMessageContaining("expected a checkpoint");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> readAll(new byte[0]))
        .withMessageContaining("expected a checkpoint");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> readAll(CheckpointFiles.zip(true, writer -> {
          writer.pickle(CheckpointFiles.content());
          writer.entry("constants.pkl", out -> out.write(0));
        })))
        .withMessageContaining("TorchScript");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> readAll(CheckpointFiles.zip(false, writer -> {
          writer.pickle(CheckpointFiles.content());
          writer.entry("byteorder", out -> out.write("big".getBytes(StandardCharsets.UTF_8)));
        })))
        .withMessageContaining("byte order little, found big");
  }

  @Test
  void fileWithoutFloatingPointTensorsIsRefused() {
    byte[] none = new PickleWriter().dict().end();
    byte[] list = new PickleWriter().op(']').end();

    for (byte[] file : List.of(
        CheckpointFiles.zip(none, Map.of()),
        CheckpointFiles.zip(list, Map.of()),
        CheckpointFiles.safetensors("{}", new byte[0]))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> readAll(file))
          .withMessageContaining("found none");
    }
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    for (int i = 0; i <= bytes.length - part.length; i++) {
      if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    throw new AssertionError("not found");
  }
}
