// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Benchmarks of the steps of sam-core and of automatic masks as a whole, with JMH.
 *
 * <p>Build them with {@code mvn package -Pbench -DskipTests -pl sam-bench -am}; then {@code java
 * -jar sam-bench/target/benchmarks.jar NAME} runs those whose name matches, and {@code -p
 * parameter=value} sets what a class lists as {@code @Param}. Nothing else should run on the
 * machine. {@code io.github.sam4j.bench.tracking} runs some of them from commit to commit.
 *
 * <p>Wherever there is a parameter {@code picture}, it is {@code synthetic} for a picture made up
 * in code or the path of a PNG or JPEG file.
 */
@NullMarked
package io.github.sam4j.bench;

import org.jspecify.annotations.NullMarked;

