// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.network;

/**
 * The names of the inputs and outputs of {@link DecoderGraphs} and {@link GridGraphs}, whose shapes
 * are listed there.
 */
public final class DecoderTensors {
  /** The output of the image encoder. */
  public static final String EMBEDDING = "embedding";

  /** The embedding as tokens, including the dense prompt. */
  public static final String IMAGE_TOKENS = "image_tokens";

  /** The mask prompts. */
  public static final String MASK_LOGITS = "mask_logits";

  /** Points in pixels of the frame. */
  public static final String POINT_COORDS = "point_coords";

  /** The labels of the points. */
  public static final String POINT_LABELS = "point_labels";

  /** Image tokens after the transformer. */
  public static final String ATTENDED_TOKENS = "attended_tokens";

  /** The kernels of all four masks of each prompt. */
  public static final String MASK_KERNELS = "mask_kernels";

  /** The predicted IoU of all four masks of each prompt. */
  public static final String PREDICTED_IOU = "predicted_iou";

  /** Indices of the prompts to draw. */
  public static final String PROMPT_INDEX = "prompt_index";

  /** Indices of the drawn masks to return. */
  public static final String MASK_INDEX = "mask_index";

  /** The kernels of the masks to draw. */
  public static final String KERNELS = "kernels";

  /** The drawn masks. */
  public static final String LOGITS = "logits";

  /** The weight of each row in each image token. */
  public static final String SHARES = "shares";

  /** The weight of the image part in each image token. */
  public static final String SCALE = "scale";

  /** The rows that a prompt adds to image tokens. */
  public static final String ROWS = "rows";

  /** Rows and columns of tokens that the image covers. */
  public static final String SIZE = "size";

  /** The image term of the upscaling. */
  public static final String ENLARGED = "enlarged";

  private DecoderTensors() {}
}
