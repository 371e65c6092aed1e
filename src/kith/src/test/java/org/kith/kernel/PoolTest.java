package org.kith.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What is borrowed is lent to nobody else. */
class PoolTest {
  private static final int THREADS = 8;
  private static final int ROUNDS = 100_000;

  /** More than find a place in the pool when all threads have so many. */
  private static final int MOST_BORROWED = 12;

  @Test
  void emptyAtFirst() {
    assertNull(new Pool<Object>().borrow());
  }

  @Test
  void whatComesBackIsLentAgain() {
    Pool<Object> pool = new Pool<>();
    Set<Object> given = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int i = 0; i < 64; i++) {
      Object one = new Object();
      given.add(one);
      pool.giveBack(one);
    }
    pool.giveBack(new Object());
    for (int i = 0; i < 64; i++) {
      assertTrue(given.remove(pool.borrow()));
    }
    assertNull(pool.borrow(), "found no place");
  }

  @Test
  void twoThreadsNeverHaveTheSame() throws Exception {
    Pool<AtomicBoolean> pool = new Pool<>();
    List<Future<?>> threads = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(THREADS)) {
      for (int thread = 0; thread < THREADS; thread++) {
        Random random = new Random(thread);
        threads.add(executor.submit(() -> borrow(pool, random)));
      }
    }
    for (Future<?> thread : threads) {
      thread.get();
    }
  }

  private static void borrow(Pool<AtomicBoolean> pool, Random random) {
    Deque<AtomicBoolean> borrowed = new ArrayDeque<>();
    for (int i = 0; i < ROUNDS; i++) {
      if (borrowed.size() < MOST_BORROWED && random.nextBoolean()) {
        AtomicBoolean one = pool.borrow();
        one = one == null ? new AtomicBoolean() : one;
        assertEquals(false, one.getAndSet(true), "somebody has it");
        borrowed.push(one);
      } else if (!borrowed.isEmpty()) {
        AtomicBoolean one = borrowed.pop();
        one.set(false);
        pool.giveBack(one);
      }
    }
  }
}
