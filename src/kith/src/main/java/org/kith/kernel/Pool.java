package org.kith.kernel;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Working memory that threads borrow, so that none is allocated once there is enough for all that
 * run at the same time. What finds no free place when it comes back is dropped.
 *
 * @param <T> used by one thread at a time
 */
public final class Pool<T> {
  private static final int PLACES = 64;

  /** From one place to the next: a line of memory, so that threads do not wait for each other's. */
  private static final int STEP = 16;

  private final AtomicReferenceArray<T> places = new AtomicReferenceArray<>(PLACES * STEP);

  /** An empty pool. */
  public Pool() {}

  /** Takes one out; null if there is none. */
  public T borrow() {
    int start = (int) Thread.currentThread().threadId();
    for (int i = 0; i < PLACES; i++) {
      T found = places.getAndSet(place(start + i), null);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** Puts one in, borrowed or new. */
  public void giveBack(T one) {
    int start = (int) Thread.currentThread().threadId();
    for (int i = 0; i < PLACES; i++) {
      if (places.compareAndSet(place(start + i), null, one)) {
        return;
      }
    }
  }

  private static int place(int i) {
    return (i & (PLACES - 1)) * STEP;
  }
}
