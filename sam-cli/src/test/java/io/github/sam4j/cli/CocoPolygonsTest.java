// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.sam4j.mask.RunLengths;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CocoPolygonsTest {
  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  /** Sides, polygons, and what frPyObjects and merge of pycocotools 2.0.11 make of them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "48 | 64 | [[12,12,42,12,42,32,12,32]]"
            + " | \\b0d0l0000000000000000000000000000000000000000000000000000000000dP1",
        "9 | 13 | [[1.2,0.7,11.4,2.1,6.3,8.6]] | c0271O2N100OO1O1O1Nb0",
        "12 | 11 | [[-3.5,2.0,5.25,-4.0,15.0,6.5,4.0,20.0]] | 0;1e20[M1O",
        "10 | 10 | [[1,1,8,8,8,1,1,8]] | ;65N2N;0E2N2b0",
        "14 | 9 | [[0,0,4,0,4,6,0,6],[3,4,8.5,4.5,7,13]] | 068000004MO3M2NN<",
        "20 | 20 | [[14.14,10,15.8,13.73,12.21,14.85,8.94,17.36,5,15.77,7.52,10.73,7.97,9.4,3.75,"
            + "2.79,9.38,5.71,11.71,6.26,19.22,4.07]]"
            + " | c21d00F0N2N031I2661O0O1O100O0MFN:0JN61601Oa0"
      })
  void pixelsAreThoseOfTheReference(int height, int width, String polygons, String runs)
      throws IOException {
    assertThat(CocoPolygons.mask(json(polygons), width, height))
        .isEqualTo(RunLengths.ofCocoString(width, height, runs).toMask());
  }

  @Test
  void polygonsOutsideOfThePictureAreEmpty() throws IOException {
    assertThat(CocoPolygons.mask(json("[[20, 20, 30, 20, 25, 30]]"), 8, 8).isEmpty())
        .isTrue();
    assertThat(CocoPolygons.mask(json("[]"), 8, 8).isEmpty()).isTrue();
    assertThat(CocoPolygons.mask(json("[[2, 2, 2, 2, 2, 2]]"), 8, 8).isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[[1, 2, 3, 4]]",
        "[[1, 2, 3, 4, 5, 6, 7]]",
        "[7]",
        "[[1, 2, 3, 4, 5, \"x\"]]",
        "[[1, 2, 3, 4, 5, 1e7]]"
      })
  void whatIsNoPolygonIsRefused(String polygons) {
    assertThatThrownBy(() -> CocoPolygons.mask(json(polygons), 8, 8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("polygons");
  }
}
