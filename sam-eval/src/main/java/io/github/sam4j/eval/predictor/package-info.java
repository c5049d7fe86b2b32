// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The interface between an evaluation and a model: slices are prepared once, and a prepared slice
 * offers one or more capabilities, such as answers to prompts or masks for everything on it. SAM is
 * one predictor; any other model can be another one.
 */
@NullMarked
package io.github.sam4j.eval.predictor;

import org.jspecify.annotations.NullMarked;

