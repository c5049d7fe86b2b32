// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.floor;

/**
 * A graph that is set against its floor.
 *
 * @param title what one run of it does
 * @param graph its name in sam-core
 * @param ownThread whether it runs on one thread, beside others of its kind, on the CPU
 */
record Stage(String title, String graph, boolean ownThread) {}
