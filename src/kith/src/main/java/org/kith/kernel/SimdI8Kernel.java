package org.kith.kernel;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * What kernels of vector instructions over signed bytes share.
 *
 * <p>Two bytes are loaded as one 16-bit lane and split into the odd one (arithmetic shift) and the
 * even one (shift up, then down): no widening across lanes, which costs more than the shifts. The
 * query is kept split.
 *
 * <p>Subclasses write their lines twice, for whole vectors and for the rest: a vector that crossed
 * a call might be allocated.
 */
abstract class SimdI8Kernel extends I8Kernel {
  static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_PREFERRED;
  static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_PREFERRED;
  static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;

  /** What sums are cast to that come out of a loop: see the package. */
  static final Class<? extends IntVector> SUM = IntVector.zero(INTS).getClass();

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
}
