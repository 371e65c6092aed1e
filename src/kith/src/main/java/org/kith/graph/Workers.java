package org.kith.graph;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Threads that share a piece of work: the caller, and those that an executor lends.
 *
 * <p>The caller works too and waits only for tasks that were begun, so that an executor which is
 * busy, or runs everything on the caller, costs time but never blocks.
 */
public final class Workers {
  private final Executor executor;
  private final int threads;

  /**
   * @param executor lends threads; may be null if there is one thread
   * @param threads how many work at most, the caller among them
   */
  public Workers(Executor executor, int threads) {
    if (threads < 1 || (threads > 1 && executor == null)) {
      throw new IllegalArgumentException(
          "threads must be at least 1, with an executor from 2 on, but are " + threads);
    }
    this.executor = executor;
    this.threads = threads;
  }

  /** The caller alone. */
  public static Workers none() {
    return new Workers(null, 1);
  }

  /** How many threads work at most. */
  int threads() {
    return threads;
  }

  /** A piece of work in numbered tasks. */
  interface Work {
    /**
     * @param task the number of the task
     * @param worker the thread that runs it, 0 to threads - 1: no two at a time have the same
     */
    void run(int task, int worker) throws IOException;
  }

  /** Runs tasks 0 to {@code tasks - 1} in any order, and returns when all have ended. */
  void run(int tasks, Work work) throws IOException {
    Round round = new Round(tasks, work);
    for (int helper = 1; helper < Math.min(threads, tasks); helper++) {
      try {
        executor.execute(round);
      } catch (RejectedExecutionException e) {
        break; // The executor shuts down: the caller does what is left.
      }
    }
    round.run();
    round.await();
  }

  private static final class Round implements Runnable {
    private final int tasks;
    private final Work work;
    private int nextWorker;
    private int nextTask;
    private int running;
    private Throwable failure;

    Round(int tasks, Work work) {
      this.tasks = tasks;
      this.work = work;
    }

    @Override
    public void run() {
      int worker = -1;
      int task;
      while ((task = begin()) >= 0) {
        Throwable thrown = null;
        try {
          if (worker < 0) {
            worker = worker();
          }
          work.run(task, worker);
        } catch (Throwable e) {
          thrown = e;
        } finally {
          end(thrown);
        }
      }
    }

    private synchronized int worker() {
      return nextWorker++;
    }

    private synchronized int begin() {
      if (nextTask == tasks || failure != null) {
        return -1;
      }
      running++;
      return nextTask++;
    }

    private synchronized void end(Throwable thrown) {
      running--;
      if (failure == null) {
        failure = thrown;
      }
      notifyAll();
    }

    synchronized void await() throws IOException {
      boolean interrupted = false;
      while (running > 0) {
        try {
          wait();
        } catch (InterruptedException e) {
          interrupted = true; // Memory that others still use must not be given back: wait on.
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      switch (failure) {
        case null -> {}
        case IOException e -> throw e;
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        default -> throw new IllegalStateException(failure);
      }
    }
  }
}
