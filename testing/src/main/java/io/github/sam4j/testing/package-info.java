/**
 * What the tests of all modules share: the folder of reference data, and readers of its formats.
 * Never published.
 */
@NullMarked
package io.github.sam4j.testing;

import org.jspecify.annotations.NullMarked;
