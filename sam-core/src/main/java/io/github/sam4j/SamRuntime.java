package io.github.sam4j;

/**
 * Where a segmenter runs.
 *
 * @param device what the networks run on, such as {@code cpu}
 * @param threads that work on one operator
 * @param workers batches of automatic masks that are worked on side by side
 * @param onnxRuntime version of ONNX Runtime
 */
public record SamRuntime(String device, int threads, int workers, String onnxRuntime) {}
