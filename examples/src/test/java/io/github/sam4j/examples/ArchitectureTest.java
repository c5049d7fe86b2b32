package io.github.sam4j.examples;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The borders that docs/architecture.md draws. */
final class ArchitectureTest {
  private static final String ROOT = "io.github.sam4j";
  private static final String[] IO = {ROOT + ".io.."};
  private static final String[] METRICS = {ROOT + ".metrics.."};
  private static final String[] EVAL = {ROOT + ".eval.."};
  private static final String[] EXAMPLES = {ROOT + ".examples.."};
  private static final String BENCH = ROOT + ".bench..";

  private static JavaClasses all;

  @BeforeAll
  static void read() {
    all = new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .importPackages(ROOT);
  }

  @Test
  void everyModuleIsSeen() {
    for (String name : new String[] {
      "image.RgbImage", "metrics.Overlap", "io.Volumes", "eval.run.Evaluation", "examples.cli.Sam4j"
    }) {
      all.get(ROOT + "." + name);
    }
  }

  @Test
  void coreKnowsNoOtherModule() {
    noClasses()
        .that(resideInAPackage(ROOT + "..")
            .and(not(resideInAnyPackage(
                ROOT + ".io..",
                ROOT + ".metrics..",
                ROOT + ".eval..",
                ROOT + ".examples..",
                ROOT + ".testing.."))))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            ROOT + ".io..",
            ROOT + ".metrics..",
            ROOT + ".eval..",
            ROOT + ".examples..",
            ROOT + ".testing..")
        .check(all);
  }

  @Test
  void metricsAndIoKnowOnlyCore() {
    noClasses()
        .that()
        .resideInAnyPackage(METRICS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + ".io..", ROOT + ".eval..", ROOT + ".examples..")
        .check(all);
    noClasses()
        .that()
        .resideInAnyPackage(IO)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + ".metrics..", ROOT + ".eval..", ROOT + ".examples..")
        .check(all);
  }

  @Test
  void evalKnowsNoExamples() {
    noClasses()
        .that()
        .resideInAnyPackage(EVAL)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(EXAMPLES)
        .check(all);
  }

  /** Benchmarks may look into every module, internal packages included; none may know them. */
  @Test
  void nothingDependsOnBenchmarks() {
    noClasses()
        .that()
        .resideOutsideOfPackage(BENCH)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(BENCH)
        .check(all);
  }

  @Test
  void nativeCodeIsTouchedInOnePackagePerModule() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".internal.ort..", ROOT + ".io.internal.opencv..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.bytedeco..")
        .check(all);
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".internal.ort..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bytedeco.opencv..")
        .check(all);
  }

  @Test
  void onnxMessagesStayWithReaderAndWriter() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            ROOT + ".internal.onnx..",
            ROOT + ".internal.graph..",
            ROOT + ".model.weights..",
            ROOT + ".model.graph..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.google.protobuf..", ROOT + ".internal.onnx..")
        .check(all);
  }

  @Test
  void internalPackagesServeTheirOwnModule() {
    classes()
        .that()
        .resideInAnyPackage(
            ROOT + ".internal.ort..",
            ROOT + ".internal.inference..",
            ROOT + ".internal.boxes..",
            ROOT + ".internal.onnx..",
            ROOT + ".internal.graph..",
            ROOT + ".internal.files..")
        .should()
        .onlyHaveDependentClassesThat(not(resideInAnyPackage(
            ROOT + ".io..", ROOT + ".metrics..", ROOT + ".eval..", ROOT + ".examples..")))
        .check(all);
    // the limit of native memory is one for all modules, and so is the rule by which it is freed
    classes()
        .that()
        .resideInAPackage(ROOT + ".internal.memory..")
        .should()
        .onlyHaveDependentClassesThat(resideInAnyPackage(
            ROOT + ".internal.ort..",
            ROOT + ".internal.inference..",
            ROOT + ".io.internal.opencv.."))
        .check(all);
    classes()
        .that()
        .resideInAPackage(ROOT + ".io.internal..")
        .should()
        .onlyHaveDependentClassesThat(resideInAPackage(ROOT + ".io.."))
        .check(all);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(all);
  }
}
