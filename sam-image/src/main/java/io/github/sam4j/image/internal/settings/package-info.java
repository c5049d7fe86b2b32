/** What the builders of all modules share. */
@NullMarked
package io.github.sam4j.image.internal.settings;

import org.jspecify.annotations.NullMarked;

