// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights;

import io.github.sam4j.weights.internal.format.ElementType;
import java.util.List;

/**
 * What a pickle says about a tensor; not checked for sense.
 *
 * @param offset of its first value in the storage, counted in values
 */
record PickledTensor(
    PickledStorage storage, ElementType type, long offset, List<Long> shape, List<Long> strides) {}
