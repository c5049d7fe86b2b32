// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.ort;

import io.github.sam4j.image.internal.jvm.NativeLibraries;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.CharPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.onnxruntime.Env;
import org.bytedeco.onnxruntime.StringVector;
import org.bytedeco.onnxruntime.global.onnxruntime;

/** Loads the native libraries once, with an actionable message if they are missing. */
final class OrtNatives {
  private OrtNatives() {}

  /** Loads the native libraries unless they are loaded. */
  static void load() {
    Holder.check();
  }

  /** Returns a new environment; ONNX Runtime counts references to the one it keeps per process. */
  static Env environment() {
    load();
    // failures are thrown as exceptions; the runtime's log would repeat them on the console
    return new Env(onnxruntime.ORT_LOGGING_LEVEL_FATAL, "sam4j");
  }

  /** Returns the version of ONNX Runtime. */
  static String version() {
    load();
    try (BytePointer version = onnxruntime.GetVersionString()) {
      return version.getString();
    }
  }

  /** Returns the names of the execution providers that this build of ONNX Runtime has. */
  static List<String> providers() {
    load();
    List<String> names = new ArrayList<>();
    try (StringVector providers = onnxruntime.GetAvailableProviders()) {
      for (long i = 0; i < providers.size(); i++) {
        try (BytePointer name = providers.get(i)) {
          names.add(name.getString());
        }
      }
    }
    return names;
  }

  /** Returns a path in the runtime's representation on this system; the caller closes it. */
  static Pointer path(Path file) {
    String text = file.toAbsolutePath().toString();
    return File.separatorChar == '\\'
        ? new CharPointer(text)
        : new BytePointer(text, StandardCharsets.UTF_8);
  }

  /** Returns the message of a native failure without its leading source file and line. */
  static String reason(RuntimeException failure) {
    String message = String.valueOf(failure.getMessage()).strip();
    int status = message.indexOf("[ONNXRuntimeError]");
    return status < 0
        ? message
        : message.substring(status + "[ONNXRuntimeError]".length()).strip();
  }

  private static final class Holder {
    private static final String PROBLEM = probe();

    private static String probe() {
      NativeLibraries.prepare();
      try {
        Loader.load(onnxruntime.class);
        return "";
      } catch (LinkageError e) {
        return NativeLibraries.problem("ONNX Runtime", Loader.Detector.getPlatform(), e);
      }
    }

    static void check() {
      if (!PROBLEM.isEmpty()) {
        throw new IllegalStateException(PROBLEM);
      }
    }
  }
}
