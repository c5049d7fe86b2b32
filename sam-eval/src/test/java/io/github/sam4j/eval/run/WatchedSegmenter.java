package io.github.sam4j.eval.run;

import io.github.sam4j.automatic.AutomaticMaskSettings;
import io.github.sam4j.eval.segmenter.EncodedSlice;
import io.github.sam4j.eval.segmenter.SliceSegmenter;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.mask.ScoredMask;
import io.github.sam4j.progress.Progress;
import io.github.sam4j.prompt.Prompt;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Counts what is encoded and what is still open, and can fail. */
final class WatchedSegmenter implements SliceSegmenter {
  private final SliceSegmenter segmenter;
  private final IntConsumer beforeEncode;
  private final AtomicInteger encoded = new AtomicInteger();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger mostOpen = new AtomicInteger();
  private final AtomicInteger automatic = new AtomicInteger();

  WatchedSegmenter(SliceSegmenter segmenter) {
    this(segmenter, count -> {});
  }

  /**
   * Watches a segmenter.
   *
   * @param beforeEncode hears how many slices were encoded before; may throw
   */
  WatchedSegmenter(SliceSegmenter segmenter, IntConsumer beforeEncode) {
    this.segmenter = segmenter;
    this.beforeEncode = beforeEncode;
  }

  int encoded() {
    return encoded.get();
  }

  int open() {
    return open.get();
  }

  int mostOpen() {
    return mostOpen.get();
  }

  int automatic() {
    return automatic.get();
  }

  @Override
  public Map<String, String> model() {
    return segmenter.model();
  }

  @Override
  public Map<String, String> environment() {
    return segmenter.environment();
  }

  @Override
  public EncodedSlice encode(RgbImage image) {
    beforeEncode.accept(encoded.getAndIncrement());
    EncodedSlice slice = segmenter.encode(image);
    mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
    return new EncodedSlice() {
      private boolean closed;

      @Override
      public List<ScoredMask> automatic(AutomaticMaskSettings settings, Progress progress) {
        automatic.incrementAndGet();
        return slice.automatic(settings, progress);
      }

      @Override
      public List<List<ScoredMask>> predict(List<Prompt> prompts) {
        return slice.predict(prompts);
      }

      @Override
      public void close() {
        if (!closed) {
          closed = true;
          open.decrementAndGet();
        }
        slice.close();
      }
    };
  }
}
