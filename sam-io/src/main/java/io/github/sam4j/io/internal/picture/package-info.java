// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Picture files: recognised by their content, checked, and decoded.
 *
 * <p>Decoders are lenient: they return half a picture for half a file, one of several pictures, and
 * print warnings. The code here reads the structure of PNG (ISO/IEC 15948) and JPEG (ITU-T T.81),
 * rejects what is incomplete or damaged, and always takes the same picture of a file. PNG is decoded
 * here, JPEG by OpenCV once its compressed data have been read and found whole. No state is kept; every method
 * may be called from any thread. Failures are {@link java.io.IOException}s, whose messages lack the
 * name of the file.
 */
@NullMarked
package io.github.sam4j.io.internal.picture;

import org.jspecify.annotations.NullMarked;

