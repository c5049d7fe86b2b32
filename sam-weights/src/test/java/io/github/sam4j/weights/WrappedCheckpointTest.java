// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights;

import static io.github.sam4j.weights.CheckpointFiles.readAll;
import static io.github.sam4j.weights.HostileFile.assertRefused;
import static io.github.sam4j.weights.WrappedCheckpoints.renamed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.testing.PickleWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The weights of a SAM as other programs save them are those of the official state dict. */
final class WrappedCheckpointTest {
  private static final Map<String, WeightTensor> SAM = WrappedCheckpoints.sam();
  private static final String POSITIONS =
      "prompt_encoder.pe_layer.positional_encoding_gaussian_matrix";

  private static WeightTensor weight(String name) {
    return NamedTensors.of(SAM).get(name);
  }

  private static NamedTensors assertSam(byte[] file) {
    NamedTensors tensors = readAll(file);
    assertThat(tensors.names()).isEqualTo(SAM.keySet());
    SAM.forEach((name, tensor) -> assertThat(tensors.get(name)).as(name).isEqualTo(tensor));
    return tensors;
  }

  @Test
  void plainStateDictHasNoNotes() {
    assertThat(assertSam(WrappedCheckpoints.zip(SAM)).notes()).isEmpty();
    assertThat(assertSam(WrappedCheckpoints.safetensors(SAM)).notes()).isEmpty();
  }

  @Test
  void namesOfTransformersBecomeTheOfficialOnes() {
    Map<String, WeightTensor> file = WrappedCheckpoints.transformers(SAM);

    assertThat(file.keySet())
        .contains(
            "vision_encoder.layers.1.layer_norm2.weight",
            "vision_encoder.layers.0.attn.rel_pos_h",
            "mask_decoder.output_hypernetworks_mlps.3.proj_out.bias",
            "mask_decoder.iou_prediction_head.layers.0.weight",
            "mask_decoder.transformer.layer_norm_final_attn.bias",
            "mask_decoder.transformer.layers.1.layer_norm4.weight");
    for (byte[] bytes :
        List.of(WrappedCheckpoints.safetensors(file), WrappedCheckpoints.zip(file))) {
      assertThat(assertSam(bytes).notes())
          .containsExactly("translated the names of Hugging Face transformers");
    }
    assertSam(
        WrappedCheckpoints.safetensors(renamed(file, name -> "module._orig_mod.sam." + name)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shared_image_embedding.positional_embedding",
        "prompt_encoder.shared_embedding.positional_embedding"
      })
  void eitherCopyOfThePositionsMayBeMissing(String missing) {
    Map<String, WeightTensor> file = WrappedCheckpoints.transformers(SAM);
    file.remove(missing);

    assertSam(WrappedCheckpoints.safetensors(file));
  }

  @Test
  void copiesOfThePositionsThatDifferAreRefused() {
    Map<String, WeightTensor> file = WrappedCheckpoints.transformers(SAM);
    file.put("shared_image_embedding.positional_embedding", weight(POSITIONS).scale(2));

    assertRefused(WrappedCheckpoints.safetensors(file), POSITIONS, "of the same values");
  }

  @ParameterizedTest
  @CsvSource({
    "module., module.",
    "_orig_mod., _orig_mod.",
    "module._orig_mod., module.",
    "_orig_mod.module., module.",
    "sam., sam.",
    "sam_model., sam_model.",
    "model., model.",
    "net., net.",
    "network., network.",
    "student., student.",
    "model.module.sam., model.module.sam.",
    "trainer.net._orig_mod., trainer.net."
  })
  void onePrefixBeforeAllNamesIsTakenOffAndTold(String prefix, String told) {
    Map<String, WeightTensor> file = renamed(SAM, name -> prefix + name);

    assertThat(assertSam(WrappedCheckpoints.zip(file)).notes())
        .anyMatch(note -> note.equals("removed the prefix " + told + " from all names"));
    assertSam(WrappedCheckpoints.safetensors(file));
  }

  @Test
  void partsThatWereWrappedOneByOneAreUnwrapped() {
    Map<String, WeightTensor> file = renamed(
        SAM,
        name -> name.replace("image_encoder.", "image_encoder._orig_mod.")
            .replace("mask_decoder.", "mask_decoder.module."));

    assertThat(assertSam(WrappedCheckpoints.zip(file)).notes())
        .anyMatch(note -> note.startsWith("removed _orig_mod. from "))
        .anyMatch(note -> note.startsWith("removed module. from "));
  }

  @Test
  void prefixThatOtherNamesLackStays() {
    Map<String, WeightTensor> file = renamed(SAM, name -> "model." + name);
    file.put("criterion.weight", WeightTensor.of(new float[] {1}, 1));

    assertThat(readAll(WrappedCheckpoints.zip(file)).names())
        .contains("model.mask_decoder.iou_token.weight", "criterion.weight");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "state_dict",
        "model",
        "model_state_dict",
        "model_state",
        "model_ema",
        "params",
        "some_other_key"
      })
  void stateDictUnderOneKeyIsReadBesideAnything(String key) {
    byte[] file = WrappedCheckpoints.zip(SAM, writer -> {
      writer.dict();
      besides(writer);
      writer.string(key);
      WrappedCheckpoints.writeDict(writer, SAM);
      writer.put();
    });

    assertThat(assertSam(file).notes()).containsExactly("read from key " + key);
  }

  /** Adds what training programs save beside the weights, each as Python's pickle writes it. */
  private static void besides(PickleWriter writer) {
    // argparse.Namespace(lr=0.1)
    writer.string("args").global("argparse", "Namespace").op(')').op(0x81);
    writer.dict().string("lr").op('G').raw(new byte[8]).put().op('b').put();
    // numpy.float64: scalar(dtype("f8"), bytes)
    writer.string("best_dice").global("numpy.core.multiarray", "scalar");
    writer.global("numpy", "dtype").string("f8").no().op(0x88).op(0x87).call();
    writer
        .mark()
        .number(3)
        .string("<")
        .none()
        .none()
        .none()
        .number(-1)
        .number(-1)
        .number(0);
    writer.tuple().op('b');
    writer
        .global("_codecs", "encode")
        .string("12345678")
        .string("latin1")
        .op(0x86)
        .call();
    writer.op(0x86).call().put();
    // a set, a frozenset, a long that needs many bytes, a path
    writer.string("seen").op(0x8f).mark().number(1).number(2).op(0x90).put();
    writer.string("kinds").mark().string("a").op(0x91).put();
    writer.string("seed").op(0x8b).raw((byte) 9, (byte) 0, (byte) 0, (byte) 0).raw(new byte[9]);
    writer.put();
    writer
        .string("out")
        .global("pathlib", "PosixPath")
        .string("runs")
        .op(0x85)
        .call()
        .put();
    // Lightning's hyper parameters: a dict of a class of its own, with its entries
    writer.string("hyper_parameters").global("lightning.fabric.utilities.data", "AttributeDict");
    writer.op(')').op(0x81).mark().string("width").number(3).op('u').put();
    writer.string("callbacks").global("collections", "defaultdict");
    writer.global("__builtin__", "list").op(0x85).call().put();
    // an optimizer, with tensors under numbers
    writer.string("optimizer").dict().string("state").dict().number(0).dict();
    writer.string("exp_avg").floats(POSITIONS, 2, 8).put().put().put().put();
  }

  @Test
  void flatStateDictMayHaveOtherValuesAmongItsNames() {
    byte[] file = WrappedCheckpoints.zip(SAM, writer -> {
      WrappedCheckpoints.writeDict(writer, SAM);
      besides(writer);
    });

    assertSam(file);
  }

  @Test
  void tensorsThatAreNotReadAreTold() {
    byte[] file = WrappedCheckpoints.zip(SAM, writer -> {
      writer.dict().string("model_state");
      WrappedCheckpoints.writeDict(writer, SAM);
      writer.put().string("decoder_state").dict().string("decoder.0.weight");
      writer.floats(POSITIONS, 2, 8).put().put();
    });

    assertThat(assertSam(file).notes())
        .containsExactly("read from key model_state", "not read: tensors under decoder_state");
  }

  @ParameterizedTest
  @CsvSource({"model_ema, model, model", "model, state_dict, state_dict", "average, params, params"
  })
  void mostUsualKeyOfSeveralIsRead(String first, String second, String expected) {
    Map<String, WeightTensor> doubled = new TreeMap<>();
    SAM.forEach((name, tensor) -> doubled.put(name, tensor.scale(2)));
    Map<String, WeightTensor> all = new TreeMap<>(SAM);
    doubled.forEach((name, tensor) -> all.put("2" + name, tensor));
    byte[] file = WrappedCheckpoints.zip(all, writer -> {
      writer.dict().string(first);
      writer.orderedDict();
      doubled.forEach((name, tensor) -> writer
          .string(name)
          .floats("2" + name, Arrays.stream(tensor.shape()).asLongStream().toArray())
          .put());
      writer.put().string(second);
      WrappedCheckpoints.writeDict(writer, SAM);
      writer.put();
    });

    assertThat(assertSam(file).notes())
        .containsExactly("read from key " + expected, "not read: tensors under " + first);
  }

  @Test
  void severalStateDictsUnderUnknownKeysAreRefusedWithThem() {
    byte[] file = WrappedCheckpoints.zip(SAM, writer -> {
      writer.dict();
      for (String key : List.of("first_fold", "second_fold")) {
        writer.string(key);
        WrappedCheckpoints.writeDict(writer, SAM);
        writer.put();
      }
    });

    assertRefused(file, "found several under other keys: first_fold, second_fold");
  }

  @Test
  void wholeModuleIsItsStateDict() {
    byte[] zip = WrappedCheckpoints.zip(SAM, writer -> WrappedCheckpoints.writeModule(writer, SAM));
    byte[] nested = WrappedCheckpoints.zip(SAM, writer -> {
      writer.dict().string("epoch").number(3).put().string("model");
      WrappedCheckpoints.writeModule(writer, SAM);
      writer.put();
    });

    assertThat(assertSam(zip).notes())
        .containsExactly("read from an object of segment_anything.modeling.Sam");
    assertThat(assertSam(nested).notes()).contains("read from key model");
  }

  @Test
  void moduleOfDataParallelIsUnwrapped() {
    Map<String, WeightTensor> parallel = renamed(SAM, name -> "module." + name);

    assertSam(WrappedCheckpoints.zip(
        parallel, writer -> WrappedCheckpoints.writeModule(writer, parallel)));
  }

  @Test
  void oldFileOfAWholeModuleRefersToItsClassFromOutside() {
    PickleWriter writer = new PickleWriter().mark().string("module").global("lib.sam", "Sam");
    writer
        .string("/sources/sam.py")
        .string("class Sam: ...")
        .tuple()
        .op('Q')
        .op(')')
        .op(0x81);
    writer.dict().string("_modules").orderedDict().put().string("_parameters").orderedDict();
    writer.string("x").floats("0", 2).put().put().op('b');

    NamedTensors tensors = readAll(CheckpointFiles.stream(
        writer.end(), List.of("0"), List.of(CheckpointFiles.floats(1, 2)), Float.BYTES));

    assertThat(tensors.get("x").toArray()).containsExactly(1, 2);
  }

  @Test
  void torchScriptArchiveIsItsStateDictWhereItsNamesAreKept() throws IOException {
    byte[] plain = script(SAM);
    byte[] wrapped = script(renamed(SAM, name -> "model." + name));

    assertThat(assertSam(plain).notes()).anyMatch(note -> note.contains("TorchScript"));
    assertThat(assertSam(wrapped).notes()).anyMatch(note -> note.contains("prefix model."));
    assertRefused(
        script(Map.of("c0", weight(POSITIONS))),
        "TorchScript archive whose 1 weights have other names, the first c0");
    assertRefused(script(Map.of()), "TorchScript archive whose weights can't be read");
  }

  /** Returns an archive as {@code torch.jit.save} writes it: the code in it is compressed. */
  private static byte[] script(Map<String, WeightTensor> tensors) throws IOException {
    PickleWriter writer = new PickleWriter();
    WrappedCheckpoints.writeScript(writer, tensors, "");
    Map<String, byte[]> entries = new TreeMap<>();
    entries.put("sam/data.pkl", writer.end());
    entries.put("sam/constants.pkl", new PickleWriter().op(')').end());
    tensors.forEach((name, tensor) ->
        entries.put("sam/data/" + name, CheckpointFiles.floats(tensor.toArray())));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        stored(zip, entry.getKey(), entry.getValue());
      }
      zip.putNextEntry(new ZipEntry("sam/code/__torch__/segment_anything.py"));
      zip.write("import os\n".repeat(100).getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static void stored(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    CRC32 crc = new CRC32();
    crc.update(content);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
  }

  @ParameterizedTest
  @CsvSource({
    "os, system",
    "posix, system",
    "builtins, getattr",
    "__builtin__, eval",
    "subprocess, check_output",
    "importlib, import_module",
    "torch.hub, load",
    "torch, load",
    "operator, attrgetter",
    "some.project, os.system"
  })
  void codeBesideTheStateDictIsRefusedByName(String module, String name) {
    byte[] file = WrappedCheckpoints.zip(SAM, writer -> {
      writer.dict().string("state_dict");
      WrappedCheckpoints.writeDict(writer, SAM);
      writer
          .put()
          .string("hook")
          .global(module, name)
          .string("id")
          .op(0x85)
          .call()
          .put();
    });

    assertRefused(file, "refers to " + module + "." + name + ", which no state dict needs");
  }

  @Test
  void weightThatIsNoTensorOfNumbersIsRefused() {
    byte[] file = WrappedCheckpoints.zip(SAM, writer -> {
      WrappedCheckpoints.writeDict(writer, SAM);
      writer.string("mask_decoder.extra.weight").global("torch._utils", "_rebuild_qtensor");
      writer.op(')').call().put();
    });

    assertRefused(file, "mask_decoder.extra.weight is made by torch._utils._rebuild_qtensor");
  }

  @Test
  void modulesThatShareModulesAreNotWalkedForEver() {
    PickleWriter writer = new PickleWriter();
    writer
        .global("m", "Leaf")
        .op(')')
        .op(0x81)
        .dict()
        .string("_parameters")
        .dict()
        .put();
    writer.string("_modules").dict().put().op('b').op('q').op(0);
    for (int i = 1; i < 20; i++) {
      writer
          .global("m", "Node")
          .op(')')
          .op(0x81)
          .dict()
          .string("_parameters")
          .dict()
          .put();
      writer.string("_modules").dict();
      for (String name : List.of("a", "b", "c")) {
        writer.string(name).op('h').op(i - 1).put();
      }
      writer.put().op('b').op('q').op(i);
    }

    assertRefused(CheckpointFiles.zip(writer.end(), Map.of()), "modules");
  }

  @ParameterizedTest
  @CsvSource({"NaN, 0", "Infinity, 5", "-Infinity, 2"})
  void weightsThatAreNotFiniteAreToldByNameWhenTheyAreRead(float value, int index) {
    String name = "mask_decoder.iou_token.weight";
    float[] values = weight(name).toArray();
    values[index] = value;
    Map<String, WeightTensor> broken = new HashMap<>(SAM);
    broken.put(name, WeightTensor.of(values, weight(name).shape()));

    for (byte[] file :
        List.of(WrappedCheckpoints.zip(broken), WrappedCheckpoints.safetensors(broken))) {
      NamedTensors tensors = Checkpoints.read(FileBytes.of(file));
      tensors.names().stream().filter(other -> !other.equals(name)).forEach(tensors::get);

      assertThatThrownBy(() -> tensors.get(name).toArray())
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("weight " + name + " has 1 of 16 values that are not finite, the"
              + " first " + value + " at index " + index);
    }
  }

  @Test
  void doubleBeyondTheRangeOfFloatsIsNotFinite() {
    byte[] pickle = CheckpointFiles.pickle(
        writer -> writer.tensor("DoubleStorage", "0", 1, 0, new long[] {1}, new long[] {1}));
    byte[] large =
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(1e300).array();

    assertThatThrownBy(() -> readAll(CheckpointFiles.zip(pickle, Map.of("0", large))))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("weight x has 1 of 1 values that are not finite");
  }
}
