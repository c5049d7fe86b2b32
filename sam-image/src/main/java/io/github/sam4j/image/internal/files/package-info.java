/**
 * What several packages do with files: locks, checksums, deletion, noticing that one has changed.
 * Knows {@code Progress} only.
 */
@NullMarked
package io.github.sam4j.image.internal.files;

import org.jspecify.annotations.NullMarked;
