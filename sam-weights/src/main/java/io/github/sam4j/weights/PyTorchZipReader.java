// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights;

import io.github.sam4j.weights.internal.format.PrintableName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/**
 * Reads the format that {@code torch.save} has written since PyTorch 1.6: a zip archive of one
 * folder that contains the pickle {@code data.pkl} and the values of each storage in
 * {@code data/KEY}.
 */
final class PyTorchZipReader {
  private static final String PICKLE = "/data.pkl";
  private static final int ORDER_BYTES = 16;

  private PyTorchZipReader() {}

  static NamedTensors read(FileBytes file) {
    ZipDirectory zip = ZipDirectory.read(file);
    List<String> pickles = zip.names().stream()
        .filter(
            name -> name.endsWith(PICKLE) && name.indexOf('/') == name.length() - PICKLE.length())
        .toList();
    if (pickles.size() != 1) {
      throw new IllegalArgumentException("expected one pickle FOLDER" + PICKLE
          + " in the zip archive, as torch.save writes it, found " + pickles.size());
    }
    String pickle = pickles.get(0);
    String folder = pickle.substring(0, pickle.length() - PICKLE.length() + 1);
    requireLittleEndian(zip, folder + "byteorder");
    Object root = PickleReader.read(checked(zip, pickle).cursor("the pickle"));
    Function<PickledStorage, FileRegion> regions =
        storage -> zip.get(folder + "data/" + storage.key());
    return zip.names().contains(folder + "constants.pkl")
        ? script(root, regions)
        : StateDict.find(root).tensors(regions);
  }

  /** Returns the tensors of a TorchScript archive, whose object is a module. */
  private static NamedTensors script(Object root, Function<PickledStorage, FileRegion> regions) {
    NamedTensors tensors;
    try {
      if (!(root instanceof PickledObject)) {
        throw new IllegalArgumentException("its object is no module");
      }
      tensors = StateDict.find(root).tensors(regions);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "expected a state dict, found a TorchScript archive whose weights can't be read: "
              + e.getMessage(),
          e);
    }
    if (!SamNames.hasDecoder(tensors.names())) {
      throw new IllegalArgumentException("expected the state dict of a SAM, found a TorchScript"
          + " archive whose " + tensors.names().size() + " weights have other names, the first "
          + PrintableName.of(tensors.names().first())
          + ": save the state dict of the model that it was made of");
    }
    return tensors.withNote("read from a TorchScript archive, whose code is not run");
  }

  private static void requireLittleEndian(ZipDirectory zip, String entry) {
    if (!zip.names().contains(entry)) {
      // written before PyTorch 2.0, always little-endian
      return;
    }
    FileRegion region = checked(zip, entry);
    ByteCursor in = region.cursor("the byte order");
    String order =
        new String(in.bytes(Math.min(region.bytes(), ORDER_BYTES)), StandardCharsets.UTF_8);
    if (!order.equals("little")) {
      throw new IllegalArgumentException(
          "expected numbers in the byte order little, found " + PrintableName.of(order));
    }
  }

  private static FileRegion checked(ZipDirectory zip, String entry) {
    FileRegion region = zip.get(entry);
    if (region.bytes() > PickleReader.MAX_BYTES) {
      throw new IllegalArgumentException("entry " + PrintableName.of(entry) + " has "
          + region.bytes() + " bytes, expected at most " + PickleReader.MAX_BYTES);
    }
    if (!region.hasRightChecksum()) {
      throw new IllegalArgumentException("entry " + PrintableName.of(entry)
          + " of the zip archive has a wrong CRC-32: it is damaged");
    }
    return region;
  }
}
