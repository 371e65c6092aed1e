package org.kith.tools.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs the same work in several threads at once, which share it out among themselves. */
final class Parallel {
  private Parallel() {}

  /** Work that may fail to read or write. */
  interface Work {
    void run() throws IOException;
  }

  /** A pool whose threads can be told apart. */
  static ExecutorService pool(int threads) {
    return Executors.newFixedThreadPool(
        threads, Thread.ofPlatform().name("kith-bench-", 0).factory());
  }

  /** Returns when all threads are done; one thread is the caller's own. */
  static void run(int threads, Work work) throws IOException {
    if (threads == 1) {
      work.run();
      return;
    }
    try (ExecutorService executor = pool(threads)) {
      run(executor, threads, work);
    }
  }

  /** The same in threads of a {@link #pool}, which are there already. */
  static void run(ExecutorService executor, int threads, Work work) throws IOException {
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      running.add(
          executor.submit(() -> {
            work.run();
            return null;
          }));
    }
    try {
      for (Future<?> each : running) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("a thread failed: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
