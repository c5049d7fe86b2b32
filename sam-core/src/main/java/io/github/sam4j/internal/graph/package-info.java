/** Builds ONNX files node by node. */
@NullMarked
package io.github.sam4j.internal.graph;

import org.jspecify.annotations.NullMarked;
