package org.kith.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Dot products of rows of signed bytes, one element at a time. */
final class ScalarI8Dot extends I8Kernel {
  ScalarI8Dot(int dims) {
    super(dims);
  }

  @Override
  public void compare(MemorySegment rows, long stride, int[] ordinals, int count, float[] out) {
    for (int i = 0; i < count; i++) {
      out[i] = one(rows, ordinals[i] * stride);
    }
  }

  @Override
  public void compareRange(MemorySegment rows, long stride, int first, int count, float[] out) {
    for (int i = 0; i < count; i++) {
      out[i] = one(rows, (first + i) * stride);
    }
  }

  private int one(MemorySegment rows, long row) {
    int sum = 0;
    for (int i = 0; i < query.length; i++) {
      sum += query[i] * rows.get(ValueLayout.JAVA_BYTE, row + i);
    }
    return sum;
  }
}
