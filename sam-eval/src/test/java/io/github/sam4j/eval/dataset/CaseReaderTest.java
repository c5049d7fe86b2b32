// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.eval.dataset.Dataset.LabelledCase;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.image.Spacing;
import io.github.sam4j.io.Images;
import io.github.sam4j.io.Volumes;
import io.github.sam4j.io.volume.Affine;
import io.github.sam4j.io.volume.Axis;
import io.github.sam4j.io.volume.Geometry;
import io.github.sam4j.io.volume.GridTolerance;
import io.github.sam4j.io.volume.Intensity;
import io.github.sam4j.io.volume.Volume;
import io.github.sam4j.io.volume.VolumeShape;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.testing.PngWriter;
import io.github.sam4j.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class CaseReaderTest {
  private static final VolumeShape SHAPE = VolumeShape.of(5, 4, 3);
  private static final Geometry GEOMETRY = Geometry.of(new Spacing(0.7, 0.8, 3));
  private static final CaseReader READER = CaseReader.of(Axis.THROUGH_PLANE);

  @TempDir
  private Path folder;

  private Path image = Path.of("");
  private Path label = Path.of("");

  private void volumes(Volume imageVolume, Volume labelVolume) throws IOException {
    image = folder.resolve("image.nii.gz");
    label = folder.resolve("label.nii.gz");
    Volumes.write(imageVolume, image);
    Volumes.write(labelVolume, label);
  }

  private LabelledVolume read(CaseReader reader) throws IOException {
    Dataset dataset = Datasets.pair(image, label);
    return reader.read(dataset, dataset.cases().get(0));
  }

  private void assertRefused(CaseReader reader, Path file, String... problem) {
    assertThatThrownBy(() -> read(reader))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContainingAll(problem);
  }

  private static Volume ramp(VolumeShape shape) {
    float[] voxels = new float[Math.toIntExact(shape.voxels())];
    for (int i = 0; i < voxels.length; i++) {
      voxels[i] = i;
    }
    return Volume.of(shape, GEOMETRY, voxels);
  }

  private static Volume labels(Geometry geometry) {
    return Volume.of(SHAPE, geometry, new short[60]);
  }

  @ParameterizedTest
  @EnumSource(Axis.class)
  void slicesAndLabelsAreThoseOfTheVoxels(Axis axis) throws IOException {
    Random random = new Random(5);
    float[] voxels = new float[60];
    for (int i = 0; i < voxels.length; i++) {
      voxels[i] = random.nextInt(4) - 1;
    }
    volumes(ramp(SHAPE), Volume.of(SHAPE, GEOMETRY, voxels));

    LabelledVolume volume = read(CaseReader.of(axis));

    int across = axis.arrayAxis(GEOMETRY);
    assertThat(volume.sliceCount()).isEqualTo(SHAPE.length(across));
    long foreground = 0;
    for (int s = 0; s < volume.sliceCount(); s++) {
      Mask all = volume.foreground(s);
      Mask one = volume.label(s, 1);
      foreground += all.area();
      for (int y = 0; y < all.height(); y++) {
        for (int x = 0; x < all.width(); x++) {
          int index = switch (across) {
            case 0 -> (y * 4 + x) * 5 + s;
            case 1 -> (y * 4 + s) * 5 + x;
            default -> (s * 4 + y) * 5 + x;
          };
          assertThat(all.get(x, y)).isEqualTo(voxels[index] > 0);
          assertThat(one.get(x, y)).isEqualTo(voxels[index] == 1);
          assertThat(volume.image(s).sample(x, y, 0)).isEqualTo((int) (index / 59.0 * 255 + 0.5));
        }
      }
    }
    assertThat(volume.foregroundVoxels()).isEqualTo(foreground);
    assertThat(volume.voxels(1) + volume.voxels(2)).isEqualTo(foreground);
    assertThat(volume.voxels(3)).isZero();
  }

  @Test
  void spacingIsThatOfThePixelsAndTheSlices() throws IOException {
    volumes(ramp(SHAPE), labels(GEOMETRY));

    assertThat(read(READER).spacing()).isEqualTo(new Spacing(0.7, 0.8, 3));
    assertThat(read(CaseReader.of(Axis.SAGITTAL)).spacing()).isEqualTo(new Spacing(0.8, 3, 0.7));
    assertThat(read(CaseReader.of(Axis.CORONAL)).spacing()).isEqualTo(new Spacing(0.7, 3, 0.8));
  }

  @Test
  void channelsOfFourDimensionsAreChosen() throws IOException {
    Volume image4d = ramp(new VolumeShape(5, 4, 3, 2));
    volumes(image4d, labels(GEOMETRY));

    LabelledVolume second = read(
        new CaseReader(Axis.AXIAL, /* channel= */ 1, Optional.of(Intensity.ctWindow(60, 120))));

    // value 60 in a window from 0 to 120
    assertThat(second.image(0).sample(0, 0, 0)).isEqualTo(128);
    // the first value of its channel
    assertThat(read(READER).image(0).sample(0, 0, 0)).isZero();
    assertRefused(
        new CaseReader(Axis.AXIAL, 2, Optional.empty()), image, "channel below 2", "got 2");
    assertThatThrownBy(() -> new CaseReader(Axis.AXIAL, -1, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1");
  }

  @Test
  void intensityIsTheDatasetsUnlessChosen() throws IOException {
    volumes(ramp(SHAPE), labels(GEOMETRY));

    RgbImage own = read(READER).image(2);
    RgbImage chosen = read(new CaseReader(
            Axis.THROUGH_PLANE, 0, Optional.of(Intensity.minMaxSlice())))
        .image(2);

    assertThat(own.sample(0, 0, 0)).isEqualTo((int) (40 / 59.0 * 255 + 0.5));
    assertThat(chosen.sample(0, 0, 0)).isZero();
  }

  @Test
  void labelsMustBeWholeNumbersOfOneFrameAndTheSameShape() throws IOException {
    float[] half = new float[60];
    half[7] = 0.5f;
    volumes(ramp(SHAPE), Volume.of(SHAPE, GEOMETRY, half));
    assertRefused(READER, label, "whole numbers", "0.5 at voxel (2, 1, 0)");

    half[7] = 3e9f;
    volumes(ramp(SHAPE), Volume.of(SHAPE, GEOMETRY, half));
    assertRefused(READER, label, "too large for a label, 3000000000 at voxel (2, 1, 0)");

    volumes(ramp(SHAPE), ramp(new VolumeShape(5, 4, 3, 2)));
    assertRefused(READER, label, "one frame", "frames=2");

    volumes(ramp(SHAPE), Volume.of(VolumeShape.of(5, 3, 4), GEOMETRY, new short[60]));
    assertRefused(READER, label, "shape", "ny=4", "ny=3");
  }

  @ParameterizedTest
  @CsvSource({"0.34, true", "0.36, false", "-0.36, false", "0, true"})
  void positionsMayDifferByHalfAVoxel(double millimetres, boolean fits) throws IOException {
    Geometry moved = Geometry.of(Affine.ofRows(0.7, 0, 0, millimetres, 0, 0.8, 0, 0, 0, 0, 3, 0));
    volumes(ramp(SHAPE), labels(moved));

    if (fits) {
      assertThat(read(READER).sliceCount()).isEqualTo(3);
    } else {
      assertRefused(READER, label, "affine", "at most 0.5 (0.35 mm)", "0.36", "voxel (0, 0, 0)");
    }
    CaseReader strict = new CaseReader(Axis.AXIAL, 0, Optional.empty(), new GridTolerance(0.1));
    CaseReader loose = new CaseReader(Axis.AXIAL, 0, Optional.empty(), new GridTolerance(0.6));
    assertThat(read(loose).sliceCount()).isEqualTo(3);
    if (millimetres != 0) {
      assertRefused(strict, label, "at most 0.1 (0.07 mm)");
    }
  }

  @Test
  void turnedLabelsAreRefused() throws IOException {
    volumes(
        Volume.of(VolumeShape.of(4, 4, 4), GEOMETRY, new short[64]),
        Volume.of(VolumeShape.of(4, 4, 4), Geometry.of(new Spacing(3, 0.8, 0.7)), new short[64]));

    assertRefused(READER, label, "affine", "voxel (3, 0, 3)");
  }

  @Test
  void labelsAreCutAsTheImageWhateverAxisIsLongest() throws IOException {
    Geometry longFirst = Geometry.of(new Spacing(1.00104, 1, 1));
    Geometry longThird = Geometry.of(new Spacing(1.00096, 1, 1));
    short[] voxels = new short[60];
    voxels[4] = 1;
    volumes(Volume.of(SHAPE, longFirst, new short[60]), Volume.of(SHAPE, longThird, voxels));

    LabelledVolume volume = read(READER);

    assertThat(volume.sliceCount()).isEqualTo(5);
    assertThat(volume.foreground(4).area()).isEqualTo(1);
  }

  @Test
  void picturesAreTakenAsTheyAre() throws IOException {
    RgbImage colours = RgbImage.of(2, 1, new byte[] {1, 2, 3, 4, 5, 6});
    image = folder.resolve("image.png");
    label = folder.resolve("label.png");
    Images.writePng(colours, image);
    Images.writePng(RgbImage.ofGrey(2, 1, new byte[] {0, (byte) 200}), label);

    LabelledVolume picture = read(READER);

    assertThat(picture.sliceCount()).isEqualTo(1);
    assertThat(picture.image(0)).isEqualTo(colours);
    assertThat(picture.foreground(0).get(1, 0)).isTrue();
    assertThat(picture.foreground(0).area()).isEqualTo(1);
    assertThat(picture.label(0, 200)).isEqualTo(picture.foreground(0));
    assertThat(picture.label(0, 1).isEmpty()).isTrue();
    assertThat(picture.foregroundVoxels()).isEqualTo(1);
    assertThat(picture.voxels(200)).isEqualTo(1);
    assertThat(picture.voxels(-1)).isZero();
    assertThat(picture.spacing()).isEqualTo(Spacing.UNIT);
    assertThatThrownBy(() -> picture.image(1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void labelsOfPicturesAreGreyPngOfTheSameSize() throws IOException {
    image = folder.resolve("image.png");
    label = folder.resolve("label.png");
    Images.writePng(RgbImage.ofGrey(2, 1, new byte[2]), image);
    Images.writePng(RgbImage.of(2, 1, new byte[] {1, 1, 1, 1, 2, 1}), label);
    assertRefused(READER, label, "a colour at pixel (1, 0)");

    Images.writePng(RgbImage.ofGrey(1, 2, new byte[2]), label);
    assertRefused(READER, label, "size 2x1", "1x2");

    Files.write(
        label, new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 0, 16, 0, 0});
    assertRefused(READER, label, "PNG", "JPEG");
  }

  @Test
  void labelsOfPicturesMayBeInTheirTransparency() throws IOException {
    image = folder.resolve("image.png");
    label = folder.resolve("label.png");
    Images.writePng(RgbImage.ofGrey(2, 1, new byte[2]), image);
    PngWriter mask = PngWriter.of(2, 1, 8, PngWriter.GREY_ALPHA);
    Files.write(label, mask.samples(4, 255, 0, 255, 255).end());

    assertThat(read(READER).foreground(0)).isEqualTo(Mask.of(2, 1, (x, y) -> x == 1));

    PngWriter contradiction = PngWriter.of(2, 1, 8, PngWriter.GREY_ALPHA);
    Files.write(label, contradiction.samples(4, 7, 0, 0, 255).end());
    assertThatThrownBy(() -> read(READER))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("label.png")
        .hasMessageContaining("contradict");
  }

  @Test
  void picturesAndVolumesDoNotMix() throws IOException {
    volumes(ramp(SHAPE), labels(GEOMETRY));
    Path volume = image;
    image = folder.resolve("image.png");
    Images.writePng(RgbImage.ofGrey(5, 4, new byte[20]), image);
    assertRefused(READER, label, "PNG", "image.png");

    label = image;
    image = volume;
    assertRefused(READER, label, "a volume of labels", "found a picture");
  }

  @Test
  void unreadableFilesAreNamed() throws IOException {
    volumes(ramp(SHAPE), labels(GEOMETRY));
    Files.writeString(label, "no volume");
    assertThatThrownBy(() -> read(READER))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("label.nii.gz");

    Dataset dataset = Datasets.pair(image, label);
    Files.delete(label);
    assertThatThrownBy(() -> READER.read(dataset, dataset.cases().get(0)))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("label.nii.gz");
  }

  @Test
  void everyChannelOfATaskWithFourDimensionsIsRead() throws IOException {
    Path task = Files.createDirectory(folder.resolve("Task01_BrainTumour"));
    Path images = Files.createDirectory(task.resolve("imagesTr"));
    Path truths = Files.createDirectory(task.resolve("labelsTr"));
    float[] voxels = new float[60];
    voxels[59] = 3;
    Volumes.write(ramp(new VolumeShape(5, 4, 3, 4)), images.resolve("brats_1.nii.gz"));
    Volumes.write(Volume.of(SHAPE, GEOMETRY, voxels), truths.resolve("brats_1.nii.gz"));
    Files.writeString(images.resolve("._brats_1.nii.gz"), "no volume");
    Files.writeString(task.resolve("dataset.json"), """
        {"training": [
          {"image": "./imagesTr/._brats_1.nii.gz", "label": "./labelsTr/._brats_1.nii.gz"},
          {"image": "./imagesTr/brats_1.nii.gz", "label": "./labelsTr/brats_1.nii.gz"}]}
        """);

    Dataset dataset = Datasets.msd(task);

    assertThat(dataset.skipped()).isEmpty();
    assertThat(dataset.modalities()).containsExactly("FLAIR", "T1w", "T1gd", "T2w");
    for (int channel = 0; channel < 4; channel++) {
      // a window in which the first value of the channel is half grey
      Intensity window = Intensity.ctWindow(60 * channel, 10);
      LabelledVolume volume = new CaseReader(Axis.AXIAL, channel, Optional.of(window))
          .read(dataset, dataset.cases().get(0));
      assertThat(volume.image(0).sample(0, 0, 0)).isEqualTo(128);
      assertThat(volume.voxels(3)).isEqualTo(1);
      assertThat(volume.label(2, 3).get(4, 3)).isTrue();
    }
  }

  @Test
  void realCasesAreRead() throws IOException {
    for (String task : new String[] {"Task04_Hippocampus", "Task09_Spleen"}) {
      Dataset dataset = Datasets.msd(SharedData.require("testdata/msd/" + task));
      for (LabelledCase one : dataset.cases()) {
        LabelledVolume volume = READER.read(dataset, one);

        long labelled =
            dataset.labels().keySet().stream().mapToLong(volume::voxels).sum();
        assertThat(volume.foregroundVoxels()).as(one.id()).isPositive().isEqualTo(labelled);
        assertThat(volume.image(0).width()).isEqualTo(volume.foreground(0).width());
      }
    }
  }
}
