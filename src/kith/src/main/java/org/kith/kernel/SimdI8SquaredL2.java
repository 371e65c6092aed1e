package org.kith.kernel;

import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;

/** Squared Euclidean distances of rows of signed bytes, exact. */
final class SimdI8SquaredL2 extends SimdI8Kernel {
  SimdI8SquaredL2(int dims) {
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
      // A difference squared is at most 255 * 255: it fits 16 bits if read as unsigned.
      ShortVector d = rowEven.sub(ShortVector.fromArray(SHORTS, even, i / 2));
      ShortVector e = rowOdd.sub(ShortVector.fromArray(SHORTS, odd, i / 2));
      IntVector squares = d.mul(d).reinterpretAsInts();
      IntVector more = e.mul(e).reinterpretAsInts();
      IntVector high = squares.lanewise(LSHR, 16).add(more.lanewise(LSHR, 16));
      sum = high.add(squares.and(0xFFFF)).add(more.and(0xFFFF)).add(sum);
    }
    int total = SUM.cast(sum).reduceLanes(ADD);
    // At most 65,536 * 255 * 255: it fits 32 bits if read as unsigned.
    return Integer.toUnsignedLong(bound < query.length ? total + rest(rows, row) : total);
  }

  /** Of the last elements, too few for a vector. */
  private int rest(MemorySegment rows, long row) {
    ShortVector pairs =
        ByteVector.fromMemorySegment(BYTES, rows, row + bound, ORDER, tail).reinterpretAsShorts();
    ShortVector rowOdd = pairs.lanewise(ASHR, 8);
    ShortVector rowEven = pairs.lanewise(LSHL, 8).lanewise(ASHR, 8);
    // A difference squared is at most 255 * 255: it fits 16 bits if read as unsigned.
    ShortVector d = rowEven.sub(ShortVector.fromArray(SHORTS, even, bound / 2));
    ShortVector e = rowOdd.sub(ShortVector.fromArray(SHORTS, odd, bound / 2));
    IntVector squares = d.mul(d).reinterpretAsInts();
    IntVector more = e.mul(e).reinterpretAsInts();
    return squares
        .lanewise(LSHR, 16)
        .add(more.lanewise(LSHR, 16))
        .add(squares.and(0xFFFF))
        .add(more.and(0xFFFF))
        .reduceLanes(ADD);
  }
}
