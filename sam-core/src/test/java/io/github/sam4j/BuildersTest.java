// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.automatic.AutomaticMaskSettings;
import io.github.sam4j.cache.EmbeddingCacheSettings;
import io.github.sam4j.device.CudaOptions;
import io.github.sam4j.device.Device;
import io.github.sam4j.model.registry.ModelStore;
import io.github.sam4j.weights.ModelSpec;
import java.io.IOException;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** All builders refuse null and a second value at once. */
final class BuildersTest {
  @TempDir
  private static Path folder;

  static Stream<Arguments> setters() throws IOException {
    var model = TinySam.model(folder);
    List<Supplier<Object>> builders = List.of(
        () -> SamSegmenter.builder(model),
        () -> AutomaticMaskSettings.builder(),
        () -> CudaOptions.builder(),
        () -> EmbeddingCacheSettings.builder(folder),
        () -> ModelStore.builder(folder),
        () -> ModelSpec.sam1().toBuilder());
    List<Arguments> setters = new ArrayList<>();
    for (Supplier<Object> builder : builders) {
      for (Method method : builder.get().getClass().getDeclaredMethods()) {
        if (Modifier.isPublic(method.getModifiers()) && method.getParameterCount() == 1) {
          setters.add(Arguments.of(method, builder));
        }
      }
    }
    assertThat(setters).hasSizeGreaterThan(30);
    return setters.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("setters")
  void isSetOnceAndNeverToNull(Method setter, Supplier<Object> builders) {
    Class<?> type = setter.getParameterTypes()[0];
    Object value = value(type);

    Object once = builders.get();
    assertThat(call(setter, once, value)).isSameAs(once);
    assertThatThrownBy(() -> call(setter, once, value))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(setter.getName());
    if (!type.isPrimitive()) {
      assertThatThrownBy(() -> call(setter, builders.get(), (Object) null))
          .isInstanceOf(NullPointerException.class);
    }
  }

  private static Object value(Class<?> type) {
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    return Stream.<Object>of(
            1,
            1L,
            0.5,
            true,
            folder,
            List.of(),
            URI.create("https://mirror.invalid"),
            Duration.ofSeconds(1),
            Device.cpu(),
            CudaOptions.defaults(),
            EmbeddingCacheSettings.in(folder))
        .filter(each -> type.isInstance(each) || boxed(type).isInstance(each))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no value of " + type));
  }

  private static Class<?> boxed(Class<?> type) {
    return MethodType.methodType(type).wrap().returnType();
  }

  private static Object call(Method setter, Object builder, @Nullable Object value) {
    try {
      return setter.invoke(builder, value);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException problem) {
        throw problem;
      }
      throw new AssertionError(Arrays.asList(setter, value).toString(), e);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
