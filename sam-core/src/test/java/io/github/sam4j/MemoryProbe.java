package io.github.sam4j;

import io.github.sam4j.internal.ort.OrtTensor;
import io.github.sam4j.mask.LowResLogits;
import io.github.sam4j.prompt.Prompt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.Pointer;

/**
 * A process of its own that encodes and prompts many images and prints what memory it holds after
 * some and after all of them: native objects, bytes of JavaCPP, open tensors, resident bytes.
 *
 * <p>Only where the Java heap neither grows nor shrinks do resident bytes tell of native memory.
 */
final class MemoryProbe {
  private static final Path STATUS = Path.of("/proc/self/status");

  private MemoryProbe() {}

  /** Takes the folder of a tiny model and the two numbers of images. */
  public static void main(String[] args) throws IOException {
    int some = Integer.parseInt(args[1]);
    int all = Integer.parseInt(args[2]);
    try (SamSegmenter sam =
        SamSegmenter.builder(TinySam.model(Path.of(args[0]))).threads(1).build()) {
      encodeAndPrompt(sam, some);
      report();
      encodeAndPrompt(sam, all - some);
      report();
    }
  }

  private static void encodeAndPrompt(SamSegmenter sam, int images) {
    for (int i = 0; i < images; i++) {
      try (ImageEmbedding embedding = sam.encode(TinySam.image(31 + i % 7, 8, i))) {
        LowResLogits logits = embedding.predict(Prompt.point(i % 31, 3)).best().logits();
        if (i % 3 == 0) {
          embedding.predict(Prompt.box(1, 2, 20, 7).andLogits(logits).multimask());
        }
      }
    }
  }

  private static void report() throws IOException {
    long objects = JavaCppMemory.settledCount();
    System.out.println("memory " + objects + " " + Pointer.totalBytes() + " "
        + OrtTensor.outstanding() + " " + residentBytes());
  }

  private static long residentBytes() throws IOException {
    if (!Files.exists(STATUS)) {
      return Pointer.physicalBytes();
    }
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
        .findFirst()
        .orElseThrow();
  }
}
