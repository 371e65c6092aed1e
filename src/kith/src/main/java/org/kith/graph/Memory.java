package org.kith.graph;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Memory for whole layers or columns. It is cleared in one go, which for millions of rows takes
 * longer than whoever cancels the work should have to wait: so a thread of its own does that, and
 * the caller asks meanwhile whether to go on.
 *
 * @param arena shared. If it is closed while memory is cleared, because work was cancelled, that
 *     memory is released as soon as it is cleared
 * @param checkpoint may cancel an allocation
 */
public record Memory(Arena arena, Checkpoint checkpoint) {
  private static final int ALIGNMENT = 64;

  /** Cleared in a few milliseconds. */
  private static final long SMALL = 4L << 20;

  private static final int MILLIS_BETWEEN_CHECKS = 10;

  /**
   * Zeros, at a multiple of 64 bytes.
   *
   * @throws IOException if the checkpoint says so
   * @throws OutOfMemoryError if there is not so much
   */
  public MemorySegment allocate(long bytes) throws IOException {
    if (bytes <= SMALL) {
      return arena.allocate(bytes, ALIGNMENT);
    }
    FutureTask<MemorySegment> task = new FutureTask<>(() -> arena.allocate(bytes, ALIGNMENT));
    Thread.ofPlatform().name("kith-allocation").daemon().start(task);
    boolean interrupted = false;
    try {
      while (true) {
        checkpoint.check();
        try {
          return task.get(MILLIS_BETWEEN_CHECKS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          continue;
        } catch (InterruptedException e) {
          interrupted = true; // The checkpoint decides what becomes of the work.
        } catch (ExecutionException e) {
          throw unchecked(e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException unchecked(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException e ? e : new IllegalStateException(cause);
  }
}
