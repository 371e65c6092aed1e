package org.kith.kernel;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;

/** Sums of absolute differences of rows of signed bytes, exact. */
final class SimdI8L1 extends SimdI8Kernel {
  SimdI8L1(int dims) {
    super(dims);
  }

  @Override
  float one(MemorySegment rows, long row) {
    IntVector sum = IntVector.zero(INTS);
    int i = 0;
    for (; i < bound; i += LANES) {
      sum = add(ByteVector.fromMemorySegment(BYTES, rows, row + i, ORDER), i, sum);
    }
    if (i < query.length) {
      sum = add(ByteVector.fromMemorySegment(BYTES, rows, row + i, ORDER, tail), i, sum);
    }
    return sum.reduceLanes(VectorOperators.ADD);
  }

  private IntVector add(ByteVector row, int at, IntVector sum) {
    ShortVector pairs = row.reinterpretAsShorts();
    ShortVector rowOdd = pairs.lanewise(VectorOperators.ASHR, 8);
    ShortVector rowEven = pairs.lanewise(VectorOperators.LSHL, 8).lanewise(VectorOperators.ASHR, 8);
    ShortVector d = rowEven.sub(ShortVector.fromArray(SHORTS, even, at / 2)).abs();
    ShortVector e = rowOdd.sub(ShortVector.fromArray(SHORTS, odd, at / 2)).abs();
    IntVector both = d.add(e).reinterpretAsInts();
    return sum.add(both.lanewise(VectorOperators.LSHR, 16)).add(both.and(0xFFFF));
  }
}
