// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.image.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SetOnceTest {
  private final SetOnce set = new SetOnce();

  @Test
  void propertyIsSetOnce() {
    assertThat(set.once("threads", 2)).isEqualTo(2);
    assertThat(set.once("workers", 3)).isEqualTo(3);

    assertThatThrownBy(() -> set.once("threads", 2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("threads");
    assertThat(set.contains("threads")).isTrue();
    assertThat(set.contains("device")).isFalse();
  }

  @Test
  @SuppressWarnings("NullAway") // what a caller without a null checker does
  void nullFailsAtOnceWithTheName() {
    @Nullable String nothing = null;

    assertThatNullPointerException()
        .isThrownBy(() -> set.once("device", nothing))
        .withMessage("device");
    assertThat(set.contains("device")).isFalse();
  }
}
