// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j;

import io.github.sam4j.device.Device;
import io.github.sam4j.device.Precision;
import io.github.sam4j.internal.inference.EngineSettings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where and how a segmenter runs. Immutable. */
public final class SamRuntime {
  private final EngineSettings settings;
  private final String onnxRuntime;
  private final String encoderSha256;
  private final String decoderSha256;
  private final Map<String, List<String>> providers;

  SamRuntime(
      EngineSettings settings,
      String onnxRuntime,
      String encoderSha256,
      String decoderSha256,
      Map<String, List<String>> providers) {
    this.settings = settings;
    this.onnxRuntime = onnxRuntime;
    this.encoderSha256 = encoderSha256;
    this.decoderSha256 = decoderSha256;
    this.providers = Collections.unmodifiableMap(new LinkedHashMap<>(providers));
  }

  /** Returns what the networks run on: the CPU or a GPU, never {@link Device#auto()}. */
  public Device device() {
    return settings.device();
  }

  /** Returns how precisely the networks compute. */
  public Precision precision() {
    return settings.precision();
  }

  /** Returns how many threads work on one operator on the CPU. */
  public int threads() {
    return settings.threads();
  }

  /** Returns how many batches of automatic masks are worked on side by side. */
  public int workers() {
    return settings.workers();
  }

  /** Returns the most images that are encoded at once. */
  public int imagesInFlight() {
    return settings.imagesInFlight();
  }

  /** Returns the version of ONNX Runtime. */
  public String onnxRuntime() {
    return onnxRuntime;
  }

  /** Returns the SHA-256 of the encoder's file in lower-case hexadecimal digits. */
  public String encoderSha256() {
    return encoderSha256;
  }

  /** Returns the SHA-256 of the decoder's file in lower-case hexadecimal digits. */
  public String decoderSha256() {
    return decoderSha256;
  }

  /**
   * Returns ONNX Runtime's execution providers of each graph that has been loaded, the preferred
   * one first, in the order in which the graphs were loaded; those of automatic masks are loaded on
   * first use.
   */
  public Map<String, List<String>> providers() {
    return providers;
  }

  @Override
  public String toString() {
    return "SamRuntime[device=" + device() + ", precision=" + precision() + ", threads=" + threads()
        + ", workers=" + workers() + ", imagesInFlight=" + imagesInFlight() + ", onnxRuntime="
        + onnxRuntime + ", encoderSha256=" + encoderSha256 + ", decoderSha256=" + decoderSha256
        + ", providers=" + providers + "]";
  }
}
