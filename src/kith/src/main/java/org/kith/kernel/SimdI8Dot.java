package org.kith.kernel;

import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.LSHL;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;

/** Dot products of rows of signed bytes, exact. */
final class SimdI8Dot extends SimdI8Kernel {
  SimdI8Dot(int dims) {
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
      // A product of two bytes fits 16 signed bits, a sum of two products does not: widen each.
      IntVector products =
          rowEven.mul(ShortVector.fromArray(SHORTS, even, i / 2)).reinterpretAsInts();
      IntVector more = rowOdd.mul(ShortVector.fromArray(SHORTS, odd, i / 2)).reinterpretAsInts();
      IntVector high = products.lanewise(ASHR, 16).add(more.lanewise(ASHR, 16));
      IntVector low = products.lanewise(LSHL, 16).lanewise(ASHR, 16);
      sum = low.add(more.lanewise(LSHL, 16).lanewise(ASHR, 16)).add(high).add(sum);
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
    // A product of two bytes fits 16 signed bits, a sum of two products does not: widen each.
    IntVector products =
        rowEven.mul(ShortVector.fromArray(SHORTS, even, bound / 2)).reinterpretAsInts();
    IntVector more = rowOdd.mul(ShortVector.fromArray(SHORTS, odd, bound / 2)).reinterpretAsInts();
    return products
        .lanewise(ASHR, 16)
        .add(more.lanewise(ASHR, 16))
        .add(products.lanewise(LSHL, 16).lanewise(ASHR, 16))
        .add(more.lanewise(LSHL, 16).lanewise(ASHR, 16))
        .reduceLanes(ADD);
  }
}
