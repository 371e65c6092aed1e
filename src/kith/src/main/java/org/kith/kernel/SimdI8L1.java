package org.kith.kernel;

import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;

/** Sums of absolute differences of rows of signed bytes, exact. */
final class SimdI8L1 extends SimdI8Kernel {
  SimdI8L1(int dims) {
    super(dims);
  }

  @Override
  float one(MemorySegment rows, long row) {
    IntVector sum = IntVector.zero(INTS);
    for (int i = 0; i < bound; i += LANES) {
      ShortVector pairs =
          ByteVector.fromMemorySegment(BYTES, rows, row + i, ORDER).reinterpretAsShorts();
      ShortVector rowOdd = pairs.lanewise(ASHR, 8);
      ShortVector rowEven = pairs.lanewise(LSHL, 8).lanewise(ASHR, 8);
      ShortVector d = rowEven.sub(ShortVector.fromArray(SHORTS, even, i / 2)).abs();
      ShortVector e = rowOdd.sub(ShortVector.fromArray(SHORTS, odd, i / 2)).abs();
      IntVector both = d.add(e).reinterpretAsInts();
      sum = both.lanewise(LSHR, 16).add(both.and(0xFFFF)).add(sum);
    }
    int total = SUM.cast(sum).reduceLanes(ADD);
    return bound < query.length ? total + rest(rows, row) : total;
  }

  /** Of the last elements, too few for a vector. */
  private int rest(MemorySegment rows, long row) {
    ShortVector pairs =
        ByteVector.fromMemorySegment(BYTES, rows, row + bound, ORDER, tail).reinterpretAsShorts();
    ShortVector rowOdd = pairs.lanewise(ASHR, 8);
    ShortVector rowEven = pairs.lanewise(LSHL, 8).lanewise(ASHR, 8);
    ShortVector d = rowEven.sub(ShortVector.fromArray(SHORTS, even, bound / 2)).abs();
    ShortVector e = rowOdd.sub(ShortVector.fromArray(SHORTS, odd, bound / 2)).abs();
    IntVector both = d.add(e).reinterpretAsInts();
    return both.lanewise(LSHR, 16).add(both.and(0xFFFF)).reduceLanes(ADD);
  }
}
