/** Files that are read more than once and must not change in between; for this module only. */
@NullMarked
package io.github.sam4j.internal.files;

import org.jspecify.annotations.NullMarked;
