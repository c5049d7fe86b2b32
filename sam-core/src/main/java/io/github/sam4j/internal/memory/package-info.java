/**
 * The one setting that all modules with native code share. No native code itself; for SAM4J's own
 * modules only.
 */
@NullMarked
package io.github.sam4j.internal.memory;

import org.jspecify.annotations.NullMarked;
