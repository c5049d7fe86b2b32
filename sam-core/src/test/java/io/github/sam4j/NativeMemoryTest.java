package io.github.sam4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.internal.ort.OrtTensor;
import io.github.sam4j.mask.LowResLogits;
import io.github.sam4j.prompt.Prompt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many images in one process: memory ends where it was. */
final class NativeMemoryTest {
  private static final int WARM_UP = 50;
  private static final int IMAGES = 300;

  /** One embedding of the tiny model holds 0.5 MB: fewer than 250 of them may be left. */
  private static final long RESIDENT_BOUND = 24L << 20;

  private static final Path STATUS = Path.of("/proc/self/status");

  @Test
  void memoryAfter300ImagesIsThatAfter50(@TempDir Path folder) throws IOException {
    try (SamSegmenter sam =
        SamSegmenter.builder(TinySam.model(folder)).threads(1).build()) {
      encodeAndPrompt(sam, WARM_UP);
      long count = JavaCppMemory.settledCount();
      long bytes = Pointer.totalBytes();
      long tensors = OrtTensor.outstanding();
      long resident = residentBytes();

      encodeAndPrompt(sam, IMAGES - WARM_UP);

      assertThat(JavaCppMemory.settledCount()).as("native objects").isEqualTo(count);
      assertThat(Pointer.totalBytes()).as("bytes of JavaCPP").isEqualTo(bytes);
      assertThat(OrtTensor.outstanding()).as("open tensors").isEqualTo(tensors);
      assertThat(residentBytes() - resident).as("resident bytes").isLessThan(RESIDENT_BOUND);
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
