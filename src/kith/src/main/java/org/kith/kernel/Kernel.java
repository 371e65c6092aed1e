package org.kith.kernel;

import java.lang.foreign.MemorySegment;

/**
 * Compares one vector, the query, with many stored rows. Holds the query; belongs to one thread.
 *
 * <p>Row {@code r} begins at byte {@code start + r * stride} of its memory, which may be mapped
 * from a file; a start above 0 compares a slice of each row. Elements are little-endian and need
 * not be aligned. A row's value depends on nothing but the query and the row.
 */
public interface Kernel {
  /**
   * Takes the elements at {@code offset} of {@code source} as query (copied).
   *
   * @param source holds the query in the form that plain rows have
   * @param offset in bytes
   */
  void query(MemorySegment source, long offset);

  /**
   * Says in which form rows lie from now on; plain ones unless this is called. Queries are plain.
   *
   * @param form how the elements of rows lie
   * @return whether they will be compared so; if not, all is as before
   */
  default boolean takes(RowForm form) {
    return form == RowForm.PLAIN;
  }

  /**
   * Compares the query with listed rows.
   *
   * @param rows memory that holds the rows
   * @param start byte at which row 0 begins
   * @param stride bytes from row to row
   * @param ordinals rows to compare with; the first {@code count} count
   * @param count at least 0
   * @param out {@code out[i]} receives the value of {@code ordinals[i]}
   */
  void compare(MemorySegment rows, long start, long stride, int[] ordinals, int count, float[] out);

  /**
   * Compares the query with rows {@code first} to {@code first + count - 1}.
   *
   * @param rows memory that holds the rows
   * @param start byte at which row 0 begins
   * @param stride bytes from row to row
   * @param first ordinal of the first row
   * @param count at least 0
   * @param out {@code out[i]} receives the value of row {@code first + i}
   */
  void compareRange(MemorySegment rows, long start, long stride, int first, int count, float[] out);
}
