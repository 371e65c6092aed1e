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
 * What kernels of vector instructions over signed bytes share.
 *
 * <p>Two bytes are loaded as one 16-bit lane and split into the odd one (arithmetic shift) and the
 * even one (shift up, then down): no widening across lanes, which costs more than the shifts. The
 * query is kept split.
 */
abstract class SimdI8Kernel extends I8Kernel {
  static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_PREFERRED;
  static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_PREFERRED;
  static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  static final int LANES = BYTES.length();
  static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

  /** Where the last elements begin, too few for a vector. */
  final int bound;

  /** The lanes that the last elements fill. */
  final VectorMask<Byte> tail;

  final short[] even;
  final short[] odd;

  SimdI8Kernel(int dims) {
    super(dims);
    bound = BYTES.loopBound(dims);
    tail = BYTES.indexInRange(bound, dims);
    int padded = (dims + LANES - 1) / LANES * LANES;
    even = new short[padded / 2];
    odd = new short[padded / 2];
  }

  @Override
  public final void query(MemorySegment source, long offset) {
    super.query(source, offset);
    for (int i = 0; i < query.length; i++) {
      (i % 2 == 0 ? even : odd)[i / 2] = query[i];
    }
  }

  /** Adds the products of elements of a row and of the query from {@code at}. */
  final IntVector addProducts(ByteVector row, int at, IntVector sum) {
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
