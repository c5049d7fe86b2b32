// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.nifti;

import io.github.sam4j.io.internal.stream.VolumeInput;
import io.github.sam4j.io.internal.stream.VoxelLayout;
import io.github.sam4j.io.volume.Volume;
import io.github.sam4j.io.volume.VolumeShape;
import java.io.IOException;

/** Reads the voxels that follow a header. */
final class VoxelReader {
  private VoxelReader() {}

  static Volume read(VolumeInput in, NiftiHeader header) throws IOException {
    if (header.voxelOffset() < in.position()) {
      throw in.malformed(
          in.position(),
          "expected voxels after the header, got vox_offset=" + header.voxelOffset());
    }
    VolumeShape shape = header.shape();
    VoxelLayout layout = new VoxelLayout(shape, header.type(), header.order());
    layout.checkClaim(in, header.voxelOffset());
    Volume.Builder builder = Volume.builder(
            shape, header.type(), header.transforms().geometry(shape))
        .sourceHeader(header.transforms())
        .scaling(header.slope(), header.intercept())
        .planar(header.planar());
    layout.read(in, header.voxelOffset(), builder);
    return builder.build();
  }
}
