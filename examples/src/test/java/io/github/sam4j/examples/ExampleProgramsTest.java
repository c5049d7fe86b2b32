// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.image.RgbImage;
import io.github.sam4j.io.Images;
import io.github.sam4j.mask.Mask;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short programs do what their documentation says, on a bright disc. */
final class ExampleProgramsTest {
  private static final int SIDE = 96;
  private static final Mask DISC = Mask.of(SIDE, SIDE, (x, y) -> Math.hypot(x - 40, y - 50) < 20);

  @TempDir
  private Path folder;

  private interface Program {
    void run(String[] args) throws IOException;
  }

  private static List<String> printed(Program program, Path... arguments) throws IOException {
    String[] args = List.of(arguments).stream().map(Path::toString).toArray(String[]::new);
    PrintStream out = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      program.run(args);
    } finally {
      System.setOut(out);
    }
    return printed.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static Path picture(Path file) throws IOException {
    byte[] grey = new byte[SIDE * SIDE];
    for (int i = 0; i < grey.length; i++) {
      // a little texture, so that the background is no flat field
      grey[i] = (byte) ((DISC.get(i % SIDE, i / SIDE) ? 190 : 40) + (i * 31 + i / SIDE * 17) % 9);
    }
    Images.writePng(RgbImage.ofGrey(SIDE, SIDE, grey), file);
    return file;
  }

  private static double iou(Mask mask) {
    long common = mask.intersectionArea(DISC);
    return (double) common / (mask.area() + DISC.area() - common);
  }

  @Test
  void picturePolygonsAreGeoJson() throws IOException {
    List<String> lines = printed(
        PicturePolygons::main, picture(folder.resolve("disc.png")), Path.of("40"), Path.of("50"));

    assertThat(lines).hasSize(1);
    assertThat(lines.get(0))
        .startsWith("{\"type\":\"FeatureCollection\"")
        .contains("Polygon\",\"coordinates\":[[[", "\"name\":\"object\"");
  }

  @Test
  void onePointFindsTheDisc() throws IOException {
    Path file = folder.resolve("mask.png");

    List<String> lines = printed(
        OnePoint::main, picture(folder.resolve("disc.png")), Path.of("40"), Path.of("50"), file);

    RgbImage image = Images.read(file);
    Mask mask = Mask.of(SIDE, SIDE, (x, y) -> image.sample(x, y, 0) == 255);
    assertThat(iou(mask)).isGreaterThan(0.9);
    assertThat(lines)
        .singleElement()
        .asString()
        .matches(mask.area() + " pixels, predicted IoU [01]\\.\\d{3}");
  }

  @Test
  void automaticMasksColourTheDisc() throws IOException {
    Path file = folder.resolve("overlay.png");
    Path disc = picture(folder.resolve("disc.png"));

    List<String> lines = printed(AutomaticMasks::main, disc, file);

    assertThat(lines).singleElement().asString().matches("[1-9]\\d* masks");
    RgbImage overlay = Images.read(file);
    RgbImage before = Images.read(disc);
    assertThat(overlay.width()).isEqualTo(SIDE);
    Mask changed = Mask.of(
        SIDE,
        SIDE,
        (x, y) -> overlay.sample(x, y, 0) != before.sample(x, y, 0)
            || overlay.sample(x, y, 1) != before.sample(x, y, 1)
            || overlay.sample(x, y, 2) != before.sample(x, y, 2));
    assertThat(changed.intersectionArea(DISC)).isGreaterThan(DISC.area() * 9 / 10);
  }

  @Test
  void ownSelectionIsScoredOnOwnData() throws IOException {
    Path images = Files.createDirectory(folder.resolve("images"));
    Path labels = Files.createDirectory(folder.resolve("labels"));
    picture(images.resolve("disc.png"));
    picture(images.resolve("alone.png"));
    Images.writePng(DISC, labels.resolve("disc.png"));

    List<String> lines = printed(OwnDataset::main, images, labels, folder.resolve("journal.jsonl"));

    assertThat(lines).first().asString().endsWith("alone.png: image without label");
    assertThat(lines).anyMatch(line -> line.contains("SURE_AND_SMALL"));
    assertThat(lines).anyMatch(line -> line.contains("BEST_IOU"));
    assertThat(folder.resolve("journal.jsonl")).isNotEmptyFile();
  }
}
