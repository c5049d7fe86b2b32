/** What benchmarks run on: processor, memory, GPU and Java, as far as times depend on them. */
@NullMarked
package io.github.sam4j.bench.machine;

import org.jspecify.annotations.NullMarked;

