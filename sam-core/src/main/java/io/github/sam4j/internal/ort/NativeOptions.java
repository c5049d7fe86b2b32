// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.ort;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.CharPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.onnxruntime.CUDAProviderOptions;
import org.bytedeco.onnxruntime.SessionOptions;
import org.bytedeco.onnxruntime.StringStringMap;
import org.bytedeco.onnxruntime.global.onnxruntime;

/** Converts {@link SessionSettings} to the runtime's options. */
final class NativeOptions {
  private NativeOptions() {}

  /**
   * Returns the options; the caller closes them.
   *
   * @throws RuntimeException from the runtime, if the device's provider can't be loaded
   */
  static SessionOptions of(SessionSettings settings) {
    SessionOptions options = new SessionOptions();
    try {
      options.SetIntraOpNumThreads(settings.threads());
      options.SetInterOpNumThreads(1);
      options.SetGraphOptimizationLevel(onnxruntime.ORT_ENABLE_ALL);
      // each session has its own threads; idle ones must not spin on cores that another session
      // needs
      options.AddConfigEntry("session.force_spinning_stop", "1");
      settings.profile().ifPresent(path -> profile(options, path.toString()));
      if (settings.device().isGpu()) {
        appendCuda(options, settings);
      }
      return options;
    } catch (RuntimeException | Error e) {
      options.close();
      throw e;
    }
  }

  private static void profile(SessionOptions options, String prefix) {
    // paths consist of wide characters on Windows
    boolean wide = Loader.getPlatform().startsWith("windows");
    try (Pointer path =
        wide ? new CharPointer(prefix) : new BytePointer(prefix, StandardCharsets.UTF_8)) {
      options.EnableProfiling(path);
    }
  }

  private static void appendCuda(SessionOptions options, SessionSettings settings) {
    try (CUDAProviderOptions cuda = new CUDAProviderOptions();
        StringStringMap values = new StringStringMap()) {
      put(values, "device_id", Integer.toString(settings.device().index()));
      for (Map.Entry<String, String> option : settings.providerOptions().entrySet()) {
        put(values, option.getKey(), option.getValue());
      }
      // this call loads the provider's library; its failure contains the reason
      cuda.Update(values);
      options.AppendExecutionProvider_CUDA_V2(cuda.asOrtCUDAProviderOptionsV2());
    }
  }

  private static void put(StringStringMap values, String key, String value) {
    try (BytePointer nativeKey = new BytePointer(key, StandardCharsets.UTF_8);
        BytePointer nativeValue = new BytePointer(value, StandardCharsets.UTF_8)) {
      values.put(nativeKey, nativeValue);
    }
  }
}
