// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.image.internal.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ContentPointerTest {
  @TempDir
  private Path folder;

  @ParameterizedTest
  @CsvSource({
    "version https://git-lfs.github.com/spec/v1, Git LFS",
    "version https://hawser.github.com/spec/v1, Git LFS",
    "/annex/objects/SHA256E-s12--00.nii.gz, git-annex",
    "../../.git/annex/objects/Xx/0f/MD5E-s1--0.nii/MD5E-s1--0.nii, git-annex"
  })
  void textsOfPointersAreRecognised(String line, String what) throws IOException {
    Path file = folder.resolve("a.nii.gz");
    Files.writeString(file, line + "\noid sha256:00\n");

    assertThat(ContentPointer.describe(file))
        .hasValueSatisfying(text -> assertThat(text).contains(what, "without its content"));
  }

  @ParameterizedTest
  @CsvSource({".git/annex/objects/a/b, git annex get", "nowhere, symbolic link"})
  void linksThatLeadNowhereAreRecognised(String target, String what) throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("a.nii.gz"), Path.of(target));

    assertThat(ContentPointer.describe(link))
        .hasValueSatisfying(text -> assertThat(text).contains(what));
  }

  @Test
  void contentIsNoPointer() throws IOException {
    Path text = Files.writeString(folder.resolve("text"), "my version https://git-lfs");
    Path large =
        Files.writeString(folder.resolve("large"), "/annex/objects/x\n" + " ".repeat(40_000));
    Path link = Files.createSymbolicLink(folder.resolve("link"), text);

    assertThat(ContentPointer.describe(text)).isEmpty();
    assertThat(ContentPointer.describe(large)).isEmpty();
    assertThat(ContentPointer.describe(link)).isEmpty();
    assertThat(ContentPointer.describe(folder)).isEmpty();
    assertThat(ContentPointer.describe(folder.resolve("gone"))).isEmpty();
  }
}
