// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.inference;

import io.github.sam4j.internal.preprocessing.FrameResize;
import io.github.sam4j.mask.LowResLogits;
import io.github.sam4j.prompt.Prompt;
import java.util.List;
import java.util.Optional;

/**
 * A batch of prompts of the same form (number of points, with or without logits) as input arrays of
 * the decoder: points first, then the two corners of the box, or a padding point if there is no
 * box.
 */
public final class PromptBatch {
  private static final int PADDING = -1;
  private static final int BACKGROUND = 0;
  private static final int FOREGROUND = 1;
  private static final int TOP_LEFT = 2;
  private static final int BOTTOM_RIGHT = 3;

  private final int prompts;
  private final int points;
  private final float[] coords;
  private final long[] labels;
  private final List<LowResLogits> logits;
  private int filled;

  /** The properties that the prompts of a batch must share. */
  public record Form(int points, boolean logits) {
    /** Returns the form of a prompt. */
    public static Form of(Prompt prompt) {
      int count = prompt.points().size();
      if (prompt.box().isPresent()) {
        count += 2;
      } else if (count > 0) {
        count += 1;
      }
      return new Form(count, prompt.logits().isPresent());
    }
  }

  /**
   * Creates a batch.
   *
   * @throws IllegalArgumentException if there are no prompts or their forms differ
   */
  public static PromptBatch of(List<Prompt> prompts, FrameResize resize) {
    if (prompts.isEmpty()) {
      throw new IllegalArgumentException("a batch needs at least one prompt, got none");
    }
    Form form = Form.of(prompts.get(0));
    PromptBatch batch = new PromptBatch(
        prompts.size(),
        form.points(),
        prompts.stream().map(Prompt::logits).flatMap(Optional::stream).toList());
    for (Prompt prompt : prompts) {
      if (!Form.of(prompt).equals(form)) {
        throw new IllegalArgumentException(
            "expected prompts of " + form + ", got " + Form.of(prompt));
      }
      for (Prompt.Point point : prompt.points()) {
        batch.add(resize, point.x(), point.y(), point.foreground() ? FOREGROUND : BACKGROUND);
      }
      Optional<Prompt.Box> box = prompt.box();
      if (box.isPresent()) {
        batch.add(resize, box.get().x0(), box.get().y0(), TOP_LEFT);
        batch.add(resize, box.get().x1(), box.get().y1(), BOTTOM_RIGHT);
      } else if (form.points() > 0) {
        batch.add(resize, 0, 0, PADDING);
      }
    }
    return batch;
  }

  private PromptBatch(int prompts, int points, List<LowResLogits> logits) {
    this.prompts = prompts;
    this.points = points;
    this.coords = new float[prompts * points * 2];
    this.labels = new long[prompts * points];
    this.logits = logits;
  }

  private void add(FrameResize resize, double x, double y, int label) {
    coords[2 * filled] = resize.toFrameX(x);
    coords[2 * filled + 1] = resize.toFrameY(y);
    labels[filled] = label;
    filled++;
  }

  int prompts() {
    return prompts;
  }

  int points() {
    return points;
  }

  float[] coords() {
    return coords;
  }

  long[] labels() {
    return labels;
  }

  List<LowResLogits> logits() {
    return logits;
  }
}
