package io.github.sam4j;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where and how a segmenter runs.
 *
 * @param device what the networks run on, such as {@code cpu} or {@code cuda:0}
 * @param precision how precisely they compute
 * @param threads that work on one operator on the CPU
 * @param workers batches of automatic masks that are worked on side by side
 * @param imagesInFlight most images that are encoded at once
 * @param onnxRuntime version of ONNX Runtime
 * @param encoderSha256 SHA-256 of the encoder's file in lower-case hexadecimal digits
 * @param decoderSha256 SHA-256 of the decoder's file in lower-case hexadecimal digits
 * @param providers ONNX Runtime's execution providers of each graph that has been loaded, the
 *     preferred one first, in the order in which the graphs were loaded; those of automatic masks
 *     are loaded when they are first wanted
 */
public record SamRuntime(
    Device device,
    Precision precision,
    int threads,
    int workers,
    int imagesInFlight,
    String onnxRuntime,
    String encoderSha256,
    String decoderSha256,
    Map<String, List<String>> providers) {
  /** Copies the map, in its order. */
  public SamRuntime {
    providers = Collections.unmodifiableMap(new LinkedHashMap<>(providers));
  }
}
