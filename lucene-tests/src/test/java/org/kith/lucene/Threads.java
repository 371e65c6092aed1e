package org.kith.lucene;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// Pools of named threads.
final class Threads {
  private Threads() {}

  static ExecutorService pool(String name, int size) {
    AtomicInteger number = new AtomicInteger();
    return Executors.newFixedThreadPool(
        size, task -> new Thread(task, name + "-" + number.getAndIncrement()));
  }
}
