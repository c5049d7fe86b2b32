// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.image.internal.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TextFilesTest {
  private static final String TEXT = " \n\u5de6 {}";

  @TempDir
  private Path folder;

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("file"), bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void markIsNoPartOfTheText(Charset charset) throws IOException {
    Path file = write(("\uFEFF" + TEXT).getBytes(charset));

    assertThat(TextFiles.read(file)).isEqualTo(TEXT);
    assertThat(TextFiles.reader(file).lines()).containsExactly(" ", "\u5de6 {}");
    assertThat(TextFiles.firstCharacter(file)).isEqualTo('\u5de6');
  }

  @Test
  void textWithoutMarkIsUtf8() throws IOException {
    assertThat(TextFiles.read(write(TEXT.getBytes(StandardCharsets.UTF_8)))).isEqualTo(TEXT);
    assertThat(TextFiles.read(write(new byte[] {'a'}))).isEqualTo("a");
    assertThat(TextFiles.read(write(new byte[0]))).isEmpty();
    assertThat(TextFiles.firstCharacter(write(new byte[] {' '}))).isNegative();
  }

  @Test
  void otherBytesAreNoText() throws IOException {
    Path file = write(new byte[] {'{', (byte) 0xE4, '}'});

    assertThatThrownBy(() -> TextFiles.read(file)).isInstanceOf(CharacterCodingException.class);
    assertThat(TextFiles.firstCharacter(file)).isEqualTo('{');
  }

  @Test
  void marksOfConcatenatedFilesAreTakenOff() {
    assertThat(TextFiles.withoutMark("\uFEFFa\uFEFF")).isEqualTo("a\uFEFF");
    assertThat(TextFiles.withoutMark("")).isEmpty();
  }
}
