// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.dataset;

import io.github.sam4j.eval.dataset.Dataset.LabelledCase;
import io.github.sam4j.io.Images;
import io.github.sam4j.io.Volumes;
import io.github.sam4j.io.volume.Axis;
import io.github.sam4j.io.volume.GridTolerance;
import io.github.sam4j.io.volume.Intensity;
import io.github.sam4j.io.volume.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads cases: NIfTI volumes with labels of the same shape, or PNG and JPEG pictures with PNG
 * labels, distinguished by their content.
 *
 * <p>Labels are whole numbers in any voxel type; the grey of a picture's label is its number, or
 * its opacity ({@link Images#readLabels}). Pictures are taken as they are: no axis or intensity
 * applies to them, nor a channel unless each has a file of its own.
 *
 * @param axis across which volumes are cut, by the geometry of the image
 * @param channel which one of an image with several is taken, from 0, be they in one file or in a
 *     file each; images with one are taken as they are, unless the data set names several channels
 * @param intensity how values become grey; empty for what the data set says of the channel
 * @param gridTolerance how far apart voxels of image and labels may lie by their affines
 */
public record CaseReader(
    Axis axis, int channel, Optional<Intensity> intensity, GridTolerance gridTolerance) {
  /**
   * Checks the channel.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public CaseReader {
    if (channel < 0) {
      throw new IllegalArgumentException("channel must be at least 0, got " + channel);
    }
  }

  /** Reads with the default tolerance of the grid. */
  public CaseReader(Axis axis, int channel, Optional<Intensity> intensity) {
    this(axis, channel, intensity, GridTolerance.DEFAULT);
  }

  /** Returns the reader of first channels in the intensity of their data set. */
  public static CaseReader of(Axis axis) {
    return new CaseReader(axis, 0, Optional.empty());
  }

  /** Returns how the values of a data set's volumes become grey; pictures are taken as they are. */
  public Intensity intensity(Dataset dataset) {
    return intensity.orElseGet(() -> dataset.intensity(channel));
  }

  /**
   * Reads a case.
   *
   * <p>Voxels of image and labels belong together by their indices. That their geometries agree is
   * checked by the {@link #gridTolerance}, and only where both headers state a position.
   *
   * @throws java.nio.file.NoSuchFileException if a file doesn't exist
   * @throws DatasetException if image and labels don't fit each other, the channel doesn't exist,
   *     or the labels aren't labels
   * @throws IOException if a file can't be read; the message names it
   */
  public LabelledVolume read(Dataset dataset, LabelledCase files) throws IOException {
    if (files.hasChannelFiles() && channel >= files.images().size()) {
      throw new DatasetException(
          files.image(0), "expected a channel below " + files.images().size() + ", got " + channel);
    }
    Path image = files.image(channel);
    boolean picture = Images.isPicture(image);
    if (picture != Images.isPicture(files.label())) {
      throw new DatasetException(
          files.label(),
          "expected " + (picture ? "a PNG picture" : "a volume") + " of labels as " + image
              + " is one, found " + (picture ? "something else" : "a picture"));
    }
    if (picture) {
      checkOnlyChannel(dataset, files);
      return picture(image, files.label());
    }
    return volume(dataset, files);
  }

  private static LabelledVolume picture(Path image, Path label) throws IOException {
    if (!Images.isPng(label)) {
      throw new DatasetException(
          label, "expected labels as PNG, found JPEG, which doesn't keep them");
    }
    try {
      return LabelledPicture.of(Images.read(image), Images.readLabels(label));
    } catch (IllegalArgumentException e) {
      throw new DatasetException(label, String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Checks that the one channel of an image is the chosen one. An image of a data set with several
   * would otherwise be taken for one of another channel, where the file of that is missing.
   */
  private void checkOnlyChannel(Dataset dataset, LabelledCase files) throws DatasetException {
    int named = dataset.modalities().size();
    if (channel > 0 && named > 1 && !files.hasChannelFiles()) {
      throw new DatasetException(
          files.image(0),
          "expected channel " + channel + " of the " + named
              + " that the data set names, found an image of one channel, and no file with another");
    }
  }

  private LabelledVolume volume(Dataset dataset, LabelledCase files) throws IOException {
    Path file = files.image(channel);
    Volume image = Volumes.read(file);
    if (!files.hasChannelFiles()) {
      image = channel(dataset, files, image);
    } else if (image.shape().frames() != 1) {
      throw new DatasetException(
          file,
          "expected one channel in a file for each of them, found "
              + image.shape().frames());
    }
    Volume labels = Volumes.read(files.label());
    try {
      LabelledVolume volume = LabelledVolume.of(image, labels, axis, intensity(dataset));
      checkGeometry(files, image, labels);
      return volume;
    } catch (IllegalArgumentException e) {
      throw new DatasetException(files.label(), String.valueOf(e.getMessage()), e);
    }
  }

  private Volume channel(Dataset dataset, LabelledCase files, Volume image)
      throws DatasetException {
    int channels = image.shape().frames();
    if (channels == 1) {
      checkOnlyChannel(dataset, files);
      return image;
    }
    if (channel >= channels) {
      throw new DatasetException(
          files.image(0), "expected a channel below " + channels + ", got " + channel);
    }
    return image.frame(channel);
  }

  private void checkGeometry(LabelledCase files, Volume image, Volume labels)
      throws DatasetException {
    Optional<String> difference = gridTolerance.difference(image, labels);
    if (difference.isPresent()) {
      throw new DatasetException(files.label(), "expected the image's affine: " + difference.get());
    }
  }
}
