// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.architecture;

import io.github.sam4j.weights.ModelSpec;
import io.github.sam4j.weights.NamedTensors;

/** The weights of an image encoder of a known architecture, complete and of consistent shapes. */
public sealed interface EncoderWeights permits VitWeights, TinyVitWeights {
  /** Returns the channels of the embedding; 256 in every published SAM. */
  int outputWidth();

  /** Returns the tensors by name, in the form that {@link #of} accepts. */
  NamedTensors tensors();

  /**
   * Returns the model description that this encoder implies: frame and grid where the tensors
   * determine them, everything else as in SAM 1.
   */
  ModelSpec spec();

  /**
   * Checks that this encoder accepts the frames of a model and yields its embedding.
   *
   * @throws IllegalArgumentException if frame or grid do not fit
   */
  void require(ModelSpec model);

  /**
   * Recognises the architecture by the names of the tensors.
   *
   * @throws IllegalArgumentException that lists what is missing, unexpected or of a wrong shape, or
   *     reports an unknown architecture
   */
  static EncoderWeights of(NamedTensors tensors) {
    if (TinyVitWeights.isTinyVit(tensors)) {
      return TinyVitWeights.of(tensors);
    } else if (VitWeights.isVit(tensors)) {
      return VitWeights.of(tensors);
    }
    throw new IllegalArgumentException("expected the weights of an image encoder, ViT ("
        + VitWeights.PREFIX
        + "patch_embed.proj.weight) or TinyViT (" + TinyVitWeights.PREFIX
        + "patch_embed.seq.0.c.weight), found neither among " + tensors.names().size()
        + " tensors, the first of which are " + OtherModels.shown(tensors.names()));
  }
}
