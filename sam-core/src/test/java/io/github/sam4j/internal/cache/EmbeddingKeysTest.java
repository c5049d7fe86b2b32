// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.image.RgbImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Whatever an embedding depends on is in its key. */
final class EmbeddingKeysTest {
  private static final Map<String, String> ORIGIN =
      Map.of("encoder", "ab", "graph", "cd", "precision", "fp32", "device", "CPU");

  private static final RgbImage IMAGE = RgbImage.of(2, 3, new byte[18]);

  private static EmbeddingKey key(Map<String, String> origin) {
    return EmbeddingKeys.of(origin).of(IMAGE);
  }

  @Test
  void equalPicturesOfEqualOriginHaveOneKey() {
    assertThat(EmbeddingKeys.of(new TreeMap<>(ORIGIN)).of(RgbImage.ofGrey(2, 3, new byte[6])))
        .isEqualTo(key(ORIGIN));
    assertThat(key(ORIGIN).sha256()).matches("[0-9a-f]{64}");
  }

  @Test
  void everyPartOfTheOriginCounts() {
    List<EmbeddingKey> keys = new ArrayList<>(List.of(key(ORIGIN), key(Map.of())));
    for (String name : ORIGIN.keySet()) {
      Map<String, String> other = new TreeMap<>(ORIGIN);
      other.put(name, "other");
      keys.add(key(other));
      other.remove(name);
      keys.add(key(other));
    }
    keys.add(EmbeddingKeys.of(ORIGIN, "9.9").of(IMAGE));

    assertThat(keys).doesNotHaveDuplicates();
  }

  @Test
  void wordsDontRunIntoEachOther() {
    assertThat(key(Map.of("ab", "c"))).isNotEqualTo(key(Map.of("a", "bc")));
    assertThat(key(Map.of("a", "b", "c", "d"))).isNotEqualTo(key(Map.of("a", "bcd")));
  }

  @Test
  void sizeAndEverySampleCount() {
    EmbeddingKeys keys = EmbeddingKeys.of(ORIGIN);
    List<EmbeddingKey> found = new ArrayList<>(List.of(
        keys.of(IMAGE),
        keys.of(RgbImage.of(3, 2, new byte[18])),
        keys.of(RgbImage.of(1, 6, new byte[18]))));
    for (int i = 0; i < 18; i++) {
      byte[] samples = new byte[18];
      samples[i] = 1;
      found.add(keys.of(RgbImage.of(2, 3, samples)));
    }

    assertThat(found).doesNotHaveDuplicates();
  }
}
