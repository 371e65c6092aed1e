package org.kith.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Squared Euclidean distances of rows of signed bytes, one element at a time. */
final class ScalarI8SquaredL2 extends I8Kernel {
  ScalarI8SquaredL2(int dims) {
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
      int difference = query[i] - rows.get(ValueLayout.JAVA_BYTE, row + i);
      sum += difference * difference;
    }
    return sum;
  }
}
