// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Automatic masks the published way: what sam-core is compared with.
 *
 * <p>It follows the description in "Segment Anything" (Kirillov et al., arXiv 2304.02643) and the
 * order of work of the reference implementation (facebookresearch/segment-anything), step by step
 * and without the short cuts of sam-core, but as fast as those steps allow: ONNX Runtime with all
 * its optimizations for the network, as many threads as sam-core for everything else, and
 * sam-core's own run lengths and suppression, which are not in question. It needs the memory that
 * the published way needs: three full-size masks of floats for each of the 64 prompts of a batch.
 */
@NullMarked
package io.github.sam4j.bench.published;

import org.jspecify.annotations.NullMarked;

