// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights;

import io.github.sam4j.weights.internal.format.ElementType;
import java.util.List;

/**
 * The description of a tensor in a pickle, not validated.
 *
 * @param offset index of the first value in the storage
 */
record PickledTensor(
    PickledStorage storage, ElementType type, long offset, List<Long> shape, List<Long> strides) {}
