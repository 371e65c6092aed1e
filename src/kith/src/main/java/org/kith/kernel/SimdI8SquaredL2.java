package org.kith.kernel;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;

/** Squared Euclidean distances of rows of signed bytes, exact. */
final class SimdI8SquaredL2 extends SimdI8Kernel {
  SimdI8SquaredL2(int dims) {
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
    // At most 65,536 * 255 * 255: it fits 32 bits if read as unsigned.
    return Integer.toUnsignedLong(sum.reduceLanes(VectorOperators.ADD));
  }

  private IntVector add(ByteVector row, int at, IntVector sum) {
    ShortVector pairs = row.reinterpretAsShorts();
    ShortVector rowOdd = pairs.lanewise(VectorOperators.ASHR, 8);
    ShortVector rowEven = pairs.lanewise(VectorOperators.LSHL, 8).lanewise(VectorOperators.ASHR, 8);
    // A difference squared is at most 255 * 255: it fits 16 bits if read as unsigned.
    ShortVector d = rowEven.sub(ShortVector.fromArray(SHORTS, even, at / 2));
    ShortVector e = rowOdd.sub(ShortVector.fromArray(SHORTS, odd, at / 2));
    IntVector squares = d.mul(d).reinterpretAsInts();
    IntVector more = e.mul(e).reinterpretAsInts();
    IntVector high =
        squares.lanewise(VectorOperators.LSHR, 16).add(more.lanewise(VectorOperators.LSHR, 16));
    IntVector low = squares.and(0xFFFF).add(more.and(0xFFFF));
    return sum.add(high).add(low);
  }
}
