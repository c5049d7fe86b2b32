// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.examples;

import static io.github.sam4j.examples.ArchitectureRules.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.core.importer.Locations;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The borders that docs/architecture.md draws. Benchmarks are not on the class path here: they may
 * look into every module, and no module is granted their use.
 */
final class ArchitectureTest {
  /** What each module may use besides itself and the JDK. */
  private static final Map<String, Set<String>> MODULES = Map.of(
      "sam-image",
      Set.of("jspecify"),
      "sam-metrics",
      Set.of(
          "sam-image",
          "jspecify",
          "commons-statistics-descriptive",
          "commons-statistics-distribution",
          "commons-statistics-inference"),
      "sam-weights",
      Set.of("sam-image", "jspecify", "protobuf-java"),
      "sam-core",
      Set.of("sam-image", "sam-weights", "jspecify", "javacpp", "onnxruntime", "slf4j-api"),
      "sam-io",
      Set.of("sam-image", "jspecify", "javacpp", "opencv", "commons-compress"),
      "sam-eval",
      Set.of(
          "sam-image",
          "sam-metrics",
          "sam-weights",
          "sam-core",
          "sam-io",
          "jspecify",
          "jackson-core",
          "jackson-databind",
          "commons-csv"),
      "sam-cli",
      Set.of(
          "sam-image",
          "sam-metrics",
          "sam-weights",
          "sam-core",
          "sam-io",
          "sam-eval",
          "jspecify",
          "jackson-core",
          "jackson-databind",
          "picocli"),
      "examples",
      Set.of(
          "sam-image", "sam-metrics", "sam-weights", "sam-core", "sam-io", "sam-eval", "jspecify"),
      "testing",
      Set.of("jspecify", "jackson-core", "jackson-databind", "junit-jupiter-api"));

  /** Internal packages that other modules of the library may use: files, bits, JSON and graphs. */
  private static final Map<String, Set<String>> SHARED_INTERNALS = Map.of(
      ROOT + ".eval.internal.json",
      Set.of("sam-cli"),
      ROOT + ".image.internal.bits",
      Set.of("sam-core"),
      ROOT + ".image.internal.files",
      Set.of("sam-weights", "sam-core", "sam-io", "sam-eval", "sam-cli"),
      ROOT + ".image.internal.jvm",
      Set.of("sam-core", "sam-io", "sam-eval"),
      ROOT + ".image.internal.settings",
      Set.of("sam-weights", "sam-core", "sam-eval"),
      ROOT + ".weights.internal.architecture",
      Set.of("sam-core"),
      ROOT + ".weights.internal.format",
      Set.of("sam-core"),
      ROOT + ".weights.internal.graph",
      Set.of("sam-core"),
      ROOT + ".weights.internal.network",
      Set.of("sam-core"));

  private static JavaClasses all;

  @BeforeAll
  static void read() {
    all = new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .importPackages(ROOT);
  }

  @Test
  void everyModuleIsSeen() {
    Set<String> seen = new TreeSet<>();
    all.forEach(type -> seen.add(ArchitectureRules.moduleOf(type)));

    assertThat(seen).containsExactlyInAnyOrderElementsOf(MODULES.keySet());
  }

  @Test
  void packagesFormNoCycle() {
    ArchitectureRules.packagesFormNoCycle().check(all);
  }

  @Test
  void modulesUseOnlyWhatTheyMay() {
    ArchitectureRules.modulesUseOnly(MODULES).check(all);
  }

  @Test
  void signaturesShowPublishedTypesOnly() {
    ArchitectureRules.signaturesShowPublishedTypesOnly().check(all);
  }

  @Test
  void everyPackageLiesInOneModule() throws IOException {
    var roots = Locations.ofPackage(ROOT).stream()
        .filter(new ImportOption.DoNotIncludeTests()::includes)
        .map(Location::asURI)
        .toList();

    assertThat(roots).hasSizeGreaterThanOrEqualTo(MODULES.size());
    assertThat(ArchitectureRules.packagesOfSeveralModules(roots)).isEmpty();
  }

  @Test
  void internalPackagesServeTheirModule() {
    ArchitectureRules.internalPackagesServeTheirModule(SHARED_INTERNALS).check(all);
  }

  @Test
  void nativeCodeStaysInOneInternalPackageOfAModule() {
    ArchitectureRules.nativeCodeStaysInOneInternalPackageOfAModule().check(all);
  }

  @Test
  void messagesStayWithReadersAndWriters() {
    ArchitectureRules.messagesStayWithin(
            ROOT + ".weights.internal.onnx",
            Set.of(ROOT + ".weights.internal.architecture", ROOT + ".weights.internal.graph"))
        .check(all);
  }
}
