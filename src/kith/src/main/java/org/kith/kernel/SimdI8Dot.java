package org.kith.kernel;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Dot products of rows of signed bytes, exact.
 *
 * <p>Two bytes are loaded as one 16-bit lane and split into the odd one (arithmetic shift) and the
 * even one (shift up, then down): no widening across lanes, which costs more than the shifts. The
 * query is kept split.
 */
final class SimdI8Dot extends I8Kernel {
  private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final int LANES = BYTES.length();
  private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

  private final int bound;
  private final VectorMask<Byte> tail;
  private final short[] even;
  private final short[] odd;

  SimdI8Dot(int dims) {
    super(dims);
    bound = BYTES.loopBound(dims);
    tail = BYTES.indexInRange(bound, dims);
    int padded = (dims + LANES - 1) / LANES * LANES;
    even = new short[padded / 2];
    odd = new short[padded / 2];
  }

  @Override
  public void query(MemorySegment source, long offset) {
    super.query(source, offset);
    for (int i = 0; i < query.length; i++) {
      (i % 2 == 0 ? even : odd)[i / 2] = query[i];
    }
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
    // A product of two bytes fits 16 signed bits, a sum of two products does not: widen each.
    IntVector products =
        rowEven.mul(ShortVector.fromArray(SHORTS, even, at / 2)).reinterpretAsInts();
    IntVector more = rowOdd.mul(ShortVector.fromArray(SHORTS, odd, at / 2)).reinterpretAsInts();
    IntVector high =
        products.lanewise(VectorOperators.ASHR, 16).add(more.lanewise(VectorOperators.ASHR, 16));
    IntVector low = signedLow(products).add(signedLow(more));
    return sum.add(high).add(low);
  }

  private static IntVector signedLow(IntVector pair) {
    return pair.lanewise(VectorOperators.LSHL, 16).lanewise(VectorOperators.ASHR, 16);
  }
}
