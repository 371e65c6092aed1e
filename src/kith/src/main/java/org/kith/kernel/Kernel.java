package org.kith.kernel;

import java.lang.foreign.MemorySegment;

/**
 * Compares one vector, the query, with many stored rows. Holds the query; belongs to one thread.
 *
 * <p>Every kernel has two implementations that tests compare: one of vector instructions and its
 * scalar twin ({@link Kernels} chooses).
 */
public interface Kernel {
  /** Takes the elements at {@code offset} of {@code source} as query (copied). */
  void query(MemorySegment source, long offset);

  /**
   * Compares the query with listed rows.
   *
   * @param rows memory in which row {@code r} begins at {@code r * stride}
   * @param stride bytes from row to row
   * @param ordinals rows to compare with; the first {@code count} count
   * @param out {@code out[i]} receives the value of {@code ordinals[i]}
   */
  void compare(MemorySegment rows, long stride, int[] ordinals, int count, float[] out);

  /** Compares the query with rows {@code first} to {@code first + count - 1}. */
  void compareRange(MemorySegment rows, long stride, int first, int count, float[] out);
}
