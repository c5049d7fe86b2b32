package io.github.sam4j.image.internal.jvm;

/**
 * Lifts JavaCPP's limit of native memory.
 *
 * <p>By default JavaCPP refuses native memory beyond a multiple of the Java heap, which has nothing
 * to do with what a model needs. It reads its settings once, when its first class is initialised;
 * so every module calls this before it touches JavaCPP.
 */
public final class NativeMemoryLimit {
  private NativeMemoryLimit() {}

  /** Sets JavaCPP's two limits to none, unless the application has set them itself. */
  public static void lift() {
    lift("org.bytedeco.javacpp.maxBytes");
    lift("org.bytedeco.javacpp.maxPhysicalBytes");
  }

  private static void lift(String property) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, "0");
    }
  }
}
