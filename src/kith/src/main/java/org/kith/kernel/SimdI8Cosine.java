package org.kith.kernel;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;

/** Cosines of rows of signed bytes whose lengths are not known: both sums in one pass. */
final class SimdI8Cosine extends SimdI8Kernel {
  SimdI8Cosine(int dims) {
    super(dims);
  }

  @Override
  float one(MemorySegment rows, long row) {
    IntVector dot = IntVector.zero(INTS);
    IntVector squares = IntVector.zero(INTS);
    int i = 0;
    for (; i < bound; i += LANES) {
      ByteVector r = ByteVector.fromMemorySegment(BYTES, rows, row + i, ORDER);
      dot = addProducts(r, i, dot);
      squares = addSquares(r, squares);
    }
    if (i < query.length) {
      ByteVector r = ByteVector.fromMemorySegment(BYTES, rows, row + i, ORDER, tail);
      dot = addProducts(r, i, dot);
      squares = addSquares(r, squares);
    }
    return cosine(dot.reduceLanes(VectorOperators.ADD), squares.reduceLanes(VectorOperators.ADD));
  }

  private static IntVector addSquares(ByteVector row, IntVector sum) {
    ShortVector pairs = row.reinterpretAsShorts();
    ShortVector rowOdd = pairs.lanewise(VectorOperators.ASHR, 8);
    ShortVector rowEven = pairs.lanewise(VectorOperators.LSHL, 8).lanewise(VectorOperators.ASHR, 8);
    // A sum of two squares is at most 2 * 128 * 128: it fits 16 bits if read as unsigned.
    IntVector squares = rowEven.mul(rowEven).add(rowOdd.mul(rowOdd)).reinterpretAsInts();
    return sum.add(squares.lanewise(VectorOperators.LSHR, 16)).add(squares.and(0xFFFF));
  }
}
