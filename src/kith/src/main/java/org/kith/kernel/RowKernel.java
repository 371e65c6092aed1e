package org.kith.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Takes rows one by one, or four at a time where that pays, so that subclasses only compare.
 *
 * <p>Nothing but numbers and arrays crosses the calls below. Several kernels live in one JVM, so
 * these calls are not inlined: they cost nothing beside four rows, but a vector would be allocated.
 */
abstract class RowKernel implements Kernel {
  /** Bytes that memory delivers at once. */
  private static final int LINE = 64;

  /** Bytes of what is compared: a row, or a slice of one. */
  private int rowBytes;

  /** Keeps loads alive that only bring memory into the cache. */
  @SuppressWarnings("unused")
  private int touched;

  RowKernel(int rowBytes) {
    this.rowBytes = rowBytes;
  }

  final void setRowBytes(int bytes) {
    rowBytes = bytes;
  }

  @Override
  public final void compare(
      MemorySegment rows, long start, long stride, int[] ordinals, int count, float[] out) {
    if (rowBytes <= fetchedTogether()) {
      touched += touch(rows, start, stride, ordinals, count);
    }
    int i = 0;
    for (; i + 4 <= count; i += 4) {
      long a = start + ordinals[i] * stride;
      long b = start + ordinals[i + 1] * stride;
      long c = start + ordinals[i + 2] * stride;
      long d = start + ordinals[i + 3] * stride;
      four(rows, a, b, c, d, out, i);
    }
    if (i < count) {
      long a = start + ordinals[i] * stride;
      long b = i + 1 < count ? start + ordinals[i + 1] * stride : a;
      long c = i + 2 < count ? start + ordinals[i + 2] * stride : a;
      upToThree(rows, a, b, c, count - i, out, i);
    }
  }

  @Override
  public final void compareRange(
      MemorySegment rows, long start, long stride, int first, int count, float[] out) {
    int i = 0;
    long row = start + first * stride;
    for (; i + 4 <= count; i += 4, row += 4 * stride) {
      four(rows, row, row + stride, row + 2 * stride, row + 3 * stride, out, i);
    }
    if (i < count) {
      long b = i + 1 < count ? row + stride : row;
      long c = i + 2 < count ? row + 2 * stride : row;
      upToThree(rows, row, b, c, count - i, out, i);
    }
  }

  /**
   * The longest rows, in bytes, that are all asked for before the first is compared, so that memory
   * delivers them side by side. Worth it where comparing takes less time than fetching.
   */
  int fetchedTogether() {
    return 1024;
  }

  private int touch(MemorySegment rows, long start, long stride, int[] ordinals, int count) {
    int sum = 0;
    long last = rowBytes - 1L;
    for (int i = 0; i < count; i++) {
      long row = start + ordinals[i] * stride;
      sum += rows.get(ValueLayout.JAVA_BYTE, row);
      sum += rows.get(ValueLayout.JAVA_BYTE, row + last);
      for (long at = LINE; at < last - LINE; at += LINE) {
        sum += rows.get(ValueLayout.JAVA_BYTE, row + at);
      }
    }
    return sum;
  }

  /** The value of the row that begins at byte {@code row}. */
  abstract float one(MemorySegment rows, long row);

  /** The values of four rows, the same as {@link #one} has, into {@code out} from {@code at}. */
  void four(MemorySegment rows, long a, long b, long c, long d, float[] out, int at) {
    out[at] = one(rows, a);
    out[at + 1] = one(rows, b);
    out[at + 2] = one(rows, c);
    out[at + 3] = one(rows, d);
  }

  /** The values of the first one, two or three of these rows, into {@code out} from {@code at}. */
  void upToThree(MemorySegment rows, long a, long b, long c, int count, float[] out, int at) {
    out[at] = one(rows, a);
    if (count > 1) {
      out[at + 1] = one(rows, b);
    }
    if (count > 2) {
      out[at + 2] = one(rows, c);
    }
  }
}
