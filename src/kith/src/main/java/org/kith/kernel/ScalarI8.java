package org.kith.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The scalar twins over rows of signed bytes: each kernel in plain arithmetic, one method each. */
final class ScalarI8 extends I8Kernel {
  /** One comparison. */
  interface Comparison {
    float value(byte[] query, MemorySegment rows, long row);
  }

  private final Comparison comparison;

  ScalarI8(int dims, Comparison comparison) {
    super(dims);
    this.comparison = comparison;
  }

  @Override
  float one(MemorySegment rows, long row) {
    return comparison.value(query, rows, row);
  }

  static float dot(byte[] query, MemorySegment rows, long row) {
    int sum = 0;
    for (int i = 0; i < query.length; i++) {
      sum += query[i] * rows.get(ValueLayout.JAVA_BYTE, row + i);
    }
    return sum;
  }

  static float squaredL2(byte[] query, MemorySegment rows, long row) {
    int sum = 0;
    for (int i = 0; i < query.length; i++) {
      int difference = query[i] - rows.get(ValueLayout.JAVA_BYTE, row + i);
      sum += difference * difference;
    }
    return sum;
  }
}
