package org.kith.kernel;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** Dot products of rows of signed bytes, exact. */
final class SimdI8Dot extends SimdI8Kernel {
  SimdI8Dot(int dims) {
    super(dims);
  }

  @Override
  float one(MemorySegment rows, long row) {
    IntVector sum = IntVector.zero(INTS);
    int i = 0;
    for (; i < bound; i += LANES) {
      sum = addProducts(ByteVector.fromMemorySegment(BYTES, rows, row + i, ORDER), i, sum);
    }
    if (i < query.length) {
      sum = addProducts(ByteVector.fromMemorySegment(BYTES, rows, row + i, ORDER, tail), i, sum);
    }
    return sum.reduceLanes(VectorOperators.ADD);
  }
}
