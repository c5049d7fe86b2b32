// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.protocol;

import java.net.URI;

/**
 * A publication that describes a protocol.
 *
 * @param method name under which its method is known, such as {@code RITM}; empty if it has none
 * @param title of the publication
 * @param identifier such as {@code arXiv 2312.12880}
 * @param url where it can be read
 */
public record Citation(String method, String title, String identifier, URI url) {
  /** The evaluation of automatic masks and of seeds on radiology images. */
  public static final Citation SAM_ON_RADIOLOGY =
      arXiv("", "Testing the Segment Anything Model on radiology data", "2312.12880");

  /** The evaluation of prompt modes and of clicks on medical images. */
  public static final Citation SAM_ON_MEDICAL_IMAGES = arXiv(
      "", "Segment Anything Model for Medical Image Analysis: an Experimental Study", "2304.10517");

  /** The origin of the number of clicks. */
  public static final Citation RITM = arXiv(
      "RITM",
      "Reviving Iterative Training with Mask Guidance for Interactive Segmentation",
      "2102.06583");

  /** The origin of boxes with a margin. */
  public static final Citation MEDSAM =
      arXiv("MedSAM", "Segment Anything in Medical Images", "2304.12306");

  /** Returns a publication on arXiv by its number. */
  public static Citation arXiv(String method, String title, String number) {
    return new Citation(
        method, title, "arXiv " + number, URI.create("https://arxiv.org/abs/" + number));
  }

  /** Returns the citation for running text, such as {@code RITM, arXiv 2102.06583}. */
  public String label() {
    return method.isEmpty() ? identifier : method + ", " + identifier;
  }
}
