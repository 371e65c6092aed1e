package org.kith.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/** Estimates from columns of bits, one byte at a time. */
final class ScalarColumns extends ColumnKernel {
  private final int[] sums = new int[ROWS];
  private long[] planes;

  ScalarColumns(int words) {
    super(words);
  }

  @Override
  void setPlanes(long[] newPlanes) {
    planes = newPlanes;
  }

  @Override
  public void compare(
      MemorySegment blocks, long start, float base, float offset, float[] values, int at) {
    sum(blocks, start);
    for (int row = 0; row < ROWS; row++) {
      long factors = start + (long) bytes * ROWS + (long) row * Float.BYTES;
      float slope = scale * blocks.get(FLOAT, factors + ROWS * Float.BYTES);
      values[at + row] = base + weight * blocks.get(FLOAT, factors) + slope * (sums[row] - offset);
    }
  }

  private void sum(MemorySegment blocks, long at) {
    Arrays.fill(sums, 0);
    for (int b = 0; b < bytes; b++) {
      int ones = queryByte(0, b);
      int twos = queryByte(1, b);
      int fours = queryByte(2, b);
      for (int row = 0; row < ROWS; row++) {
        int u = blocks.get(ValueLayout.JAVA_BYTE, at + (long) b * ROWS + place(row));
        sums[row] +=
            Integer.bitCount(u & ones)
                + 2 * Integer.bitCount(u & twos)
                - 4 * Integer.bitCount(u & fours);
      }
    }
  }

  private int queryByte(int plane, int b) {
    long word = planes[plane * bytes / Long.BYTES + b / Long.BYTES];
    return (int) (word >>> (b % Long.BYTES * Byte.SIZE)) & 0xFF;
  }
}
