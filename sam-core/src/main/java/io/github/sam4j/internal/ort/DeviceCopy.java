// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.ort;

import org.bytedeco.javacpp.Pointer;

/** Copies a tensor's elements into another tensor of the same shape, in any memory. */
@FunctionalInterface
interface DeviceCopy {
  void copy(OrtTensor from, OrtTensor to);

  /** Returns a copy for memory that Java can read. */
  static DeviceCopy host() {
    return (from, to) -> from.whileOpen(source ->
        to.whileOpen(target -> Pointer.memcpy(target, source, source.limit() - source.position())));
  }
}
