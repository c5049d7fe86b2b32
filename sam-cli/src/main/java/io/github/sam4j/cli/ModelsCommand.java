// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import io.github.sam4j.model.registry.ModelRegistry;
import io.github.sam4j.model.registry.ModelRegistry.Model.Origin;
import io.github.sam4j.model.registry.ModelStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The published models and their files. */
@Command(
    name = "models",
    mixinStandardHelpOptions = true,
    description = "Lists published models, downloads and verifies their files.",
    subcommands = {
      ModelsCommand.ListModels.class,
      ModelsCommand.FetchModels.class,
      ModelsCommand.VerifyModels.class
    })
final class ModelsCommand implements Callable<Integer> {
  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    print(ModelTable.standard().text(), spec);
    return ExitCode.OK;
  }

  private static void print(String text, CommandSpec spec) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(text);
    out.flush();
  }

  /** Returns the user's store; having no home is told as one line. */
  private static ModelStore store() throws IOException {
    try {
      return ModelStore.standard();
    } catch (IllegalStateException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static List<ModelRegistry.Model> named(List<String> names) {
    return names.stream().map(ModelRegistry::named).toList();
  }

  /** Lists all models. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the published models, and which of them are available on this machine.")
  static final class ListModels implements Callable<Integer> {
    @Option(names = "--json", description = "print everything known about them as JSON")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
      ModelTable table = ModelTable.standard();
      print(json ? Json.indented(table.json()) : table.text(), spec);
      return ExitCode.OK;
    }
  }

  /** Downloads. */
  @Command(
      name = "fetch",
      mixinStandardHelpOptions = true,
      description =
          "Downloads and verifies models that aren't available yet, and prints where they are stored. An interrupted download"
              + " is resumed.")
  static final class FetchModels implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", arity = "1..*", description = "as sam4j models lists them")
    private List<String> names = List.of();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
      ModelStore store = store();
      for (ModelRegistry.Model model : named(names)) {
        try (ProgressLine progress = ProgressLine.onStandardError()) {
          if (model.origin() == Origin.CLASS_PATH) {
            store.verify(model, progress);
          } else {
            store.fetch(model, progress);
          }
        }
        print(model.name() + "  " + ModelTable.place(store, model), spec);
      }
      return ExitCode.OK;
    }
  }

  /** Checks the files of available models. */
  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description = "Recomputes and checks the checksums of models.")
  static final class VerifyModels implements Callable<Integer> {
    @Parameters(
        paramLabel = "NAME",
        arity = "0..*",
        description = "as sam4j models lists them; default: all that are available")
    private List<String> names = List.of();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
      ModelStore store = store();
      List<IOException> failures = new ArrayList<>();
      for (ModelRegistry.Model model : names.isEmpty() ? available(store) : named(names)) {
        try (ProgressLine progress = ProgressLine.onStandardError()) {
          store.verify(model, progress);
        } catch (IOException e) {
          // reported after the other models have been verified
          failures.add(e);
          print(model.name() + "  failed", spec);
          continue;
        }
        print(model.name() + "  verified", spec);
      }
      if (!failures.isEmpty()) {
        IOException first = failures.get(0);
        failures.subList(1, failures.size()).forEach(first::addSuppressed);
        throw first;
      }
      return ExitCode.OK;
    }

    /** Returns the models whose files exist, whatever their content. */
    private static List<ModelRegistry.Model> available(ModelStore store) {
      return ModelRegistry.published().stream()
          .filter(model -> model.origin() == Origin.DOWNLOAD
              ? Files.exists(store.path(model))
              : store.isPresent(model))
          .toList();
    }
  }
}
