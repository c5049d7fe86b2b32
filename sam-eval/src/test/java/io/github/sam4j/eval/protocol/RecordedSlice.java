package io.github.sam4j.eval.protocol;

import io.github.sam4j.automatic.AutomaticMaskSettings;
import io.github.sam4j.eval.segmenter.EncodedSlice;
import io.github.sam4j.mask.ScoredMask;
import io.github.sam4j.progress.Progress;
import io.github.sam4j.prompt.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Answers prompts by a function and keeps them. */
final class RecordedSlice implements EncodedSlice {
  private final Function<Prompt, List<ScoredMask>> answers;
  private final List<List<Prompt>> calls = new ArrayList<>();

  RecordedSlice(Function<Prompt, List<ScoredMask>> answers) {
    this.answers = answers;
  }

  /** Returns the prompts of each call. */
  List<List<Prompt>> calls() {
    return List.copyOf(calls);
  }

  /** Returns the prompts of all calls. */
  List<Prompt> prompts() {
    return calls.stream().flatMap(List::stream).toList();
  }

  @Override
  public List<ScoredMask> automatic(AutomaticMaskSettings settings, Progress progress) {
    throw new AssertionError("automatic masks weren't to be asked for");
  }

  @Override
  public List<List<ScoredMask>> predict(List<Prompt> prompts) {
    calls.add(List.copyOf(prompts));
    return prompts.stream().map(answers).toList();
  }

  @Override
  public void close() {}
}
