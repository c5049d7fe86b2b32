/**
 * What an evaluation needs of a segmenter: masks for prompts and automatic masks, both from one
 * encoded slice. SAM is one; a test may bring another.
 */
@NullMarked
package io.github.sam4j.eval.segmenter;

import org.jspecify.annotations.NullMarked;
