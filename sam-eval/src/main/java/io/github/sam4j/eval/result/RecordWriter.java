package io.github.sam4j.eval.result;

import java.io.IOException;

/** Takes the slices of a run one by one and writes what it tells of them. */
interface RecordWriter {
  /** Writes a slice. */
  void write(SliceRecord slice) throws IOException;

  /** Hands everything on to the stream below. */
  void flush() throws IOException;
}
