// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.nifti;

import io.github.sam4j.io.volume.ElementType;
import io.github.sam4j.io.volume.VolumeShape;
import java.nio.ByteOrder;

/**
 * The checked content of a header.
 *
 * @param planar whether it declares a picture: two axes only
 * @param slope factor from samples to values, finite and not 0
 * @param intercept value of the sample 0, finite
 * @param voxelOffset where the voxels begin, in bytes of the decompressed file
 */
record NiftiHeader(
    ByteOrder order,
    VolumeShape shape,
    boolean planar,
    ElementType type,
    double slope,
    double intercept,
    NiftiTransforms transforms,
    long voxelOffset) {}
