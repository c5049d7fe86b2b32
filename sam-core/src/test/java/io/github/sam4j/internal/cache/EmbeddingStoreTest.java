// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.cache.EmbeddingCacheSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;
import org.slf4j.event.SubstituteLoggingEvent;
import org.slf4j.helpers.SubstituteLogger;

/** Entries are whole or absent, whoever reads, writes, damages and deletes them. */
final class EmbeddingStoreTest {
  private static final TestEntries SMALL = TestEntries.small();
  private static final long NO_BOUND = 1L << 40;

  @TempDir
  private Path parent;

  private final Queue<SubstituteLoggingEvent> logged = new ConcurrentLinkedQueue<>();

  private Path folder;

  @BeforeEach
  void nameFolder() {
    folder = parent.resolve("store");
  }

  private EmbeddingStore open(double entries) {
    return store((long) (entries * SMALL.bytes()));
  }

  private EmbeddingStore store(long maxBytes) {
    return EmbeddingStore.open(
        EmbeddingCacheSettings.builder(folder).maxBytes(maxBytes).build(),
        new SubstituteLogger("store", logged, false));
  }

  private long warnings() {
    return logged.stream().filter(event -> event.getLevel() == Level.WARN).count();
  }

  private Path file(int number) {
    return folder.resolve(TestEntries.key(number).sha256() + ".embedding");
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      return found.toList();
    }
  }

  /** As if it had been used so many seconds after 1970. */
  private void usedAt(int number, long seconds) throws IOException {
    Files.setLastModifiedTime(file(number), FileTime.fromMillis(1000 * seconds));
  }

  @Test
  void whatIsSavedIsFoundByEveryStore() throws IOException {
    EmbeddingStore store = store(NO_BOUND);

    assertThat(SMALL.isThere(store, 1)).isFalse();
    SMALL.save(store, 1);

    assertThat(SMALL.isThere(store, 1)).isTrue();
    assertThat(SMALL.isThere(store(NO_BOUND), 1)).isTrue();
    assertThat(SMALL.isThere(store, 2)).isFalse();
    assertThat(files()).containsExactly(file(1));
    assertThat(logged).isEmpty();
  }

  @Test
  void bytesAreThoseOfTheFiles() {
    EmbeddingStore store = store(NO_BOUND);
    SMALL.save(store, 1);
    SMALL.save(store, 2);
    SMALL.save(store, 2);

    assertThat(store.bytes()).isEqualTo(2 * SMALL.bytes());
    assertThat(store(NO_BOUND).bytes()).isEqualTo(2 * SMALL.bytes());
  }

  @Test
  void entryFlippedAnywhereIsToldDeletedAndWrittenAgain() throws IOException {
    EmbeddingStore store = store(NO_BOUND);
    SMALL.save(store, 1);
    byte[] good = Files.readAllBytes(file(1));
    for (int i = 0; i < good.length; i += 5) {
      byte[] bad = good.clone();
      bad[i] ^= 0x10;
      Files.write(file(1), bad);
      logged.clear();

      assertThat(SMALL.load(store, 1)).as("byte %s", i).isEmpty();

      assertThat(file(1)).doesNotExist();
      assertThat(SMALL.load(store, 1)).isEmpty();
      assertThat(warnings()).isEqualTo(1);
      SMALL.save(store, 1);
      assertThat(file(1)).hasBinaryContent(good);
    }
  }

  @Test
  void entryOfAnotherKeyIsDeleted() throws IOException {
    EmbeddingStore store = store(NO_BOUND);
    SMALL.save(store, 1);
    Files.copy(file(1), file(2));

    assertThat(SMALL.load(store, 2)).isEmpty();

    assertThat(file(2)).doesNotExist();
    assertThat(SMALL.isThere(store, 1)).isTrue();
    assertThat(logged.element().getMessage()).contains("damaged");
  }

  @Test
  void leastRecentlyUsedGoFirst() throws IOException {
    EmbeddingStore store = open(4.5);
    for (int i = 0; i < 4; i++) {
      SMALL.save(store, i);
      usedAt(i, 100 + i);
    }
    assertThat(SMALL.isThere(store, 0)).isTrue();

    SMALL.save(store, 4);

    assertThat(files()).containsExactlyInAnyOrder(file(0), file(2), file(3), file(4));
    assertThat(store.bytes()).isEqualTo(4 * SMALL.bytes());
  }

  @Test
  void boundHoldsAfterEachEntry() throws IOException {
    EmbeddingStore store = open(10);
    for (int i = 0; i < 60; i++) {
      SMALL.save(store, i);

      assertThat(SMALL.isThere(store, i)).isTrue();
      assertThat(files().size()).isLessThanOrEqualTo(10);
    }
    assertThat(files().size()).isGreaterThanOrEqualTo(9);
  }

  @Test
  void whatWasJustWrittenStaysHoweverOldItSeems() throws IOException {
    EmbeddingStore store = open(0.5);
    SMALL.save(store, 1);
    Files.setLastModifiedTime(file(1), FileTime.fromMillis(Long.MAX_VALUE / 4));

    SMALL.save(store, 2);

    assertThat(files()).containsExactly(file(2));
  }

  @Test
  void whatOthersWroteIsCountedInTime() throws IOException {
    EmbeddingStore one = open(32);
    EmbeddingStore other = open(32);
    for (int i = 0; i < 60; i++) {
      SMALL.save(i % 2 == 0 ? one : other, i);

      assertThat(files().size()).isLessThanOrEqualTo(32 + 2 * 2);
    }
  }

  @Test
  void filesOfOthersAreLeftAlone() throws IOException {
    Files.createDirectories(folder);
    Path letter = Files.write(folder.resolve("letter.txt"), new byte[5000]);
    Path similar = Files.write(folder.resolve("ab.embedding"), new byte[5000]);
    EmbeddingStore store = open(1);

    SMALL.save(store, 1);
    SMALL.save(store, 2);

    assertThat(files()).containsExactlyInAnyOrder(letter, similar, file(2));
  }

  @Test
  void abandonedFilesGoAfterADay() throws IOException {
    Files.createDirectories(folder);
    Path old = Files.createFile(folder.resolve(".unfinished-1"));
    Path young = Files.createFile(folder.resolve(".unfinished-2"));
    Files.setLastModifiedTime(old, FileTime.fromMillis(System.currentTimeMillis() - 90_000_000));

    store(NO_BOUND);

    assertThat(files()).containsExactly(young);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void abandonedFolderThatCannotBeDeletedIsNoFailure() throws IOException {
    Path stuck = folder.resolve(".unfinished-1");
    try (UndeletableFolder made = UndeletableFolder.make(stuck, parent.resolve("spare"))) {
      assertThat(made).isNotNull();
      EmbeddingStore store = open(2.5);
      for (int i = 0; i < 8; i++) {
        SMALL.save(store, i);

        assertThat(SMALL.isThere(store, i)).isTrue();
      }

      assertThat(files()).contains(stuck).hasSizeBetween(2, 3);
      assertThat(logged).isEmpty();
    }
  }

  @Test
  void folderThatIsDeletedIsMadeAgain() throws IOException {
    EmbeddingStore store = store(NO_BOUND);
    Files.delete(folder);

    assertThat(SMALL.isThere(store, 1)).isFalse();
    SMALL.save(store, 1);

    assertThat(SMALL.isThere(store, 1)).isTrue();
    assertThat(logged).isEmpty();
  }

  @Test
  void folderThatCannotBeWrittenIsToldOnce() throws IOException {
    EmbeddingStore store = store(NO_BOUND);
    Files.delete(folder);
    Files.createFile(folder);

    for (int i = 0; i < 3; i++) {
      assertThat(SMALL.isThere(store, i)).isFalse();
      SMALL.save(store, i);
    }

    assertThat(warnings()).isEqualTo(1);
  }

  @Test
  void folderInPlaceOfAnEntryIsToldAndLeftAlone() throws IOException {
    EmbeddingStore store = store(NO_BOUND);
    Path inside = Files.createFile(Files.createDirectory(file(1)).resolve("inside"));

    assertThat(SMALL.isThere(store, 1)).isFalse();
    SMALL.save(store, 1);

    assertThat(inside).exists();
    assertThat(files()).containsExactly(file(1));
    assertThat(warnings()).isEqualTo(1);
  }

  @Test
  void folderThatCannotBeMadeIsAFailure() throws IOException {
    Files.createFile(folder);

    assertThatThrownBy(() -> store(NO_BOUND))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a folder for embeddings, found the file " + folder);
    Path below = folder.resolve("below");
    assertThatThrownBy(() -> EmbeddingStore.open(EmbeddingCacheSettings.in(below)))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("can't keep embeddings in " + below);
  }

  @Test
  void interruptedThreadNeitherDamagesNorComplains() {
    EmbeddingStore store = store(NO_BOUND);
    SMALL.save(store, 1);

    Thread.currentThread().interrupt();
    SMALL.isThere(store, 1);
    SMALL.save(store, 2);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(SMALL.isThere(store, 1)).isTrue();
    assertThat(logged).isEmpty();
  }

  @Test
  void threadsReadWriteAndDeleteAtOnce() throws Exception {
    EmbeddingStore store = open(6.5);
    int count = 4;
    ExecutorService threads = Executors.newFixedThreadPool(count);
    try {
      List<Callable<Integer>> tasks = new ArrayList<>();
      for (int t = 0; t < count; t++) {
        int offset = 3 * t;
        tasks.add(() -> {
          int found = 0;
          for (int i = 0; i < 150; i++) {
            int number = (i + offset) % 10;
            if (SMALL.isThere(store, number)) {
              found++;
            } else {
              SMALL.save(store, number);
            }
          }
          return found;
        });
      }
      for (Future<Integer> each : threads.invokeAll(tasks)) {
        assertThat(each.get()).isNotNegative();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(files().size()).isBetween(1, 6);
    assertThat(logged).isEmpty();
  }

  @Test
  void processesShareAFolder() throws Exception {
    Queue<Process> processes = new ArrayDeque<>();
    for (int p = 0; p < 2; p++) {
      processes.add(StoreProbe.start(folder, 5, 8, 120));
    }
    for (Process process : processes) {
      try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
        assertThat(out.lines().count()).isPositive();
      }
      assertThat(process.waitFor()).as("exit code").isZero();
    }

    TestEntries large = TestEntries.large();
    EmbeddingStore store = store(NO_BOUND);
    long found = IntStream.range(0, 8).filter(i -> large.isThere(store, i)).count();
    assertThat(found).isBetween(1L, 6L).isEqualTo(files().size());
    assertThat(logged).isEmpty();
  }

  @Test
  void processKilledWhileItWritesLeavesOnlyWholeEntries() throws Exception {
    TestEntries large = TestEntries.large();
    for (int round = 0; round < 4; round++) {
      // a bound of one entry: each is written over and over
      Process process = StoreProbe.start(folder, 1, 8, 1_000_000);
      try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
        for (int line = 0; line < 5 + round; line++) {
          assertThat(out.readLine()).startsWith("wrote");
        }
      } finally {
        process.destroyForcibly().waitFor();
      }

      EmbeddingStore store = store(NO_BOUND);
      List<Path> entries = files().stream()
          .filter(file -> file.toString().endsWith(".embedding"))
          .toList();
      long found = IntStream.range(0, 8).filter(i -> large.isThere(store, i)).count();
      assertThat(found).isPositive().isEqualTo(entries.size());
    }
    assertThat(logged).isEmpty();
  }
}
