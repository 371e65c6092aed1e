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
 * Squared Euclidean distances of rows of signed bytes, exact.
 *
 * <p>Two bytes are loaded as one 16-bit lane and split into the odd one (arithmetic shift) and the
 * even one (shift up, then down): no widening across lanes, which costs more than the shifts. The
 * query is kept split.
 */
final class SimdI8SquaredL2 extends I8Kernel {
  private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final int LANES = BYTES.length();
  private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

  private final int bound;
  private final VectorMask<Byte> tail;
  private final short[] even;
  private final short[] odd;

  SimdI8SquaredL2(int dims) {
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
