package org.kith.kernel;

import java.lang.foreign.MemorySegment;

/** Dot products of f32 rows, one element at a time. */
final class ScalarF32Dot extends F32Kernel {
  ScalarF32Dot(int dims) {
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

  private float one(MemorySegment rows, long row) {
    // Four sums: an addition takes four cycles, and Java may not reorder them itself.
    float sum0 = 0;
    float sum1 = 0;
    float sum2 = 0;
    float sum3 = 0;
    int i = 0;
    for (; i + 4 <= query.length; i += 4, row += 16) {
      float d0 = query[i] * rows.get(FLOAT, row);
      float d1 = query[i + 1] * rows.get(FLOAT, row + 4);
      float d2 = query[i + 2] * rows.get(FLOAT, row + 8);
      float d3 = query[i + 3] * rows.get(FLOAT, row + 12);
      sum0 += d0;
      sum1 += d1;
      sum2 += d2;
      sum3 += d3;
    }
    for (; i < query.length; i++, row += 4) {
      float d = query[i] * rows.get(FLOAT, row);
      sum0 += d;
    }
    return (sum0 + sum1) + (sum2 + sum3);
  }
}
