// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.model;

import io.github.sam4j.image.internal.files.DiskErrors;
import io.github.sam4j.image.internal.files.FileTrees;
import io.github.sam4j.weights.ModelSpec;
import io.github.sam4j.weights.internal.architecture.DecoderWeights;
import io.github.sam4j.weights.internal.architecture.EncoderWeights;
import io.github.sam4j.weights.internal.graph.OnnxModel;
import io.github.sam4j.weights.internal.network.DecoderGraphs;
import io.github.sam4j.weights.internal.network.EncoderGraphs;
import io.github.sam4j.weights.internal.network.GridGraphs;
import io.github.sam4j.weights.internal.network.OfficialDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes the files of {@link SamModel#export}. */
final class ModelExport {
  private static final String ENCODER = "encoder.onnx";
  private static final String DECODER = "decoder.onnx";

  /** Larger constants go into a second file; far below the limit of an ONNX file. */
  private static final long ONE_FILE = 1L << 30;

  private ModelExport() {}

  static void write(SamModel model, Path folder) throws IOException {
    write(model, folder, ONE_FILE);
  }

  /** Writes an encoder with more bytes of constants than {@code largestFile} as two files. */
  static void write(SamModel model, Path folder, long largestFile) throws IOException {
    Path target = folder.toAbsolutePath().normalize();
    if (Files.exists(target) && !isEmptyFolder(target)) {
      throw new FileAlreadyExistsException(
          target.toString(), null, "expected a folder that is new or empty");
    }
    Path parent = Optional.ofNullable(target.getParent()).orElse(target);
    Files.createDirectories(parent);
    Path unfinished = parent.resolve(".export-" + UUID.randomUUID());
    try {
      Files.createDirectories(unfinished.resolve("split"));
      DiskErrors.naming(target, () -> writeFiles(model, unfinished, largestFile));
      Files.deleteIfExists(target);
      Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (UncheckedIOException e) {
      throw new IOException(model.encoderSource() + ": " + e.getMessage(), e);
    } finally {
      FileTrees.delete(unfinished);
    }
  }

  private static boolean isEmptyFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  private static void writeFiles(SamModel model, Path folder, long largestFile) throws IOException {
    Path encoder = folder.resolve(ENCODER);
    Optional<EncoderWeights> weights = model.encoder().map(EncoderWeights::of);
    if (weights.isPresent()) {
      OnnxModel graph = EncoderGraphs.portable(weights.get(), model.spec());
      if (graph.constantBytes() > largestFile) {
        graph.write(encoder, ENCODER + ".data");
      } else {
        Files.write(encoder, graph.toBytes());
      }
    } else {
      model.copyEncoder(encoder);
    }
    DecoderWeights decoder = DecoderWeights.of(model.decoder());
    Files.write(
        folder.resolve(DECODER),
        OfficialDecoder.graph(decoder, model.spec()).toBytes(),
        StandardOpenOption.CREATE_NEW);
    for (Map.Entry<String, byte[]> graph : split(decoder, model.spec()).entrySet()) {
      Files.write(folder.resolve("split").resolve(graph.getKey() + ".onnx"), graph.getValue());
    }
    Files.write(folder.resolve("README.md"), card(model, weights, decoder), StandardCharsets.UTF_8);
  }

  private static Map<String, byte[]> split(DecoderWeights weights, ModelSpec spec) {
    Map<String, byte[]> graphs = new LinkedHashMap<>();
    graphs.put("image_tokens", DecoderGraphs.imageTokens(weights, spec));
    graphs.put("masked_image_tokens", DecoderGraphs.maskedImageTokens(weights, spec));
    graphs.put("transformer", DecoderGraphs.transformer(weights, spec));
    graphs.put("upscaling", DecoderGraphs.upscaling(weights, spec));
    graphs.put("image_terms", GridGraphs.imageTerms(weights, spec));
    graphs.put("grid_transformer", GridGraphs.transformer(weights, spec));
    graphs.put("grid_upscaling", GridGraphs.upscaling(weights, spec));
    graphs.put("chosen_upscaling", GridGraphs.chosenUpscaling(weights, spec));
    return graphs;
  }

  private static List<String> card(
      SamModel model, Optional<EncoderWeights> encoder, DecoderWeights decoder) {
    String architecture = encoder.map(EncoderWeights::toString).orElse("an ONNX graph, as it was");
    int width = decoder.width();
    ModelSpec spec = model.spec();
    int frame = spec.frameSide();
    int grid = spec.gridSide();
    boolean stretched = spec.resize() == ModelSpec.Resize.STRETCH;
    return List.of(
        "# " + model.name(),
        "",
        "Segment Anything as ONNX files, written by SAM4J (io.github.sam4j).",
        "",
        "| | |",
        "|---|---|",
        "| encoder | " + architecture + " |",
        "| encoder's weights from | " + model.encoderSource() + ", SHA-256 " + model.encoderSha256()
            + " |",
        "| decoder's weights from | a file of SHA-256 " + model.decoderSha256() + notes(model)
            + " |",
        "| licence | that of the weights; exporting changes nothing about it |",
        "",
        "## encoder.onnx",
        "",
        "One float32 input `[1, 3, " + frame + ", " + frame + "]`: RGB in 0 to 255, "
            + resized(spec) + " (bilinear,",
        "antialiased), minus " + channels(spec::pixelMean) + ", divided by "
            + channels(spec::pixelDeviation)
            + (stretched ? "." : ", padded with zeros right and below."),
        "One output, the embedding `[1, " + width + ", " + grid + ", " + grid + "]`.",
        "",
        "## decoder.onnx",
        "",
        "Inputs and outputs of the official exporter: `image_embeddings`, `point_coords` in pixels of the "
            + frame + " frame,",
        "`point_labels` (-1 padding, 0 background, 1 foreground, 2 and 3 the corners of a box; without a box append a",
        "padding point), `mask_input`, `has_mask_input`, `orig_im_size` (height, width), all float32, to `masks` (logits of the",
        "image's size), `iou_predictions`, `low_res_masks`. Four masks: the first is the answer to an unambiguous prompt,",
        "the others are three answers to an ambiguous one.",
        "",
        "## split/",
        "",
        "What SAM4J runs in place of decoder.onnx: one graph for each step that can be saved. The names of inputs and",
        "outputs tell what belongs together; the Javadoc of DecoderGraphs and GridGraphs tells the rest.");
  }

  /** Returns what was done to the names of a checkpoint, behind a semicolon. */
  private static String notes(SamModel model) {
    return model.notes().stream().map(note -> "; " + note).collect(Collectors.joining());
  }

  private static String resized(ModelSpec spec) {
    int frame = spec.frameSide();
    return switch (spec.resize()) {
      case LONGEST_SIDE -> "the longest side resized to " + frame;
      case STRETCH -> "both sides resized to " + frame;
    };
  }

  private static String channels(IntFunction<Float> value) {
    return IntStream.range(0, 3)
        .mapToObj(channel -> value.apply(channel).toString())
        .collect(Collectors.joining(", "));
  }
}
