/** Settings and conventions of the Java platform that all modules share. */
@NullMarked
package io.github.sam4j.image.internal.jvm;

import org.jspecify.annotations.NullMarked;
