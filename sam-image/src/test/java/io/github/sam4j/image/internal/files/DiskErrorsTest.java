// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.image.internal.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class DiskErrorsTest {
  private static final Path FILE = Path.of("folder", "a.csv");

  @Test
  void errorsOfTheSystemGetTheNameOfTheFile() {
    IOException full = new IOException("No space left on device");

    assertThatThrownBy(() -> DiskErrors.naming(FILE, () -> {
          throw full;
        }))
        .isInstanceOf(FileSystemException.class)
        .hasMessage(FILE + ": No space left on device")
        .hasCause(full);
  }

  @Test
  void errorsThatNameAFileAndInterruptsStay() {
    for (IOException known :
        new IOException[] {new NoSuchFileException("b"), new ClosedByInterruptException()}) {
      assertThatThrownBy(() -> DiskErrors.naming(FILE, () -> {
            throw known;
          }))
          .isSameAs(known);
    }
  }

  @Test
  void streamsNameTheFileInEveryCall() {
    OutputStream out = DiskErrors.naming(FILE, new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException("quota");
      }

      @Override
      public void flush() throws IOException {
        throw new IOException("quota");
      }

      @Override
      public void close() throws IOException {
        throw new IOException("quota");
      }
    });

    assertThatThrownBy(() -> out.write(1)).hasMessage(FILE + ": quota");
    assertThatThrownBy(() -> out.write(new byte[3])).hasMessage(FILE + ": quota");
    assertThatThrownBy(out::flush).hasMessage(FILE + ": quota");
    assertThatThrownBy(out::close).hasMessage(FILE + ": quota");
  }

  @Test
  void streamsPassOnWhatIsWritten() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    try (OutputStream out = DiskErrors.naming(FILE, bytes)) {
      out.write(1);
      out.write(new byte[] {0, 2, 3, 0}, 1, 2);
    }

    assertThat(bytes.toByteArray()).containsExactly(1, 2, 3);
  }
}
