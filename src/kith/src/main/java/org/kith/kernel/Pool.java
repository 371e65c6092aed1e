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

  private final AtomicReferenceArray<T> places = new AtomicReferenceArray<>(PLACES);

  /** An empty pool. */
  public Pool() {}

  /** Takes one out; null if there is none. */
  public T borrow() {
    int start = (int) Thread.currentThread().threadId();
    for (int i = 0; i < PLACES; i++) {
      T found = places.getAndSet(start + i & PLACES - 1, null);
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
      if (places.compareAndSet(start + i & PLACES - 1, null, one)) {
        return;
      }
    }
  }
}
