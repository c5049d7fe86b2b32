package io.github.sam4j.internal.inference;

import io.github.sam4j.internal.ort.OrtTensor;
import java.time.Duration;

/**
 * What came out of the encoder.
 *
 * @param embedding owned by whoever holds this
 * @param encoding how long it took, without the time spent waiting for a turn
 */
record TimedEmbedding(OrtTensor embedding, Duration encoding) {}
