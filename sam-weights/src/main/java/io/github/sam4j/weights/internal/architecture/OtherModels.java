// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.architecture;

import io.github.sam4j.weights.NamedTensors;
import io.github.sam4j.weights.internal.format.PrintableName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Recognises weights that are no SAM but close to one: models with adapters, which compute
 * something else with the same names among theirs, and parts of a SAM.
 */
public final class OtherModels {
  private static final int MAX_SHOWN = 3;

  private static final String IMAGE_ENCODER = VitWeights.PREFIX;
  private static final String MASK_DECODER = "mask_decoder.";
  private static final String PROMPT_ENCODER = "prompt_encoder.";
  private static final String LANDMARK = MASK_DECODER + "iou_token.weight";

  /** A pattern that is found in a name of the model and in no name of a SAM. */
  private record Kind(Pattern pattern, String description) {}

  private static final List<Kind> KINDS = List.of(
      kind(
          "(^|\\.)(linear_[ab]_[qkv]|w_[ab]_\\d+|lora_[ABab]\\w*|base_layer|lora_embedding_[AB])(\\.|$)",
          "LoRA adapters; merge them into the weights that they adapt and save those"),
      kind(
          "(^|\\.)mask_decoder\\.(hf_token|hf_mlp|hq_token|hq_mask_mlp|compress_vit_\\w+|embedding_encoder"
              + "|embedding_maskfeature)(\\.|$)",
          "SAM-HQ, whose decoder has a fifth mask of its own"),
      kind("\\.blocks\\.\\d+\\.Adapter\\.", "adapters in the image encoder, as SAM-Med2D has"),
      kind("(?i)adapter|adaptmlp", "adapters between the layers of SAM"),
      kind("(^|\\.)prompt_generator\\.", "SAM-Adapter, which feeds prompts into the image encoder"),
      kind(
          "(^|\\.)(sam_mask_decoder|memory_attention|memory_encoder|image_encoder\\.trunk"
              + "|vision_encoder\\.backbone)\\.",
          "SAM 2, which has other layers"));

  private static Kind kind(String pattern, String description) {
    return new Kind(Pattern.compile(pattern), description);
  }

  private OtherModels() {}

  /**
   * Checks that weights are neither those of a model akin to SAM nor a part of one.
   *
   * @throws IllegalArgumentException if they are, saying of what and which name shows it
   */
  public static void refuse(NamedTensors tensors) {
    SortedSet<String> names = tensors.names();
    for (Kind kind : KINDS) {
      first(names, name -> kind.pattern().matcher(name).find()).ifPresent(name -> {
        throw new IllegalArgumentException("expected the weights of SAM alone, found "
            + PrintableName.of(name) + ": these are of " + kind.description());
      });
    }
    refusePrefixes(names);
    refuseParts(names);
  }

  /** Refuses names with a prefix that others lack: it is unclear what belongs to the model. */
  private static void refusePrefixes(SortedSet<String> names) {
    List<String> prefixes = names.stream()
        .filter(name -> name.endsWith("." + LANDMARK))
        .map(name -> name.substring(0, name.length() - LANDMARK.length()))
        .toList();
    if (prefixes.isEmpty()) {
      return;
    }
    if (prefixes.size() > 1 || names.contains(LANDMARK)) {
      throw new IllegalArgumentException(
          "expected the weights of one SAM, found several, with names" + " that begin with "
              + shown(prefixes) + (names.contains(LANDMARK) ? " and without" : ""));
    }
    String prefix = prefixes.get(0);
    List<String> others =
        names.stream().filter(name -> !name.startsWith(prefix)).toList();
    throw new IllegalArgumentException("expected official names, or one prefix before all of them,"
        + " found " + PrintableName.of(prefix) + " before " + (names.size() - others.size())
        + " names and " + others.size() + " without it, the first " + shown(others));
  }

  private static void refuseParts(SortedSet<String> names) {
    boolean encoder = has(names, IMAGE_ENCODER);
    boolean decoder = has(names, MASK_DECODER) || has(names, PROMPT_ENCODER);
    if (!decoder && (encoder || isBareEncoder(names))) {
      throw new IllegalArgumentException("expected a whole SAM, found an image encoder alone, with"
          + " names as " + shown(names) + ": the weights of prompt encoder and mask decoder"
          + " (" + PROMPT_ENCODER + "*, " + MASK_DECODER + "*) must be in the same file");
    }
    if (decoder && !encoder) {
      throw new IllegalArgumentException("expected a whole SAM, found "
          + (has(names, MASK_DECODER) ? "a mask decoder" : "a prompt encoder")
          + " without an image encoder, with names as " + shown(names) + ": its weights ("
          + IMAGE_ENCODER + "*) must be in the same file");
    }
  }

  /** Returns whether the names are those of an image encoder that was saved by itself. */
  private static boolean isBareEncoder(SortedSet<String> names) {
    return has(names, "patch_embed.") && (has(names, "blocks.") || has(names, "layers."));
  }

  private static boolean has(SortedSet<String> names, String prefix) {
    SortedSet<String> from = names.tailSet(prefix);
    return !from.isEmpty() && from.first().startsWith(prefix);
  }

  private static Optional<String> first(SortedSet<String> names, Predicate<String> condition) {
    return names.stream().filter(condition).findFirst();
  }

  /** Returns the first few names, for a message. */
  static String shown(Collection<String> names) {
    return names.stream().limit(MAX_SHOWN).map(PrintableName::of).collect(Collectors.joining(", "));
  }
}
