package org.kith.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The scalar twins over rows of signed bytes: each kernel in plain arithmetic, one method each. */
final class ScalarI8 extends I8Kernel {
  /** One comparison. */
  interface Comparison {
    float value(I8Kernel kernel, MemorySegment rows, long row);
  }

  private final Comparison comparison;

  ScalarI8(int dims, Comparison comparison) {
    super(dims);
    this.comparison = comparison;
  }

  @Override
  float one(MemorySegment rows, long row) {
    return comparison.value(this, rows, row);
  }

  static float dot(I8Kernel kernel, MemorySegment rows, long row) {
    return dot(kernel.query, rows, row);
  }

  static float squaredL2(I8Kernel kernel, MemorySegment rows, long row) {
    long sum = 0;
    for (byte q : kernel.query) {
      int difference = q - rows.get(ValueLayout.JAVA_BYTE, row++);
      sum += difference * difference;
    }
    return sum;
  }

  static float l1(I8Kernel kernel, MemorySegment rows, long row) {
    int sum = 0;
    for (byte q : kernel.query) {
      sum += Math.abs(q - rows.get(ValueLayout.JAVA_BYTE, row++));
    }
    return sum;
  }

  static float cosine(I8Kernel kernel, MemorySegment rows, long row) {
    int squares = 0;
    for (int i = 0; i < kernel.query.length; i++) {
      byte r = rows.get(ValueLayout.JAVA_BYTE, row + i);
      squares += r * r;
    }
    return kernel.cosine(dot(kernel.query, rows, row), squares);
  }

  private static int dot(byte[] query, MemorySegment rows, long row) {
    int sum = 0;
    for (byte q : query) {
      sum += q * rows.get(ValueLayout.JAVA_BYTE, row++);
    }
    return sum;
  }
}
