package org.kith.lucene;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// Pools of named threads.
public final class Threads {
  private Threads() {}

  /// A pool of so many threads, to be closed by the caller.
  public static ExecutorService pool(String name, int size) {
    AtomicInteger number = new AtomicInteger();
    return Executors.newFixedThreadPool(
        size, task -> new Thread(task, name + "-" + number.getAndIncrement()));
  }
}
