// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.image.Spacing;
import io.github.sam4j.io.Images;
import io.github.sam4j.io.Volumes;
import io.github.sam4j.io.volume.ElementType;
import io.github.sam4j.io.volume.Geometry;
import io.github.sam4j.io.volume.Volume;
import io.github.sam4j.io.volume.VolumeShape;
import io.github.sam4j.testing.SharedData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MetricsCommandTest {
  private static final Set<String> NOT_SCORES = Set.of(
      "tools", "monai_float32", "metrics_reloaded", "by", "null_reason", "hd95_alternatives");
  private static final Geometry GEOMETRY = Geometry.of(new Spacing(1, 1, 3));

  @TempDir
  private Path folder;

  @Test
  void everyScoreOfTheStoredCasesIsPrintedByItsName() throws IOException {
    for (JsonNode golden : SharedData.json("golden/metrics/cases_open.json").get("cases")) {
      Path truth = stored(golden, "ref");
      Path found = stored(golden, "pred");

      JsonNode scores = metrics(truth, found);

      JsonNode expected = golden.get("expected");
      String name = golden.get("name").asText();
      assertContains(name, scores, "counts", expected.get("counts"));
      assertContains(name, scores, "overlap", expected.get("overlap"));
      assertContains(name, scores, "surface", expected.get("surface"));
    }
  }

  /** Compares all scores; what else the tools report is compared in the tests of the library. */
  private static void assertContains(
      String path, JsonNode actualParent, String key, JsonNode expected) {
    String here = path + "." + key;
    if (NOT_SCORES.contains(key)) {
      return;
    }
    assertThat(actualParent.has(key)).as(here).isTrue();
    JsonNode actual = actualParent.get(key);
    if (expected.has("v")) {
      assertScore(here, actual, expected.get("v"));
    } else if (expected.isObject()) {
      expected
          .properties()
          .forEach(field -> assertContains(here, actual, field.getKey(), field.getValue()));
    } else {
      assertScore(here, actual, expected);
    }
  }

  private static void assertScore(String what, JsonNode actual, JsonNode expected) {
    if (expected.isNull()) {
      assertThat(actual.isNull()).as(what).isTrue();
    } else {
      assertThat(actual.asDouble())
          .as(what)
          .isCloseTo(
              expected.asDouble(), within(1e-9 * Math.max(1, Math.abs(expected.asDouble()))));
    }
  }

  /** Writes a stored mask; one of two dimensions as a picture. */
  private Path stored(JsonNode golden, String name) throws IOException {
    int[] shape = SharedData.integers(golden.get("shape"));
    int last = shape.length - 1;
    boolean planar = last == 1;
    JsonNode mm = golden.get("spacing_mm");
    Spacing spacing = new Spacing(
        mm.get(last).asDouble(),
        mm.get(last - 1).asDouble(),
        planar ? 1 : mm.get(0).asDouble());
    VolumeShape sides = VolumeShape.of(shape[last], shape[last - 1], planar ? 1 : shape[0]);
    byte[] voxels = new byte[Math.toIntExact(sides.voxels())];
    int at = 0;
    byte value = 0;
    for (JsonNode run : golden.get(name).get("rle")) {
      Arrays.fill(voxels, at, at + run.asInt(), value);
      at += run.asInt();
      value = (byte) (1 - value);
    }
    Volume.Builder builder =
        Volume.builder(sides, ElementType.UINT8, Geometry.of(spacing)).planar(planar);
    int perPlane = Math.toIntExact(sides.voxelsPerPlane());
    for (int z = 0; z < sides.nz(); z++) {
      builder.addPlane(ByteBuffer.wrap(voxels, z * perPlane, perPlane));
    }
    Path file = folder.resolve(name + ".nii.gz");
    Volumes.write(builder.build(), file);
    return file;
  }

  @Test
  void eachLabelAndAllOfThemAreScored() throws IOException {
    Path truth = volume("truth.nii.gz", 1, 1, 2, 0);
    Path found = volume("found.nii.gz", 1, 0, 2, 2);

    JsonNode scores = metrics(truth, found);

    JsonNode labels = scores.get("labels");
    assertThat(labels.get("1").get("overlap").get("iou").asDouble()).isEqualTo(0.5);
    assertThat(labels.get("2").get("overlap").get("dice").asDouble()).isEqualTo(2.0 / 3);
    assertThat(scores.get("counts").get("tp").asInt()).isEqualTo(2);
    assertThat(scores.get("counts").get("voxel_mm").asDouble()).isEqualTo(3);
    assertThat(scores.get("object").asText()).isEqualTo("foreground");
  }

  @Test
  void oneLabelIsScoredAtTheTop() throws IOException {
    Path truth = volume("truth.nii.gz", 1, 1, 2, 0);
    Path found = volume("found.nii.gz", 1, 0, 2, 2);

    JsonNode scores = metrics(truth, found, "--label", 2);

    assertThat(scores.get("overlap").get("dice").asDouble()).isEqualTo(2.0 / 3);
    assertThat(scores.get("object").asText()).isEqualTo("label 2");
    assertThat(scores.has("labels")).isFalse();
  }

  @Test
  void missingLabelIsADefinedResult() throws IOException {
    Path truth = volume("truth.nii.gz", 1, 1, 2, 0);
    Path found = volume("found.nii.gz", 1, 0, 0, 0);

    JsonNode missed = metrics(truth, found, "--label", 2);
    JsonNode neither = metrics(truth, found, "--label", 77);

    assertThat(missed.get("overlap").get("dice").asDouble()).isZero();
    assertThat(missed.get("overlap").get("precision").isNull()).isTrue();
    JsonNode distances = missed.get("surface").get("pooled_voxel");
    assertThat(distances.get("hd95").isNull()).isTrue();
    assertThat(distances.get("null_reason").get("hd95").asText()).isEqualTo("inf");
    assertThat(neither.get("overlap").get("null_reason").get("dice").asText())
        .isEqualTo("undefined");
    assertThat(neither.get("empty_policy").get("both_empty").asText()).isEqualTo("formula");
    assertThat(neither.get("overlap").get("dice").isNull()).isTrue();
    assertThat(neither.get("counts").get("tn").asInt()).isEqualTo(4);
  }

  @Test
  void furtherTolerancesAreAdded() throws IOException {
    Path truth = volume("truth.nii.gz", 1, 1, 0, 0);

    JsonNode scores =
        metrics(truth, truth, "--tolerance", "0.5,3", "--tolerance", "2.0").get("surface");

    for (String convention : new String[] {"area_weighted_surfel", "max_directed_voxel"}) {
      for (String key : new String[] {"nsd_0.5mm", "nsd_1mm", "nsd_2mm", "nsd_3mm"}) {
        assertThat(scores.get(convention).get(key).asDouble()).as(key).isEqualTo(1);
      }
    }
    assertThat(scores.get("area_weighted_surfel").has("overlap_ref_0.5mm")).isTrue();
  }

  @Test
  void onePlaneIsAVolumeByDefault() throws IOException {
    Path truth = volume("truth.nii.gz", 1, 1, 1, 1);

    assertThat(metrics(truth, truth).get("counts").get("voxel_mm").asDouble()).isEqualTo(3);
    assertThat(metrics(truth, truth, "--dimensions", 2)
            .get("counts")
            .get("voxel_mm")
            .asDouble())
        .isEqualTo(1);
    Path thick = volume("thick.nii.gz", 1, 1, 1, 1, 1, 1, 1, 1);
    assertThat(refused("--reference", thick, "--prediction", thick, "--dimensions", 2))
        .contains("thick.nii.gz", "one plane", "found 2");
  }

  @Test
  void objectsOfStoredLabelMapsAreMatched() throws IOException {
    for (JsonNode golden : SharedData.json("golden/metrics/instances_open.json").get("cases")) {
      Path truth = storedLabels(golden, "ref");
      Path found = storedLabels(golden, "pred");

      JsonNode scores = metrics(truth, found, "--instances", "labels").get("instances");

      String name = golden.get("name").asText();
      golden.get("expected").properties().forEach(field -> {
        if (!field.getKey().equals("overlaps") && !field.getKey().equals("tools")) {
          assertSame(name, scores, field.getKey(), field.getValue());
        }
      });
    }
  }

  private static void assertSame(
      String path, JsonNode actualParent, String key, JsonNode expected) {
    if (List.of("rule", "matches", "null_reason").contains(key)) {
      return;
    }
    String here = path + "." + key;
    JsonNode actual =
        actualParent.isArray() ? actualParent.get(Integer.parseInt(key)) : actualParent.get(key);
    assertThat(actual).as(here).isNotNull();
    if (expected.isObject()) {
      expected.properties().forEach(f -> assertSame(here, actual, f.getKey(), f.getValue()));
    } else if (expected.isArray()) {
      for (int i = 0; i < expected.size(); i++) {
        assertSame(here, actual, Integer.toString(i), expected.get(i));
      }
    } else {
      assertScore(here, actual, expected);
    }
  }

  private Path storedLabels(JsonNode golden, String name) throws IOException {
    int[] shape = SharedData.integers(golden.get("shape"));
    int last = shape.length - 1;
    VolumeShape sides = VolumeShape.of(shape[last], shape[last - 1], last == 1 ? 1 : shape[0]);
    short[] voxels = new short[Math.toIntExact(sides.voxels())];
    int at = 0;
    for (JsonNode run : golden.get(name).get("label_runs")) {
      Arrays.fill(voxels, at, at + run.get(1).asInt(), (short) run.get(0).asInt());
      at += run.get(1).asInt();
    }
    Path file = folder.resolve(name + ".nii.gz");
    Volumes.write(Volume.of(sides, GEOMETRY, voxels), file);
    return file;
  }

  @Test
  void componentsAreMatchedByTheConnectivityAskedFor() throws IOException {
    Path diagonal = volume("diagonal.nii.gz", 1, 0, 0, 2);

    JsonNode one = metrics(diagonal, diagonal).get("instances");
    JsonNode two = metrics(diagonal, diagonal, "--connectivity", 6).get("instances");

    assertThat(one.get("ref_objects").asInt()).isEqualTo(1);
    assertThat(two.get("ref_objects").asInt()).isEqualTo(2);
    assertThat(two.get("panoptic").get("pq").asDouble()).isEqualTo(1);
    assertThat(refused("--reference", diagonal, "--prediction", diagonal, "--connectivity", 8))
        .contains("--connectivity", "[6, 18, 26]", "got 8");
    assertThat(refused(
            "--reference",
            diagonal,
            "--prediction",
            diagonal,
            "--instances",
            "labels",
            "--connectivity",
            6))
        .contains("--instances labels", "--connectivity");
  }

  @Test
  void picturesAreScoredInPixels() throws IOException {
    Path truth = picture("truth.png", 5, 4, 2);
    Path found = picture("found.png", 5, 4, 3);

    JsonNode scores = metrics(truth, found);

    assertThat(scores.get("counts").get("fp").asInt()).isEqualTo(4);
    assertThat(scores.get("surface").get("pooled_voxel").get("hd").asDouble()).isEqualTo(1);
  }

  @Test
  void affinesWithinTheToleranceAreTheSame() throws IOException {
    Path truth = cube("truth.nii", new Spacing(1.0001, 1, 1));
    Path near = cube("near.nii", new Spacing(1.00005, 1, 1));
    Path far = cube("far.nii", new Spacing(1.4, 1, 1));

    assertThat(metrics(truth, near).get("overlap").get("dice").asDouble()).isEqualTo(1);
    assertThat(refused("--reference", truth, "--prediction", far))
        .contains("far.nii", "affine", "at most 0.5", "1.0001", "1.3999", "--grid-tolerance");
    assertThat(refused("--reference", truth, "--prediction", near, "--grid-tolerance", "0.000001"))
        .contains("near.nii", "0.000001");
    assertThat(metrics(truth, far, "--grid-tolerance", 9)
            .get("overlap")
            .get("dice")
            .asDouble())
        .isEqualTo(1);
    assertThat(refused("--reference", truth, "--prediction", near, "--grid-tolerance", -1))
        .contains("--grid-tolerance", "at least 0");
  }

  @Test
  void affinesRoundedToThreeDecimalsAreTheSameGrid() throws IOException {
    Path truth = SharedData.require("testdata/reports/nii-affine-rounded/truth.nii.gz");
    Path found = truth.resolveSibling("pred.nii.gz");

    assertThat(metrics(truth, found).get("overlap").get("dice").asDouble()).isEqualTo(0.9);
    assertThat(refused("--reference", truth, "--prediction", found, "--grid-tolerance", 0.01))
        .contains("0.0535 mm off", "instead of at most 0.01");
  }

  @Test
  void voxelsAreComparedWhateverAxisIsLongest() throws IOException {
    // one is sliced across its first axis, the other across its third
    Path truth = cube("truth.nii", new Spacing(1.00104, 1, 1));
    Path found = cube("found.nii", new Spacing(1.00096, 1, 1));

    assertThat(metrics(truth, found).get("overlap").get("dice").asDouble()).isEqualTo(1);
  }

  @Test
  void shapesThatDifferAreNamed() throws IOException {
    Path truth = volume("truth.nii.gz", 1, 0, 0, 0, 0, 0, 0, 0);
    Path found = volume("found.nii.gz", 1, 0, 0, 0);

    assertThat(refused("--reference", truth, "--prediction", found))
        .contains("found.nii.gz", "shape", "2x2x2", "2x2x1");
  }

  @Test
  void whatCannotBeComparedIsRefused() throws IOException {
    Path truth = volume("truth.nii.gz", 1, 1, 2, 0);
    Path image = picture("image.png", 40, 30, 3);
    Path smaller = picture("smaller.png", 30, 30, 3);
    Path frames = folder.resolve("frames.nii");
    Volumes.write(Volume.of(new VolumeShape(2, 2, 1, 2), GEOMETRY, new short[8]), frames);
    Path halves = folder.resolve("halves.nii");
    Volumes.write(Volume.of(VolumeShape.of(2, 2, 1), GEOMETRY, 0.5f, 1, 2, 3), halves);

    assertThat(refused("--reference", truth, "--prediction", image)).contains("one of each");
    assertThat(refused("--reference", image, "--prediction", smaller)).contains("40x30", "30x30");
    assertThat(refused("--reference", frames, "--prediction", frames))
        .contains("frames.nii", "one frame");
    assertThat(refused("--reference", truth, "--prediction", halves))
        .contains("halves.nii", "whole numbers", "0.5 at voxel (0, 0, 0)");
    Path jpeg = folder.resolve("mask.jpg");
    Files.write(jpeg, new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 0, 16, 0, 0});
    assertThat(refused("--reference", image, "--prediction", jpeg)).contains("mask.jpg", "JPEG");
    Path planar = folder.resolve("planar.nii");
    Volumes.write(
        Volume.builder(VolumeShape.of(2, 2, 1), ElementType.UINT8, GEOMETRY)
            .planar(true)
            .addPlane(ByteBuffer.allocate(4))
            .build(),
        planar);
    assertThat(refused("--reference", truth, "--prediction", planar))
        .contains("planar.nii", "third axis", "--dimensions");
    assertThat(refused("--reference", truth, "--prediction", truth, "--label", 0))
        .contains("--label", "above 0");
    assertThat(refused("--reference", truth, "--prediction", truth, "--tolerance", -1))
        .contains("--tolerance", "at least 0 mm");
    assertThat(refused("--reference", truth, "--prediction", truth, "--dimensions", 4))
        .contains("--dimensions", "2 or 3");
    assertThat(refused("--reference", image, "--prediction", image, "--label", 1))
        .contains("--label", "PNG");
  }

  private static JsonNode metrics(Path truth, Path found, Object... options) throws IOException {
    Object[] arguments = new Object[5 + options.length];
    arguments[0] = "metrics";
    arguments[1] = "--reference";
    arguments[2] = truth;
    arguments[3] = "--prediction";
    arguments[4] = found;
    System.arraycopy(options, 0, arguments, 5, options.length);
    Outcome outcome = Outcome.run(arguments);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    return new ObjectMapper().readTree(outcome.out());
  }

  private String refused(Object... arguments) throws IOException {
    Object[] all = new Object[1 + arguments.length];
    all[0] = "metrics";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return Outcome.refusal(folder, all);
  }

  /** A volume of 2 by 2 voxels a plane. */
  private Path volume(String name, int... labels) throws IOException {
    short[] voxels = new short[labels.length];
    for (int i = 0; i < voxels.length; i++) {
      voxels[i] = (short) labels[i];
    }
    Path file = folder.resolve(name);
    Volumes.write(Volume.of(VolumeShape.of(2, 2, labels.length / 4), GEOMETRY, voxels), file);
    return file;
  }

  private Path cube(String name, Spacing spacing) throws IOException {
    short[] voxels = new short[1000];
    Arrays.fill(voxels, 100, 400, (short) 1);
    Path file = folder.resolve(name);
    Volumes.write(Volume.of(VolumeShape.of(10, 10, 10), Geometry.of(spacing), voxels), file);
    return file;
  }

  /** A picture whose first columns are white. */
  private Path picture(String name, int width, int height, int white) throws IOException {
    byte[] grey = new byte[width * height];
    for (int i = 0; i < grey.length; i++) {
      grey[i] = (byte) (i % width < white ? 255 : 0);
    }
    Path file = folder.resolve(name);
    Images.writePng(RgbImage.ofGrey(width, height, grey), file);
    return file;
  }
}
