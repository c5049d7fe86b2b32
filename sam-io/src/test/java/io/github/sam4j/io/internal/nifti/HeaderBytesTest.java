// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HeaderBytesTest {
  @ParameterizedTest
  @CsvSource({"348, false", "540, true"})
  void fieldsLieInsideTheHeaderAndDoNotOverlap(int size, boolean second) {
    HeaderBytes header = new HeaderBytes(ByteBuffer.allocate(size), second);

    for (HeaderField field : HeaderField.values()) {
      for (int i = 0; i < field.count(); i++) {
        header.put(field, i, value(field, field.at(second, i)));
      }
    }

    for (HeaderField field : HeaderField.values()) {
      for (int i = 0; i < field.count(); i++) {
        assertThat(header.real(field, i))
            .as("%s[%s]", field, i)
            .isEqualTo(value(field, field.at(second, i)));
        assertThat(header.whole(field, i)).isEqualTo(value(field, field.at(second, i)));
      }
    }
  }

  /** A number that neighbours don't share. */
  private static int value(HeaderField field, int offset) {
    return (field.name().length() * 11 + offset) % 127 + 1;
  }

  @Test
  void smallTypesHoldTheirWholeRange() {
    HeaderBytes first = new HeaderBytes(ByteBuffer.allocate(348), /* second= */ false);

    first.put(HeaderField.XYZT_UNITS, 200);
    first.put(HeaderField.DIM, 7, Short.MIN_VALUE);
    first.put(HeaderField.SIZEOF_HDR, Integer.MIN_VALUE);
    first.put(HeaderField.VOX_OFFSET, 352.5);

    assertThat(first.whole(HeaderField.XYZT_UNITS)).isEqualTo(200);
    assertThat(first.whole(HeaderField.DIM, 7)).isEqualTo(Short.MIN_VALUE);
    assertThat(first.whole(HeaderField.SIZEOF_HDR)).isEqualTo(Integer.MIN_VALUE);
    assertThat(first.real(HeaderField.VOX_OFFSET)).isEqualTo(352.5);
    assertThat(first.whole(HeaderField.VOX_OFFSET)).isEqualTo(352);
  }

  @Test
  void elementsBehindAFieldAreRefused() {
    HeaderBytes first = new HeaderBytes(ByteBuffer.allocate(348), /* second= */ false);

    assertThatThrownBy(() -> first.put(HeaderField.DIM, 8, 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
