// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Export of a model as ONNX files for other programs. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description =
        "Writes encoder.onnx and decoder.onnx with the inputs and outputs of the official export, the graphs"
            + " that this library itself runs, and a model card.")
final class ExportCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "CHECKPOINT",
      description =
          "the file of a checkpoint (.pth, .pt, .safetensors), a name (see sam4j models), or"
              + " ENCODER.onnx,DECODER.onnx")
  private String model = "";

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "a new folder, or an empty one")
  private Path out = Path.of("");

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    ModelChoice.load("CHECKPOINT", model).export(out);
    OutputFiles.printWritten(spec.commandLine().getOut(), out);
    return ExitCode.OK;
  }
}
