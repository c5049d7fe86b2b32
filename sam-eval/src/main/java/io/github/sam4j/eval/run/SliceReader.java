// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.run;

import io.github.sam4j.eval.dataset.Dataset;
import io.github.sam4j.eval.dataset.LabelledVolume;
import io.github.sam4j.eval.protocol.Protocol.SliceObject;
import io.github.sam4j.eval.result.SliceId;
import io.github.sam4j.eval.run.Evaluation.ObjectsScored;
import io.github.sam4j.eval.run.Evaluation.SlicesUsed;
import io.github.sam4j.image.Spacing;
import io.github.sam4j.mask.Mask;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;

/** Finds the slices of a volume that a run evaluates, and the objects on them. */
final class SliceReader {
  private final SlicesUsed slicesUsed;
  private final ObjectsScored objectsScored;

  SliceReader(SlicesUsed slicesUsed, ObjectsScored objectsScored) {
    this.slicesUsed = slicesUsed;
    this.objectsScored = objectsScored;
  }

  /** Returns the indices of the slices to evaluate, ascending. */
  List<Integer> slices(LabelledVolume volume) {
    List<Integer> slices = new ArrayList<>();
    for (int slice = 0; slice < volume.sliceCount(); slice++) {
      if (slicesUsed == SlicesUsed.ALL || !volume.foreground(slice).isEmpty()) {
        slices.add(slice);
      }
    }
    return slices;
  }

  /** Reads a slice; if that fails, returns a failed slice. */
  SliceWork read(SliceId slice, LabelledVolume volume, SortedMap<Integer, String> names) {
    try {
      return SliceWork.read(
          slice, () -> volume.image(slice.slice()), () -> objects(slice, volume, names));
    } catch (RuntimeException e) {
      return SliceWork.failed(slice, e);
    }
  }

  /** The merged labels, then each label; those that aren't there only if all slices are used. */
  private List<SliceObject> objects(
      SliceId slice, LabelledVolume volume, SortedMap<Integer, String> names) {
    List<SliceObject> objects = new ArrayList<>();
    // a single label is the merged one
    boolean merged = objectsScored != ObjectsScored.LABELS || names.isEmpty();
    boolean labels = objectsScored == ObjectsScored.LABELS
        || (objectsScored == ObjectsScored.MERGED_AND_LABELS && names.size() > 1);
    if (merged) {
      Mask foreground = volume.foreground(slice.slice());
      objects.add(object(slice, volume, Dataset.FOREGROUND, foreground, volume.foregroundVoxels()));
    }
    if (labels) {
      names.forEach((number, name) -> objects.add(
          object(slice, volume, name, volume.label(slice.slice(), number), volume.voxels(number))));
    }
    objects.removeIf(
        object -> slicesUsed == SlicesUsed.WITH_TRUTH && object.truth().isEmpty());
    return objects;
  }

  private static SliceObject object(
      SliceId slice, LabelledVolume volume, String name, Mask truth, long voxels) {
    return new SliceObject(
        slice.caseId(),
        slice.slice(),
        name,
        truth,
        Spacing.of(volume.spacing().x(), volume.spacing().y()),
        volume.isPicture() ? OptionalLong.empty() : OptionalLong.of(voxels));
  }
}
