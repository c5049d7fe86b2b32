package io.github.sam4j.io.internal.nifti;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Recognises files of other formats, so that a refusal can say what they are. */
final class OtherFormats {
  private static final int DICOM_PREAMBLE = 128;

  private OtherFormats() {}

  /** Returns the name of the format that a file with this beginning has. */
  static Optional<String> recognise(byte[] head) {
    String text = new String(head, StandardCharsets.ISO_8859_1);
    if (text.startsWith("DICM", DICOM_PREAMBLE)) {
      return Optional.of("DICOM");
    }
    if (text.startsWith("NRRD")) {
      return Optional.of("NRRD");
    }
    if (text.startsWith("ObjectType") || text.startsWith("NDims")) {
      return Optional.of("MetaImage");
    }
    if (text.startsWith("\u0089HDF") || text.startsWith("CDF")) {
      return Optional.of("MINC or HDF");
    }
    if (text.startsWith("\u0089PNG") || text.startsWith("\u00FF\u00D8\u00FF")) {
      return Optional.of("PNG or JPEG");
    }
    return Optional.empty();
  }
}
