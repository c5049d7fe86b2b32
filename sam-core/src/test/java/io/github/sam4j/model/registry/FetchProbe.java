// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.model.registry;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** A process that fetches a model, and prints its progress and then the path. */
final class FetchProbe {
  private FetchProbe() {}

  public static void main(String[] args) throws IOException {
    ModelRegistry.Model.File file = new ModelRegistry.Model.File(
        "tiny.pth", URI.create(args[1]), Long.parseLong(args[2]), args[3]);
    ModelRegistry.Model model = new ModelRegistry.Model(
        "tiny", "", ModelRegistry.Model.Origin.DOWNLOAD, List.of(file), "", "", "");
    Path path = ModelStore.in(Path.of(args[0]))
        .fetch(model, (fraction, step) -> System.out.println(fraction + " " + step));
    System.out.println("done " + path);
  }

  /** Starts the process. */
  static Process start(Path folder, ModelRegistry.Model model) throws IOException {
    ModelRegistry.Model.File file = model.download();
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            FetchProbe.class.getName(),
            folder.toString(),
            file.source().toString(),
            Long.toString(file.bytes()),
            file.sha256())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
