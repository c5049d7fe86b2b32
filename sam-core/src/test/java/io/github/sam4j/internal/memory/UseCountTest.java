// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class UseCountTest {
  private final AtomicInteger freed = new AtomicInteger();
  private final UseCount uses = new UseCount("thing", freed::incrementAndGet);

  @Test
  void closingFreesAtOnceWhatNobodyUses() {
    uses.close();

    assertThat(freed).hasValue(1);
    assertThat(uses.isClosed()).isTrue();
  }

  @Test
  void theLastUserFreesWhatWasClosed() {
    uses.enter();
    uses.enter();
    uses.close();
    uses.leave();
    assertThat(freed).hasValue(0);
    uses.leave();
    assertThat(freed).hasValue(1);
  }

  @Test
  void leavingWhatIsOpenFreesNothing() {
    uses.enter();
    uses.leave();

    assertThat(freed).hasValue(0);
    uses.checkOpen();
  }

  @Test
  void nobodyEntersWhatIsClosed() {
    uses.enter();
    uses.close();

    assertThatThrownBy(uses::enter)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("thing is closed");
    assertThatThrownBy(uses::checkOpen).hasMessage("thing is closed");
  }

  @Test
  void closingTwiceFreesOnce() {
    uses.enter();
    uses.close();
    uses.close();
    uses.leave();
    uses.close();

    assertThat(freed).hasValue(1);
  }

  @Test
  void leavingWithoutEnteringIsAMistake() {
    assertThatThrownBy(uses::leave).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void itIsFreedOnceAndAfterAllUsersWhoeverComesFirst() throws InterruptedException {
    for (int round = 0; round < 200; round++) {
      AtomicInteger inside = new AtomicInteger();
      AtomicInteger insideWhenFreed = new AtomicInteger(-1);
      AtomicInteger times = new AtomicInteger();
      UseCount shared = new UseCount("thing", () -> {
        insideWhenFreed.set(inside.get());
        times.incrementAndGet();
      });
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        threads.add(new Thread(() -> use(shared, inside)));
      }
      threads.add(new Thread(shared::close));
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }

      assertThat(times).as("times freed in round %s", round).hasValue(1);
      assertThat(insideWhenFreed).as("users then").hasValue(0);
    }
  }

  private static void use(UseCount shared, AtomicInteger inside) {
    for (int n = 0; n < 20; n++) {
      try {
        shared.enter();
      } catch (IllegalStateException e) {
        return;
      }
      inside.incrementAndGet();
      Thread.onSpinWait();
      inside.decrementAndGet();
      shared.leave();
    }
  }
}
