// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.examples;

import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.JavaTypeVariable;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Rules about modules and packages. None of them knows the modules there are: a rule takes the
 * module of a class from the place of its class file, so it holds for classes made up by a test
 * just as for those of the build.
 */
final class ArchitectureRules {
  static final String ROOT = "io.github.sam4j";

  private static final String JDK = "JDK";
  private static final Pattern BUILT_HERE =
      Pattern.compile("/([^/]+)/target/(?:classes/|[^/!]+\\.jar!)");
  private static final Pattern JAR_OF_REPOSITORY = Pattern.compile("/([^/!]+?)-\\d[^/!]*\\.jar!");

  private static final List<String> NATIVE =
      List.of("org.bytedeco", "ai.onnxruntime", "org.opencv");
  private static final String MESSAGES = "com.google.protobuf";

  private ArchitectureRules() {}

  /**
   * Returns the module that a class belongs to: the folder of the module for what this build made,
   * the artifact for a jar from a repository.
   */
  static String moduleOf(JavaClass type) {
    JavaClass element = type.getBaseComponentType();
    if (element.isPrimitive()) {
      return JDK;
    }
    return element
        .getSource()
        .map(source -> moduleAt(source.getUri()))
        .orElse("unknown module of " + element.getName());
  }

  private static String moduleAt(URI place) {
    String text = place.toString();
    if (text.startsWith("jrt:")) {
      return JDK;
    }
    Matcher built = BUILT_HERE.matcher(text);
    if (built.find()) {
      return built.group(1);
    }
    Matcher jar = JAR_OF_REPOSITORY.matcher(text);
    return jar.find() ? jar.group(1) : text;
  }

  /** No packages form a cycle; the root package is one like any other. */
  static ArchRule packagesFormNoCycle() {
    return slices()
        .assignedFrom(new SliceAssignment() {
          @Override
          public SliceIdentifier getIdentifierOf(JavaClass type) {
            return isOurs(type)
                ? SliceIdentifier.of(type.getPackageName())
                : SliceIdentifier.ignore();
          }

          @Override
          public String getDescription() {
            return "packages";
          }
        })
        .should()
        .beFreeOfCycles();
  }

  /** A class uses its own module, the JDK, and what the table grants its module. */
  static ArchRule modulesUseOnly(Map<String, Set<String>> table) {
    return dependencies("use only modules that the table of modules grants", dependency -> {
      String module = moduleOf(dependency.getOriginClass());
      String used = moduleOf(dependency.getTargetClass());
      return used.equals(module)
          || used.equals(JDK)
          || table.getOrDefault(module, Set.of()).contains(used);
    });
  }

  /**
   * A package with a segment {@code internal} serves its own module, and those modules that the
   * exceptions name for it. An exception that nothing needs is a violation, too.
   */
  static ArchRule internalPackagesServeTheirModule(Map<String, Set<String>> exceptions) {
    Set<String> needed = new TreeSet<>();
    return classes().should(new ArchCondition<>("leave internal packages to their module") {
      @Override
      public void check(JavaClass origin, ConditionEvents events) {
        String module = moduleOf(origin);
        for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
          JavaClass target = dependency.getTargetClass().getBaseComponentType();
          if (!isOurs(target) || !isInternal(target) || moduleOf(target).equals(module)) {
            continue;
          }
          String used = target.getPackageName();
          if (exceptions.getOrDefault(used, Set.of()).contains(module)) {
            needed.add(exception(module, used));
          } else {
            events.add(violated(dependency, module + ": " + dependency.getDescription()));
          }
        }
      }

      @Override
      public void finish(ConditionEvents events) {
        exceptions.forEach((name, modules) -> modules.stream()
            .map(module -> exception(module, name))
            .filter(exception -> !needed.contains(exception))
            .forEach(exception ->
                events.add(violated(exception, "exception without need: " + exception))));
      }
    });
  }

  private static String exception(String module, String internalPackage) {
    return module + " uses " + internalPackage;
  }

  /** A module touches native libraries in at most one package, which is internal. */
  static ArchRule nativeCodeStaysInOneInternalPackageOfAModule() {
    Map<String, String> packages = new TreeMap<>();
    return classes().should(new ArchCondition<>("touch native code in one internal package") {
      @Override
      public void check(JavaClass origin, ConditionEvents events) {
        boolean touches = origin.getDirectDependenciesFromSelf().stream()
            .anyMatch(dependency -> isIn(dependency.getTargetClass(), NATIVE));
        if (!touches) {
          return;
        }
        String name = origin.getPackageName();
        String known = packages.merge(moduleOf(origin), name, (first, second) -> first);
        if (!isInternal(origin)) {
          events.add(violated(origin, origin.getName() + " touches native code"));
        } else if (!known.equals(name)) {
          events.add(violated(origin, origin.getName() + " touches native code, as does " + known));
        }
      }
    });
  }

  /** Protobuf and the given package of generated messages are left to the given packages. */
  static ArchRule messagesStayWithin(String messages, Set<String> packages) {
    return dependencies(
        "leave protobuf messages to their readers and writers",
        dependency -> !isIn(dependency.getTargetClass(), List.of(MESSAGES, messages))
            || dependency.getOriginClass().getPackageName().equals(messages)
            || packages.contains(dependency.getOriginClass().getPackageName()));
  }

  /**
   * Nothing that a user can reach shows a type of an internal package, of a native library or of
   * protobuf: no supertype, type parameter, field, parameter, result or exception, and none that is
   * inherited from a class that users cannot see.
   */
  static ArchRule signaturesShowPublishedTypesOnly() {
    return classes().should(new ArchCondition<>("show published types only") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        if (!isOurs(type) || isInternal(type) || !isReachable(type)) {
          return;
        }
        Stream.of(
                Stream.of(type),
                type.getAllRawSuperclasses().stream(),
                type.getAllRawInterfaces().stream())
            .flatMap(types -> types)
            .filter(ArchitectureRules::isOurs)
            .forEach(declared -> report(type, declared.getName(), declaration(declared), events));
        Stream.of(type.getAllFields(), type.getAllMethods(), type.getConstructors())
            .flatMap(Collection::stream)
            .filter(member -> isOurs(member.getOwner()) && isOpen(member.getModifiers()))
            .forEach(member -> report(type, member.getFullName(), signature(member), events));
      }
    });
  }

  private static void report(
      JavaClass type, String where, List<JavaType> shown, ConditionEvents events) {
    shown.stream()
        .flatMap(each -> each.getAllInvolvedRawTypes().stream())
        .map(JavaClass::getBaseComponentType)
        .filter(each ->
            isOurs(each) ? isInternal(each) : isIn(each, NATIVE) || isIn(each, List.of(MESSAGES)))
        .distinct()
        .forEach(each -> events.add(
            violated(type, type.getName() + " shows " + each.getName() + " in " + where)));
  }

  private static List<JavaType> declaration(JavaClass type) {
    List<JavaType> shown = new ArrayList<>(type.getInterfaces());
    type.getSuperclass().ifPresent(shown::add);
    shown.addAll(bounds(type.getTypeParameters()));
    return shown;
  }

  private static List<JavaType> signature(JavaMember member) {
    if (member instanceof JavaCodeUnit unit) {
      List<JavaType> shown = new ArrayList<>(unit.getParameterTypes());
      shown.add(unit.getReturnType());
      shown.addAll(unit.getExceptionTypes());
      shown.addAll(bounds(unit.getTypeParameters()));
      return shown;
    }
    return List.of(((JavaField) member).getType());
  }

  private static List<JavaType> bounds(List<? extends JavaTypeVariable<?>> parameters) {
    return parameters.stream()
        .flatMap(parameter -> parameter.getUpperBounds().stream())
        .toList();
  }

  /**
   * Returns the packages that several of the roots hold class files of, with the modules that these
   * belong to. Files are listed rather than imported: of two classes of one name ArchUnit keeps
   * one.
   *
   * @param roots the folder {@code io/github/sam4j} of each module, in a folder or in a jar
   */
  static SortedMap<String, SortedSet<String>> packagesOfSeveralModules(Collection<URI> roots)
      throws IOException {
    SortedMap<String, SortedSet<String>> modules = new TreeMap<>();
    for (URI root : roots) {
      if (root.getScheme().equals("jar")) {
        try (FileSystem jar = FileSystems.newFileSystem(root, Map.of())) {
          addPackages(root, jar.provider().getPath(root), modules);
        }
      } else {
        addPackages(root, Path.of(root), modules);
      }
    }
    modules.values().removeIf(names -> names.size() == 1);
    return modules;
  }

  private static void addPackages(
      URI root, Path folder, SortedMap<String, SortedSet<String>> modules) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(file -> file.toString().endsWith(".class"))
          .map(file -> folder.relativize(file.getParent()).toString().replaceAll("[/\\\\]", "."))
          .map(name -> name.isEmpty() ? ROOT : ROOT + "." + name)
          .forEach(
              name -> modules.computeIfAbsent(name, key -> new TreeSet<>()).add(moduleAt(root)));
    }
  }

  private static ArchRule dependencies(String description, Predicate<Dependency> allowed) {
    return classes().should(new ArchCondition<>(description) {
      @Override
      public void check(JavaClass origin, ConditionEvents events) {
        for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
          if (!allowed.test(dependency)) {
            events.add(violated(
                dependency,
                moduleOf(origin) + " uses " + moduleOf(dependency.getTargetClass()) + ": "
                    + dependency.getDescription()));
          }
        }
      }
    });
  }

  private static boolean isOurs(JavaClass type) {
    return isIn(type, List.of(ROOT));
  }

  private static boolean isIn(JavaClass type, List<String> packages) {
    String name = type.getBaseComponentType().getPackageName() + ".";
    return packages.stream().anyMatch(each -> name.startsWith(each + "."));
  }

  private static boolean isInternal(JavaClass type) {
    return List.of(type.getPackageName().split("\\.")).contains("internal");
  }

  private static boolean isReachable(JavaClass type) {
    return isOpen(type.getModifiers())
        && type.getEnclosingClass().map(ArchitectureRules::isReachable).orElse(true);
  }

  private static boolean isOpen(Set<JavaModifier> modifiers) {
    return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
  }
}
