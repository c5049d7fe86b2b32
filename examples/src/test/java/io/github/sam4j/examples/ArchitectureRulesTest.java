// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule of the architecture, held against small classes that break it. */
final class ArchitectureRulesTest {
  private static final String POINTER = "package org.bytedeco.javacpp; public class Pointer {}";
  private static final String HIDDEN =
      "package io.github.sam4j.core.internal; public class Hidden extends Exception {}";

  @TempDir
  private Path folder;

  @Test
  void rootPackageThatClosesACycleIsFound() throws IOException {
    compile(
        "sam-core",
        "package io.github.sam4j; public class Engine { io.github.sam4j.model.Model model; }",
        "package io.github.sam4j.model; public class Model { io.github.sam4j.Engine engine; }");

    assertThat(violations(ArchitectureRules.packagesFormNoCycle()))
        .singleElement()
        .asString()
        .contains("io.github.sam4j ->", "io.github.sam4j.model");
  }

  @Test
  void packagesInOneDirectionAreNoCycle() throws IOException {
    compile(
        "sam-core",
        "package io.github.sam4j; public class Engine { io.github.sam4j.model.Model model; }",
        "package io.github.sam4j.model; public class Model {}");

    assertThat(violations(ArchitectureRules.packagesFormNoCycle())).isEmpty();
  }

  @Test
  void useOfAModuleThatIsNotGrantedIsFound() throws IOException {
    compile("sam-image", "package io.github.sam4j.image; public class Picture {}");
    compile(
        "sam-metrics",
        "package io.github.sam4j.metrics; class Score { io.github.sam4j.image.Picture all; }");

    assertThat(violations(
            ArchitectureRules.modulesUseOnly(Map.of("sam-metrics", Set.of("sam-image")))))
        .isEmpty();
    assertThat(violations(ArchitectureRules.modulesUseOnly(Map.of("sam-image", Set.of()))))
        .singleElement()
        .asString()
        .contains("sam-metrics uses sam-image", "Score.all");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "public class Shown { public Hidden result() { return null; } }",
        "public class Shown { public void take(Hidden[] parameter) {} }",
        "public class Shown { public void take(List<? extends Hidden> parameter) {} }",
        "public class Shown { public void fail() throws Hidden {} }",
        "public class Shown { public <T extends Hidden> void take(Set<T> parameter) {} }",
        "public class Shown { public Shown(Hidden parameter) {} }",
        "public class Shown { public Hidden field; }",
        "public class Shown { protected Map<String, Hidden> field; }",
        "public class Shown { public org.bytedeco.javacpp.Pointer pointer() { return null; } }",
        "public class Shown extends Hidden {}",
        "public class Shown<T extends Hidden> {}",
        "public interface Shown extends Supplier<Hidden> {}",
        "public record Shown(int number, Hidden component) {}",
        "public class Shown { public static class Nested { public Hidden field; } }",
        "public class Shown extends Base {} class Base { public Hidden inherited() { return null; } }",
        "public class Shown extends Base {} abstract class Base implements Comparable<Hidden> {"
            + " public int compareTo(Hidden other) { return 0; } }",
      })
  void hiddenTypeInASignatureIsFound(String declaration) throws IOException {
    compileSignature(declaration);

    assertThat(violations(ArchitectureRules.signaturesShowPublishedTypesOnly()))
        .isNotEmpty()
        .allSatisfy(text -> assertThat(text).containsPattern("Shown.* shows .*(Hidden|Pointer)"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "public class Shown { private Hidden field; }",
        "public class Shown { Hidden field; Hidden result() { return field; } }",
        "public class Shown { Shown(Hidden parameter) {} }",
        "public class Shown { public Object result() { return new Hidden(); } }",
        "public class Shown { private static class Nested { public Hidden field; } }",
        "class NotShown { public Hidden field; }",
        "public class Shown extends Base {} class Base { public Base(Hidden parameter) {} Base() {} }",
      })
  void hiddenTypeThatUsersCannotReachIsNone(String declaration) throws IOException {
    compileSignature(declaration);

    assertThat(violations(ArchitectureRules.signaturesShowPublishedTypesOnly())).isEmpty();
  }

  @Test
  void packageInTwoModulesIsFound() throws IOException {
    URI image = compile("sam-image", "package io.github.sam4j.mask; class Mask {}");
    URI core = compile("sam-core", "package io.github.sam4j.mask; class Mask {}");
    URI io = compile("sam-io", "package io.github.sam4j.mask.io; class Masks {}");

    assertThat(ArchitectureRules.packagesOfSeveralModules(List.of(image, core, io)))
        .isEqualTo(Map.of("io.github.sam4j.mask", Set.of("sam-image", "sam-core")));
    assertThat(ArchitectureRules.packagesOfSeveralModules(List.of(core, io))).isEmpty();
  }

  @Test
  void internalPackageInUseByAnotherModuleIsFound() throws IOException {
    compile("sam-core", HIDDEN);
    compile(
        "sam-eval",
        "package io.github.sam4j.eval; class Run { io.github.sam4j.core.internal.Hidden one; }");
    String hidden = "io.github.sam4j.core.internal";

    assertThat(violations(ArchitectureRules.internalPackagesServeTheirModule(Map.of())))
        .singleElement()
        .asString()
        .contains("sam-eval", "Run.one", hidden);
    assertThat(violations(
            ArchitectureRules.internalPackagesServeTheirModule(Map.of(hidden, Set.of("sam-eval")))))
        .isEmpty();
    assertThat(violations(ArchitectureRules.internalPackagesServeTheirModule(
            Map.of(hidden, Set.of("sam-eval", "sam-io")))))
        .containsExactly("exception without need: sam-io uses " + hidden);
  }

  @Test
  void nativeCodeInASecondPackageIsFound() throws IOException {
    compile("javacpp", POINTER);
    String use = "package %s; class %s { org.bytedeco.javacpp.Pointer pointer; }";
    compile("sam-core", use.formatted("io.github.sam4j.internal.ort", "Session"));
    compile("sam-io", use.formatted("io.github.sam4j.io.internal.opencv", "Image"));
    ArchRule rule = ArchitectureRules.nativeCodeStaysInOneInternalPackageOfAModule();
    assertThat(violations(rule)).isEmpty();

    compile("sam-core", use.formatted("io.github.sam4j.internal.memory", "Memory"));
    compile("sam-eval", use.formatted("io.github.sam4j.eval", "Run"));

    assertThat(violations(ArchitectureRules.nativeCodeStaysInOneInternalPackageOfAModule()))
        .hasSize(2)
        .anySatisfy(text -> assertThat(text).contains("io.github.sam4j.internal.", "as does"))
        .contains("io.github.sam4j.eval.Run touches native code");
  }

  @Test
  void messageOutsideOfReadersAndWritersIsFound() throws IOException {
    String use = "package io.github.sam4j.%s; class Use { com.google.protobuf.Message message; }";
    compile("protobuf", "package com.google.protobuf; public class Message {}");
    compile("sam-weights", use.formatted("onnx"), use.formatted("reader"), use.formatted("other"));

    assertThat(violations(ArchitectureRules.messagesStayWithin(
            "io.github.sam4j.onnx", Set.of("io.github.sam4j.reader"))))
        .singleElement()
        .asString()
        .contains("io.github.sam4j.other.Use");
  }

  private void compileSignature(String declaration) throws IOException {
    compile("javacpp", POINTER);
    compile(
        "sam-core",
        HIDDEN,
        "package io.github.sam4j.core; import io.github.sam4j.core.internal.Hidden;"
            + " import java.util.*; import java.util.function.Supplier; " + declaration);
  }

  /** Compiles sources into a module, with the modules compiled before on the class path. */
  private URI compile(String module, String... sources) throws IOException {
    String classPath = String.join(System.getProperty("path.separator"), classFolders());
    Path classes = Files.createDirectories(folder.resolve(module).resolve("target/classes"));
    Path sourceFolder = Files.createTempDirectory(folder, "sources");
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      Path[] paths = new Path[sources.length];
      for (int i = 0; i < sources.length; i++) {
        String name = sources[i].replaceFirst(".*?(?:class|interface|record) (\\w+).*", "$1");
        Path source = Files.createDirectory(sourceFolder.resolve("" + i)).resolve(name + ".java");
        paths[i] = Files.writeString(source, sources[i]);
      }
      List<String> options = List.of("-proc:none", "-d", classes.toString(), "-cp", classPath);
      boolean compiled = compiler
          .getTask(null, files, null, options, null, files.getJavaFileObjects(paths))
          .call();
      assertThat(compiled).isTrue();
    }
    return classes.resolve("io/github/sam4j").toUri();
  }

  private List<String> classFolders() throws IOException {
    try (Stream<Path> modules = Files.list(folder)) {
      return modules.map(module -> module.resolve("target/classes").toString()).toList();
    }
  }

  private List<String> violations(ArchRule rule) {
    JavaClasses classes = new ClassFileImporter().importPath(folder);
    return rule.evaluate(classes).getFailureReport().getDetails();
  }
}
