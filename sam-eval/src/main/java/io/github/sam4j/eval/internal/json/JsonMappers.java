// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/**
 * Mappers that read NaN and infinities, which JSON lacks and Python writes, and write null instead,
 * so that any JSON parser reads their output.
 */
public final class JsonMappers {
  private JsonMappers() {}

  /** Returns a new mapper. */
  public static ObjectMapper create() {
    return new ObjectMapper(JsonFactory.builder()
        .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
        .addDecorator((factory, generator) -> new FiniteNumbers(generator))
        .build());
  }

  private static final class FiniteNumbers extends JsonGeneratorDelegate {
    FiniteNumbers(JsonGenerator generator) {
      super(generator);
    }

    @Override
    public void writeNumber(double value) throws IOException {
      if (Double.isFinite(value)) {
        super.writeNumber(value);
      } else {
        writeNull();
      }
    }

    @Override
    public void writeNumber(float value) throws IOException {
      if (Float.isFinite(value)) {
        super.writeNumber(value);
      } else {
        writeNull();
      }
    }
  }
}
