// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.model;

import io.github.sam4j.weights.ModelSpec;
import io.github.sam4j.weights.NamedTensors;
import io.github.sam4j.weights.internal.architecture.DecoderWeights;
import io.github.sam4j.weights.internal.architecture.EncoderWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A checked model: the weights of an image encoder, or its graph as an ONNX file, and the weights
 * of the prompt encoder and mask decoder.
 *
 * <p>Immutable and safe to share. Made by {@link SamModels}.
 */
public final class SamModel {
  private final String name;
  private final ModelSpec spec;
  private final ModelFile encoder;
  private final @Nullable EncoderWeights encoderWeights;
  private final @Nullable GraphFile encoderGraph;
  private final DecoderWeights decoder;
  private final ModelFile decoderFile;
  private final List<String> notes;

  private SamModel(
      String name,
      ModelSpec spec,
      ModelFile encoder,
      @Nullable EncoderWeights encoderWeights,
      @Nullable GraphFile encoderGraph,
      DecoderWeights decoder,
      ModelFile decoderFile,
      List<String> notes) {
    if (!spec.highResolutionSides().isEmpty()) {
      throw new IllegalArgumentException("expected a model whose decoder takes the embedding only,"
          + " got highResolutionSides=" + spec.highResolutionSides());
    }
    this.name = name;
    this.spec = spec;
    this.encoder = encoder;
    this.encoderWeights = encoderWeights;
    this.encoderGraph = encoderGraph;
    this.decoder = decoder;
    this.decoderFile = decoderFile;
    this.notes = List.copyOf(notes);
  }

  /** Returns a model whose encoder becomes a graph of our own. */
  static SamModel ofWeights(
      String name,
      ModelSpec spec,
      ModelFile encoder,
      EncoderWeights weights,
      DecoderWeights decoder,
      ModelFile decoderFile) {
    return new SamModel(name, spec, encoder, weights, null, decoder, decoderFile, List.of());
  }

  /** Returns a model whose encoder is run unchanged. */
  static SamModel ofGraph(
      String name, ModelSpec spec, GraphFile encoder, DecoderWeights decoder, ModelFile decoderFile)
      throws IOException {
    return new SamModel(
        name, spec, encoder.whole(), null, encoder, decoder, decoderFile, List.of());
  }

  SamModel withNotes(List<String> newNotes) {
    return new SamModel(
        name, spec, encoder, encoderWeights, encoderGraph, decoder, decoderFile, newNotes);
  }

  /** Returns the name of the model in reports. */
  public String name() {
    return name;
  }

  /** Returns the sizes of the model's arrays and how images are prepared for it. */
  public ModelSpec spec() {
    return spec;
  }

  /**
   * Returns the SHA-256 of the encoder file in lower-case hexadecimal digits. The file is read on
   * the first call. Where an ONNX file keeps constants in others, it is that of all of them, one
   * after the other.
   *
   * @throws java.io.UncheckedIOException if the file can't be read any more or has changed
   */
  public String encoderSha256() {
    return encoder.sha256();
  }

  /**
   * Returns the SHA-256 of the decoder file in lower-case hexadecimal digits; that of the encoder
   * where one file holds both.
   *
   * @throws java.io.UncheckedIOException if the file can't be read any more or has changed
   */
  public String decoderSha256() {
    return decoderFile.sha256();
  }

  /** Returns the path or resource name of the encoder, for messages. */
  public String encoderSource() {
    return encoder.source();
  }

  /**
   * Returns how the checkpoint differed from a plain state dict of the official names, one short
   * remark each: the key that the weights were under, a prefix that was taken off, names of another
   * program that were translated. Empty if it didn't, and for ONNX files.
   */
  public List<String> notes() {
    return notes;
  }

  /**
   * Returns the weights of the image encoder by the names of the state dict, batch norms folded
   * into the convolutions before them; nothing where the encoder is a graph that is run unchanged.
   */
  public Optional<NamedTensors> encoder() {
    return Optional.ofNullable(encoderWeights).map(EncoderWeights::tensors);
  }

  /**
   * Returns the ONNX file of the encoder where that is run unchanged. It may keep constants in
   * other files beside it.
   */
  public Optional<Path> encoderFile() {
    return Optional.ofNullable(encoderGraph).map(GraphFile::path);
  }

  /**
   * Reads the encoder's file, as large as it is, without the constants that an ONNX file keeps in
   * others.
   *
   * @throws IOException if it can't be read any more
   */
  public byte[] readEncoder() throws IOException {
    return encoderGraph == null || encoderGraph.data().isEmpty()
        ? encoder.bytes()
        : Files.readAllBytes(encoderGraph.path());
  }

  /**
   * Writes this model as ONNX files for other programs, into a new folder that appears complete or
   * not at all:
   *
   * <ul>
   *   <li>{@code encoder.onnx}: {@code [1, 3, frame, frame]}, normalized and padded, to {@code [1,
   *       width, grid, grid]}. Constants of more than a GB are in {@code encoder.onnx.data} beside
   *       it. An encoder that is generated from weights consists of standard operators (operator
   *       set 17) only; this library is faster with the weights themselves.
   *   <li>{@code decoder.onnx}: prompt encoder and mask decoder with the inputs and outputs of
   *       Meta's exporter, all four masks. {@link SamModels#onnx(Path, Path, ModelSpec)} accepts
   *       both files with the description of this model.
   *   <li>{@code split/}: the graphs that this library runs in place of {@code decoder.onnx}.
   *   <li>{@code README.md}: where the weights come from and how to use the files.
   * </ul>
   *
   * @param folder created by this call, including its parents; may exist if it is empty
   * @throws java.nio.file.FileAlreadyExistsException if the folder isn't empty
   * @throws IOException if a file can't be written, or the model can no longer be read
   */
  public void export(Path folder) throws IOException {
    ModelExport.write(this, folder);
  }

  /** Copies the encoder that is run unchanged, and the constants beside it. */
  void copyEncoder(Path target) throws IOException {
    if (encoderGraph == null) {
      throw new IllegalStateException(this + " has no graph of its own");
    }
    encoderGraph.copy(target);
  }

  /** Returns the weights of prompt encoder and mask decoder by the names of the state dict. */
  public NamedTensors decoder() {
    return decoder.tensors();
  }

  @Override
  public String toString() {
    return "SamModel[" + name + "]";
  }
}
