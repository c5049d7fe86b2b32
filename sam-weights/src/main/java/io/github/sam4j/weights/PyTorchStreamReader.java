// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights;

import io.github.sam4j.weights.internal.format.PrintableName;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Reads the format that {@code torch.save} wrote by default before PyTorch 1.6: five consecutive
 * pickles, followed by the values of each storage.
 *
 * <pre>
 *   pickle   the magic number
 *   pickle   the version of the format, 1001
 *   pickle   a dict that describes the machine; little_endian must be true
 *   pickle   the object
 *   pickle   the keys of the storages, in file order
 *   then for each key: the number of values (8 bytes) and the values
 * </pre>
 */
final class PyTorchStreamReader {
  private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
  private static final long VERSION = 1001;

  private final FileBytes file;
  private long position;

  private PyTorchStreamReader(FileBytes file) {
    this.file = file;
  }

  static NamedTensors read(FileBytes file) {
    return new PyTorchStreamReader(file).tensors();
  }

  private NamedTensors tensors() {
    if (!MAGIC.equals(pickle(new HashMap<>()))) {
      throw new IllegalArgumentException(
          "expected a file of torch.save, found a pickle without its magic number");
    }
    if (!(pickle(new HashMap<>()) instanceof Long version) || version != VERSION) {
      throw new IllegalArgumentException(
          "expected version " + VERSION + " of PyTorch's file format, found another");
    }
    if (!(pickle(new HashMap<>()) instanceof PickledDict machine)
        || !Boolean.TRUE.equals(machine.entries().get("little_endian"))) {
      throw new IllegalArgumentException(
          "expected numbers in the byte order little, found none told or another");
    }
    Map<String, PickledStorage> storages = new HashMap<>();
    StateDict dict = StateDict.find(pickle(storages));
    if (!(pickle(new HashMap<>()) instanceof List<?> keys)) {
      throw new IllegalArgumentException("expected a list of storages behind the tensors");
    }
    Map<String, FileRegion> regions = regions(keys, storages);
    return dict.tensors(storage -> {
      FileRegion region = regions.get(storage.key());
      if (region == null) {
        throw new IllegalArgumentException("storage " + PrintableName.of(storage.key())
            + " is not among the " + regions.size() + " in the file");
      }
      return region;
    });
  }

  private Object pickle(Map<String, PickledStorage> storages) {
    long end = Math.min(file.size(), position + PickleReader.MAX_BYTES);
    ByteCursor in = new ByteCursor(file, "the pickle", position, end);
    Object value = PickleReader.read(in, storages);
    position = in.position();
    return value;
  }

  private Map<String, FileRegion> regions(List<?> keys, Map<String, PickledStorage> storages) {
    Map<String, FileRegion> regions = new HashMap<>();
    ByteCursor in = new ByteCursor(file, "the file", position, file.size());
    for (Object key : keys) {
      // only the tensors of a storage determine its element type
      PickledStorage storage = key instanceof String name ? storages.get(name) : null;
      if (storage == null || regions.containsKey(storage.key())) {
        throw new IllegalArgumentException(
            "the list of storages has one that no tensor uses, or one twice");
      }
      long elements = in.i64();
      if (elements != storage.elements()) {
        throw new IllegalArgumentException("storage " + PrintableName.of(storage.key()) + " has "
            + elements + " numbers, expected " + storage.elements());
      }
      long start = in.position();
      in.skip(storage.bytes());
      regions.put(
          storage.key(), new FileRegion(file, start, storage.bytes(), OptionalLong.empty()));
    }
    return regions;
  }
}
