package io.github.sam4j.eval.dataset;

import java.io.IOException;
import java.nio.file.Path;

/** Finds data sets on disk. No volume is opened. */
public final class Datasets {
  private Datasets() {}

  /**
   * Returns a task in the layout of the Medical Segmentation Decathlon.
   *
   * @param folder with {@code dataset.json}
   * @throws java.nio.file.NoSuchFileException if the folder or the file in it doesn't exist
   * @throws DatasetException if the file isn't what the layout asks for, or no case has both files
   */
  public static Dataset msd(Path folder) throws IOException {
    return MsdDataset.read(folder);
  }
}
