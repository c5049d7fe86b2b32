package io.github.sam4j.internal.ort;

import io.github.sam4j.internal.memory.NativeMemoryLimit;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.onnxruntime.Env;
import org.bytedeco.onnxruntime.global.onnxruntime;

/** Loads the native libraries once and says what to do where they are missing. */
final class OrtNatives {
  private OrtNatives() {}

  /** Makes sure that the native libraries are loaded. */
  static void load() {
    Holder.check();
  }

  /** Returns a new environment; ONNX Runtime counts references to the one it keeps per process. */
  static Env environment() {
    load();
    return new Env(onnxruntime.ORT_LOGGING_LEVEL_ERROR, "sam4j");
  }

  /** Returns the version of ONNX Runtime. */
  static String version() {
    load();
    try (BytePointer version = onnxruntime.GetVersionString()) {
      return version.getString();
    }
  }

  private static final class Holder {
    private static final String PROBLEM = probe();

    private static String probe() {
      NativeMemoryLimit.lift();
      try {
        Loader.load(onnxruntime.class);
        return "";
      } catch (LinkageError e) {
        return "ONNX Runtime's native library cannot be loaded for "
            + Loader.Detector.getPlatform()
            + ": "
            + e.getMessage()
            + "; add io.github.sam4j:sam-platform to the class path";
      }
    }

    static void check() {
      if (!PROBLEM.isEmpty()) {
        throw new IllegalStateException(PROBLEM);
      }
    }
  }
}
