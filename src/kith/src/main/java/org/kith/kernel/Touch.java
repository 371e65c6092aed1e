package org.kith.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Brings rows into the cache before they are used: one load for each line of 64 bytes. The loads do
 * not depend on each other, so the processor waits for many lines at once.
 */
public final class Touch {
  private static final int LINE = 64;

  private Touch() {}

  /**
   * Touches the first {@code bytes} of listed rows.
   *
   * @return a value that depends on every load; use it somewhere, or the loads are optimised away
   */
  public static int rows(MemorySegment rows, long stride, long bytes, int[] ordinals, int count) {
    int sink = 0;
    for (int i = 0; i < count; i++) {
      long row = ordinals[i] * stride;
      for (long line = 0; line < bytes; line += LINE) {
        sink += rows.get(ValueLayout.JAVA_BYTE, row + line);
      }
    }
    return sink;
  }
}
