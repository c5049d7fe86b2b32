// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Checks of picture files before they are decoded: kind, size of the picture, and whether the file
 * is complete.
 *
 * <p>Decoders are lenient: they return half a picture for half a file. The checks here read the
 * structure of PNG (ISO/IEC 15948) and JPEG (ITU-T T.81) and reject incomplete files. No state is
 * kept; every method may be called from any thread. Failures are {@link java.io.IOException}s, whose
 * messages lack the name of the file.
 */
@NullMarked
package io.github.sam4j.io.internal.picture;

import org.jspecify.annotations.NullMarked;

