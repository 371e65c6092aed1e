package org.kith.kernel;

import java.lang.foreign.MemorySegment;

/** Makes float32 of elements in a shorter form; for any number of threads. */
interface Widening {
  /**
   * Widens elements, first to last, so that they may lie at the end of where they go.
   *
   * @param form of the elements, not plain
   * @param from memory that holds them
   * @param at byte of the first
   * @param count elements
   * @param into where the floats go, little-endian
   * @param offset byte of the first
   */
  void widen(RowForm form, MemorySegment from, long at, int count, MemorySegment into, long offset);
}
