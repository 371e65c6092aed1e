package org.kith.kernel;

import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;

/** Cosines of rows of signed bytes whose lengths are not known: both sums in one pass. */
final class SimdI8Cosine extends SimdI8Kernel {
  SimdI8Cosine(int dims) {
    super(dims);
  }

  @Override
  float one(MemorySegment rows, long row) {
    IntVector dot = IntVector.zero(INTS);
    IntVector squares = IntVector.zero(INTS);
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
      dot = low.add(more.lanewise(LSHL, 16).lanewise(ASHR, 16)).add(high).add(dot);
      // A sum of two squares is at most 2 * 128 * 128: it fits 16 bits if read as unsigned.
      IntVector both = rowEven.mul(rowEven).add(rowOdd.mul(rowOdd)).reinterpretAsInts();
      squares = both.lanewise(LSHR, 16).add(both.and(0xFFFF)).add(squares);
    }
    int dots = SUM.cast(dot).reduceLanes(ADD);
    int length = SUM.cast(squares).reduceLanes(ADD);
    if (bound < query.length) {
      dots += restOfDot(rows, row);
      length += restOfSquares(rows, row);
    }
    return cosine(dots, length);
  }

  /** Of the last elements, too few for a vector. */
  private int restOfDot(MemorySegment rows, long row) {
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

  private int restOfSquares(MemorySegment rows, long row) {
    ShortVector pairs =
        ByteVector.fromMemorySegment(BYTES, rows, row + bound, ORDER, tail).reinterpretAsShorts();
    ShortVector rowOdd = pairs.lanewise(ASHR, 8);
    ShortVector rowEven = pairs.lanewise(LSHL, 8).lanewise(ASHR, 8);
    IntVector both = rowEven.mul(rowEven).add(rowOdd.mul(rowOdd)).reinterpretAsInts();
    return both.lanewise(LSHR, 16).add(both.and(0xFFFF)).reduceLanes(ADD);
  }
}
