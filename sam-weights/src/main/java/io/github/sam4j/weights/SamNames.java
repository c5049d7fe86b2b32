// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights;

import io.github.sam4j.weights.internal.format.PrintableName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Translates the names that a checkpoint has for SAM's weights into those of the official state
 * dict: wrappers of PyTorch, one prefix before all names, and the names of Hugging Face
 * transformers.
 *
 * <p>A step is taken only if it explains every name; names that it leaves are told as unexpected
 * when the model is recognised. Tensors of other models keep their names, apart from wrappers.
 */
final class SamNames {
  /** Every SAM has this tensor, under the same name in all programs, apart from prefixes. */
  private static final String LANDMARK = "mask_decoder.iou_token.weight";

  /** What {@code torch.compile} and {@code DataParallel} put before the names of a module. */
  private static final String COMPILED = "_orig_mod.";

  private static final List<String> WRAPPERS = List.of(COMPILED, "module.");

  /** The parts of SAM, which may be wrapped one by one. */
  private static final List<String> PARTS =
      List.of("image_encoder.", "vision_encoder.", "prompt_encoder.", "mask_decoder.");

  /**
   * Begins the names of the image encoder in Hugging Face transformers, and in no official name.
   */
  private static final String TRANSFORMERS = "vision_encoder.";

  private static final String POSITIONS =
      "prompt_encoder.pe_layer.positional_encoding_gaussian_matrix";

  /** Its copy for the image; files may hold both, or either. */
  private static final String IMAGE_POSITIONS = "shared_image_embedding.positional_embedding";

  /**
   * From the names of transformers to the official ones, applied to each name one after the other.
   * What no line matches has the same name in both.
   */
  private static final List<Rule> FROM_TRANSFORMERS = List.of(
      rule("^vision_encoder\\.", "image_encoder."),
      rule("^(image_encoder)\\.layers\\.", "$1.blocks."),
      rule("^(image_encoder\\.patch_embed)\\.projection\\.", "$1.proj."),
      rule("^(image_encoder\\.neck)\\.conv1\\.", "$1.0."),
      rule("^(image_encoder\\.neck)\\.layer_norm1\\.", "$1.1."),
      rule("^(image_encoder\\.neck)\\.conv2\\.", "$1.2."),
      rule("^(image_encoder\\.neck)\\.layer_norm2\\.", "$1.3."),
      rule("^prompt_encoder\\.shared_embedding\\.positional_embedding$", POSITIONS),
      rule("^" + Pattern.quote(IMAGE_POSITIONS) + "$", POSITIONS),
      rule("^(prompt_encoder)\\.point_embed\\.", "$1.point_embeddings."),
      rule("^(prompt_encoder)\\.mask_embed\\.conv1\\.", "$1.mask_downscaling.0."),
      rule("^(prompt_encoder)\\.mask_embed\\.layer_norm1\\.", "$1.mask_downscaling.1."),
      rule("^(prompt_encoder)\\.mask_embed\\.conv2\\.", "$1.mask_downscaling.3."),
      rule("^(prompt_encoder)\\.mask_embed\\.layer_norm2\\.", "$1.mask_downscaling.4."),
      rule("^(prompt_encoder)\\.mask_embed\\.conv3\\.", "$1.mask_downscaling.6."),
      rule("^(mask_decoder)\\.upscale_conv1\\.", "$1.output_upscaling.0."),
      rule("^(mask_decoder)\\.upscale_layer_norm\\.", "$1.output_upscaling.1."),
      rule("^(mask_decoder)\\.upscale_conv2\\.", "$1.output_upscaling.3."),
      // the three layers of a perceptron; the middle one first, before the others take its number
      rule("^(mask_decoder\\.(?:iou|output_hyper).*)\\.layers\\.0\\.", "$1.layers.1."),
      rule("^(mask_decoder\\.(?:iou|output_hyper).*)\\.proj_in\\.", "$1.layers.0."),
      rule("^(mask_decoder\\.(?:iou|output_hyper).*)\\.proj_out\\.", "$1.layers.2."),
      rule("\\.layer_norm_final_attn\\.", ".norm_final_attn."),
      rule("\\.layer_norm(\\d)\\.", ".norm$1."));

  private record Rule(Pattern pattern, String replacement) {
    String apply(String name) {
      return pattern.matcher(name).replaceFirst(replacement);
    }
  }

  private static Rule rule(String pattern, String replacement) {
    return new Rule(Pattern.compile(pattern), replacement);
  }

  private SamNames() {}

  /** Returns whether one of the names is that of a SAM's decoder, after whatever prefix. */
  static boolean hasDecoder(Collection<String> names) {
    return names.stream().anyMatch(name -> isLandmark(unwrapped(name)));
  }

  private static boolean isLandmark(String name) {
    return name.endsWith(LANDMARK)
        && (name.length() == LANDMARK.length()
            || name.charAt(name.length() - LANDMARK.length() - 1) == '.');
  }

  /**
   * Returns the tensors by official names where the names are those of a SAM, with a note for each
   * step.
   *
   * @throws IllegalArgumentException if two tensors would get the same name and differ
   */
  static NamedTensors official(NamedTensors read) {
    return translated(withoutPrefix(withoutWrappers(read)));
  }

  private static NamedTensors withoutWrappers(NamedTensors read) {
    NamedTensors tensors = read;
    for (String wrapper : WRAPPERS) {
      long having = tensors.names().stream()
          .filter(name -> !unwrapped(name, wrapper).equals(name))
          .count();
      if (having > 0) {
        tensors = renamed(tensors, name -> unwrapped(name, wrapper))
            .withNote("removed " + wrapper + " from " + having + " names");
      }
    }
    // whichever wrapper is the outer one of all names
    for (String outer = wrapper(tensors); !outer.isEmpty(); outer = wrapper(tensors)) {
      String prefix = outer;
      tensors = renamed(tensors, name -> name.substring(prefix.length()))
          .withNote("removed the prefix " + prefix + " from all names");
    }
    return tensors;
  }

  /** Returns the wrapper that all names begin with; empty if there is none. */
  private static String wrapper(NamedTensors tensors) {
    return WRAPPERS.stream()
        .filter(wrapper -> tensors.names().stream()
            .allMatch(name -> name.startsWith(wrapper) && name.length() > wrapper.length()))
        .findFirst()
        .orElse("");
  }

  private static String unwrapped(String name) {
    return WRAPPERS.stream().reduce(name, SamNames::unwrapped);
  }

  /** Removes a wrapper from the middle of a name: of the whole module, or of one part of SAM. */
  private static String unwrapped(String name, String wrapper) {
    if (!name.contains(wrapper)) {
      return name;
    }
    String plain = name;
    if (wrapper.equals(COMPILED)) {
      plain = plain.replace("." + wrapper, ".");
    }
    for (String part : PARTS) {
      plain = plain.replace(part + wrapper, part);
    }
    return plain;
  }

  /** Removes the prefix that the decoder's names have, if all others have it, too. */
  private static NamedTensors withoutPrefix(NamedTensors tensors) {
    List<String> landmarks =
        tensors.names().stream().filter(SamNames::isLandmark).toList();
    if (landmarks.size() != 1) {
      return tensors;
    }
    String landmark = landmarks.get(0);
    String prefix = landmark.substring(0, landmark.length() - LANDMARK.length());
    if (prefix.isEmpty() || !tensors.names().stream().allMatch(name -> name.startsWith(prefix))) {
      return tensors;
    }
    return renamed(tensors, name -> name.substring(prefix.length()))
        .withNote("removed the prefix " + PrintableName.of(prefix) + " from all names");
  }

  private static NamedTensors translated(NamedTensors tensors) {
    if (tensors.names().stream().noneMatch(name -> name.startsWith(TRANSFORMERS))) {
      return tensors;
    }
    return renamed(tensors, name -> {
          String official = name;
          for (Rule rule : FROM_TRANSFORMERS) {
            official = rule.apply(official);
          }
          return official;
        })
        .withNote("translated the names of Hugging Face transformers");
  }

  private static NamedTensors renamed(NamedTensors tensors, UnaryOperator<String> rename) {
    Map<String, String> origins = new TreeMap<>();
    Map<String, WeightTensor> renamed = new TreeMap<>();
    for (String name : tensors.names()) {
      String newName = rename.apply(name);
      WeightTensor tensor = tensors.get(name);
      WeightTensor same = renamed.put(newName, tensor);
      // the only tensor that files hold twice; others are not read for that
      if (same != null && !(name.equals(IMAGE_POSITIONS) && same.equals(tensor))) {
        throw new IllegalArgumentException("weights " + PrintableName.of(name) + " and "
            + PrintableName.of(origins.getOrDefault(newName, newName)) + " are both "
            + PrintableName.of(newName) + ", expected one, or two of the same values");
      }
      origins.put(newName, name);
    }
    return tensors.withTensors(renamed);
  }
}
