package io.github.sam4j.cli;

import io.github.sam4j.model.registry.ModelRegistry;
import io.github.sam4j.model.registry.ModelStore;
import io.github.sam4j.model.registry.PublishedModel;
import io.github.sam4j.model.registry.PublishedModel.Origin;
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

/** Published models: which there are, and their files. */
@Command(
    name = "models",
    mixinStandardHelpOptions = true,
    description = "Lists published models, fetches and verifies their files.",
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
    print(new ModelTable(ModelStore.standard()).text(), spec);
    return ExitCode.OK;
  }

  private static void print(String text, CommandSpec spec) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(text);
    out.flush();
  }

  private static List<PublishedModel> named(List<String> names) {
    return names.stream().map(ModelRegistry::named).toList();
  }

  /** Which models there are. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Prints which models there are, and which of them are here.")
  static final class ListModels implements Callable<Integer> {
    @Option(names = "--json", description = "all that is known, as JSON")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
      ModelTable table = new ModelTable(ModelStore.standard());
      print(json ? Json.indented(table.json()) : table.text(), spec);
      return ExitCode.OK;
    }
  }

  /** Downloads. */
  @Command(
      name = "fetch",
      mixinStandardHelpOptions = true,
      description =
          "Downloads and verifies models that aren't here yet, and prints where they are. An interrupted download goes on"
              + " where it ended.")
  static final class FetchModels implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", arity = "1..*", description = "as sam4j models lists them")
    private List<String> names = List.of();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
      ModelStore store = ModelStore.standard();
      for (PublishedModel model : named(names)) {
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

  /** Checks files that are here. */
  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description = "Computes the checksums of models anew.")
  static final class VerifyModels implements Callable<Integer> {
    @Parameters(
        paramLabel = "NAME",
        arity = "0..*",
        description = "as sam4j models lists them; default: all that are here")
    private List<String> names = List.of();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
      ModelStore store = ModelStore.standard();
      List<IOException> failures = new ArrayList<>();
      for (PublishedModel model : names.isEmpty() ? here(store) : named(names)) {
        try (ProgressLine progress = ProgressLine.onStandardError()) {
          store.verify(model, progress);
        } catch (IOException e) {
          // the others are verified, too
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

    /** Models whose files are here, whatever is in them. */
    private static List<PublishedModel> here(ModelStore store) {
      return ModelRegistry.published().stream()
          .filter(model -> model.origin() == Origin.DOWNLOAD
              ? Files.exists(store.path(model))
              : store.isPresent(model))
          .toList();
    }
  }
}
