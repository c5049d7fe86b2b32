/**
 * Folders on disk that keep what was computed, for later processes.
 *
 * <p>Several threads and processes may use one folder at once. An entry appears complete or not at
 * all; one that is damaged is noticed, removed and computed again. Clean-up is tried and never a
 * reason to fail.
 */
@NullMarked
package io.github.sam4j.internal.cache;

import org.jspecify.annotations.NullMarked;
