// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sam4j.image.internal.files.TextFiles;
import io.github.sam4j.mask.Mask;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Scores pairs of masks in a file of lines, each a JSON object with two masks as run lengths and
 * any other fields, such as their origin. Only one line is in memory at a time.
 */
final class PairLines {
  private static final String REFERENCE = "reference";
  private static final String PREDICTION = "prediction";

  private final PairReport report;

  PairLines(PairReport report) {
    this.report = report;
  }

  /**
   * Prints a line of scores for each line of a file; blank lines are skipped.
   *
   * @throws IllegalArgumentException naming the first line that isn't a pair; the scores of the
   *     lines before it have been printed
   */
  void score(Path file, PrintWriter out) throws IOException {
    // the exception of a folder that is read doesn't name it
    if (Files.isDirectory(file)) {
      throw new IOException(file + ": expected a file with lines of JSON, found a folder");
    }
    int number = 0;
    try (BufferedReader lines = TextFiles.reader(file)) {
      for (String read = lines.readLine(); read != null; read = lines.readLine()) {
        String line = TextFiles.withoutMark(read);
        number++;
        if (!line.isBlank()) {
          out.println(Json.line(scored(line)));
        }
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(place(file, number) + Json.problem(e), e);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          place(file, number + 1) + "expected UTF-8, found other bytes there or soon after", e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(place(file, number) + e.getMessage(), e);
    } finally {
      out.flush();
    }
  }

  private static String place(Path file, int number) {
    return file + " line " + number + ": ";
  }

  private ObjectNode scored(String line) throws IOException {
    if (!(Json.parse(line) instanceof ObjectNode pair)) {
      throw new IllegalArgumentException(
          "expected an object with reference and prediction, found something else");
    }
    MaskSource.Both masks =
        MaskSource.Both.read(new Field(pair, REFERENCE), new Field(pair, PREDICTION));
    ObjectNode scores = Json.object();
    report.addTo(scores, MaskPair.of(masks.reference(), masks.prediction()));
    ObjectNode node = Json.object();
    pair.properties().forEach(field -> {
      if (scores.has(field.getKey())) {
        throw new IllegalArgumentException(
            "expected fields whose names differ from those of the scores, found another "
                + field.getKey());
      }
      if (!field.getKey().equals(REFERENCE) && !field.getKey().equals(PREDICTION)) {
        node.set(field.getKey(), field.getValue());
      }
    });
    return node.setAll(scores);
  }

  /** A mask in a field of a pair. */
  private record Field(JsonNode pair, String name) implements MaskSource {
    @Override
    public boolean hasPolygons() {
      return Json.hasPolygons(pair.path(name));
    }

    @Override
    public Mask read(@Nullable Mask other) {
      try {
        return Json.mask(pair.path(name), other);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
      }
    }
  }
}
