package org.kith.kernel;

import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.BIT_COUNT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.XOR;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Compares rows of packed bits, four rows at a time: most rows are so short that a call a row would
 * cost as much as the counting.
 *
 * <p>One sum holds both counts, as {@link BitKernel#counts} packs them. Sums of whole numbers are
 * the same in any order.
 */
final class SimdBits extends BitKernel {
  private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

  /** Words that fill whole vectors. */
  private final int bound;

  SimdBits(int bytes, Measure measure) {
    super(bytes, measure);
    bound = SPECIES.loopBound(bytes / Long.BYTES);
  }

  @Override
  float one(MemorySegment rows, long row) {
    LongVector sum = LongVector.zero(SPECIES);
    for (int w = 0; w < bound; w += LANES) {
      LongVector q = LongVector.fromArray(SPECIES, query, w);
      LongVector r = LongVector.fromMemorySegment(SPECIES, rows, row + 8L * w, ORDER);
      LongVector set = r.lanewise(BIT_COUNT).lanewise(LSHL, 32);
      sum = sum.add(set).add(r.lanewise(XOR, q).lanewise(BIT_COUNT));
    }
    return value(sum.reduceLanes(ADD) + counts(rows, row, bound));
  }

  @Override
  void four(MemorySegment rows, long a, long b, long c, long d, float[] out, int at) {
    LongVector sumA = LongVector.zero(SPECIES);
    LongVector sumB = LongVector.zero(SPECIES);
    LongVector sumC = LongVector.zero(SPECIES);
    LongVector sumD = LongVector.zero(SPECIES);
    for (int w = 0; w < bound; w += LANES) {
      LongVector q = LongVector.fromArray(SPECIES, query, w);
      long offset = 8L * w;
      LongVector rowA = LongVector.fromMemorySegment(SPECIES, rows, a + offset, ORDER);
      LongVector rowB = LongVector.fromMemorySegment(SPECIES, rows, b + offset, ORDER);
      LongVector rowC = LongVector.fromMemorySegment(SPECIES, rows, c + offset, ORDER);
      LongVector rowD = LongVector.fromMemorySegment(SPECIES, rows, d + offset, ORDER);
      sumA = sumA.add(rowA.lanewise(BIT_COUNT).lanewise(LSHL, 32));
      sumB = sumB.add(rowB.lanewise(BIT_COUNT).lanewise(LSHL, 32));
      sumC = sumC.add(rowC.lanewise(BIT_COUNT).lanewise(LSHL, 32));
      sumD = sumD.add(rowD.lanewise(BIT_COUNT).lanewise(LSHL, 32));
      sumA = sumA.add(rowA.lanewise(XOR, q).lanewise(BIT_COUNT));
      sumB = sumB.add(rowB.lanewise(XOR, q).lanewise(BIT_COUNT));
      sumC = sumC.add(rowC.lanewise(XOR, q).lanewise(BIT_COUNT));
      sumD = sumD.add(rowD.lanewise(XOR, q).lanewise(BIT_COUNT));
    }
    out[at] = value(sumA.reduceLanes(ADD) + counts(rows, a, bound));
    out[at + 1] = value(sumB.reduceLanes(ADD) + counts(rows, b, bound));
    out[at + 2] = value(sumC.reduceLanes(ADD) + counts(rows, c, bound));
    out[at + 3] = value(sumD.reduceLanes(ADD) + counts(rows, d, bound));
  }
}
