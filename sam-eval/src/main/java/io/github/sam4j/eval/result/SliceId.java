package io.github.sam4j.eval.result;

/**
 * A slice of a data set.
 *
 * @param task the data set
 * @param caseId the volume
 * @param slice index along the slice axis, from 0
 * @param sliceCount number of slices of the volume along that axis
 */
public record SliceId(String task, String caseId, int slice, int sliceCount) {
  @Override
  public String toString() {
    return task + " " + caseId + " slice " + slice;
  }
}
