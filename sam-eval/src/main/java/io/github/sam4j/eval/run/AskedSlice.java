package io.github.sam4j.eval.run;

import io.github.sam4j.automatic.AutomaticMaskSettings;
import io.github.sam4j.eval.segmenter.EncodedSlice;
import io.github.sam4j.mask.ScoredMask;
import io.github.sam4j.progress.Progress;
import io.github.sam4j.prompt.Prompt;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps the automatic masks of a slice: they are the same for all of its objects. */
final class AskedSlice implements EncodedSlice {
  private final EncodedSlice slice;
  private final Map<String, List<ScoredMask>> pools = new HashMap<>();

  AskedSlice(EncodedSlice slice) {
    this.slice = slice;
  }

  @Override
  public List<ScoredMask> automatic(AutomaticMaskSettings settings, Progress progress) {
    // settings have no equality, but their text names each of them
    return pools.computeIfAbsent(settings.toString(), key -> slice.automatic(settings, progress));
  }

  @Override
  public List<List<ScoredMask>> predict(List<Prompt> prompts) {
    return slice.predict(prompts);
  }

  @Override
  public void close() {
    slice.close();
  }
}
