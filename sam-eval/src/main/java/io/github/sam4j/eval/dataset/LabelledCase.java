// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.dataset;

import java.nio.file.Path;

/**
 * An image with its labels.
 *
 * @param id name of the image file without its extension, and without the channel that nnU-Net
 *     appends; different for all cases of a data set
 */
public record LabelledCase(String id, Path image, Path label) {}
