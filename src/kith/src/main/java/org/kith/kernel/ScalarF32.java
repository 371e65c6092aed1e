package org.kith.kernel;

import java.lang.foreign.MemorySegment;

/** The scalar twins over f32 rows: each kernel in plain arithmetic, one method each. */
final class ScalarF32 extends F32Kernel {
  /** One comparison. */
  interface Comparison {
    float value(float[] query, MemorySegment rows, long row);
  }

  private final Comparison comparison;

  ScalarF32(int dims, Comparison comparison) {
    super(dims);
    this.comparison = comparison;
  }

  @Override
  float one(MemorySegment rows, long row) {
    return comparison.value(query, rows, row);
  }

  static float dot(float[] query, MemorySegment rows, long row) {
    // Four sums: an addition takes four cycles, and Java may not reorder them itself.
    float sum0 = 0;
    float sum1 = 0;
    float sum2 = 0;
    float sum3 = 0;
    int i = 0;
    for (; i + 4 <= query.length; i += 4, row += 16) {
      sum0 += query[i] * rows.get(FLOAT, row);
      sum1 += query[i + 1] * rows.get(FLOAT, row + 4);
      sum2 += query[i + 2] * rows.get(FLOAT, row + 8);
      sum3 += query[i + 3] * rows.get(FLOAT, row + 12);
    }
    for (; i < query.length; i++, row += 4) {
      sum0 += query[i] * rows.get(FLOAT, row);
    }
    return (sum0 + sum1) + (sum2 + sum3);
  }

  static float squaredL2(float[] query, MemorySegment rows, long row) {
    float sum0 = 0;
    float sum1 = 0;
    float sum2 = 0;
    float sum3 = 0;
    int i = 0;
    for (; i + 4 <= query.length; i += 4, row += 16) {
      float d0 = query[i] - rows.get(FLOAT, row);
      float d1 = query[i + 1] - rows.get(FLOAT, row + 4);
      float d2 = query[i + 2] - rows.get(FLOAT, row + 8);
      float d3 = query[i + 3] - rows.get(FLOAT, row + 12);
      sum0 += d0 * d0;
      sum1 += d1 * d1;
      sum2 += d2 * d2;
      sum3 += d3 * d3;
    }
    for (; i < query.length; i++, row += 4) {
      float d = query[i] - rows.get(FLOAT, row);
      sum0 += d * d;
    }
    return (sum0 + sum1) + (sum2 + sum3);
  }
}
