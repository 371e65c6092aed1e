package org.kith.kernel;

import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.BIT_COUNT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.XOR;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
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

  /** What vectors are cast to that come out of a loop or a branch: see the package. */
  private static final Class<? extends LongVector> SUM = LongVector.zero(SPECIES).getClass();

  private static final Class<? extends FloatVector> VALUES =
      FloatVector.zero(FloatVector.SPECIES_PREFERRED).getClass();

  private static final int LANES = SPECIES.length();
  private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

  private static final int BYTES = LANES * Long.BYTES;
  private static final VectorShuffle<Long> HALF = swap(LANES / 2);
  private static final VectorShuffle<Long> QUARTER = swap(LANES / 4);
  private static final VectorShuffle<Long> EIGHTH = swap(LANES / 8);
  private static final VectorMask<Long> UPPER_HALF = upper(LANES / 2);
  private static final VectorMask<Long> UPPER_QUARTERS = upper(LANES / 4);

  private static final VectorShuffle<Float> PAIRS =
      VectorShuffle.fromOp(FloatVector.SPECIES_PREFERRED, lane -> lane ^ 1);

  private final float[] values = new float[2 * LANES];

  /** Vectors on their way between methods. */
  private final long[] lanes = new long[4 * LANES];

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
      sum = r.lanewise(XOR, q).lanewise(BIT_COUNT).add(set).add(sum);
    }
    return value(SUM.cast(sum).reduceLanes(ADD) + counts(rows, row, bound));
  }

  @Override
  void four(MemorySegment rows, long a, long b, long c, long d, float[] out, int at) {
    if (bound == 0 || LANES < 4) {
      super.four(rows, a, b, c, d, out, at);
      return;
    }
    if (bound == 2 * LANES) {
      countTwo(rows, a, b, c, d);
    } else {
      countAll(rows, a, b, c, d);
    }
    if (bound < query.length) {
      lanes[0] += counts(rows, a, bound);
      lanes[LANES] += counts(rows, b, bound);
      lanes[2 * LANES] += counts(rows, c, bound);
      lanes[3 * LANES] += counts(rows, d, bound);
    }
    toValues();
    out[at] = values[0];
    out[at + 1] = values[LANES];
    out[at + 2] = values[LANES / 2];
    out[at + 3] = values[LANES + LANES / 2];
  }

  private void countAll(MemorySegment rows, long a, long b, long c, long d) {
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
      sumA = rowA.lanewise(BIT_COUNT).lanewise(LSHL, 32).add(sumA);
      sumB = rowB.lanewise(BIT_COUNT).lanewise(LSHL, 32).add(sumB);
      sumC = rowC.lanewise(BIT_COUNT).lanewise(LSHL, 32).add(sumC);
      sumD = rowD.lanewise(BIT_COUNT).lanewise(LSHL, 32).add(sumD);
      sumA = rowA.lanewise(XOR, q).lanewise(BIT_COUNT).add(sumA);
      sumB = rowB.lanewise(XOR, q).lanewise(BIT_COUNT).add(sumB);
      sumC = rowC.lanewise(XOR, q).lanewise(BIT_COUNT).add(sumC);
      sumD = rowD.lanewise(XOR, q).lanewise(BIT_COUNT).add(sumD);
    }
    SUM.cast(sumA).intoArray(lanes, 0);
    SUM.cast(sumB).intoArray(lanes, LANES);
    SUM.cast(sumC).intoArray(lanes, 2 * LANES);
    SUM.cast(sumD).intoArray(lanes, 3 * LANES);
  }

  /**
   * The same, written out for rows of two vectors: a loop would take longer to begin than to run.
   */
  private void countTwo(MemorySegment rows, long a, long b, long c, long d) {
    LongVector q = LongVector.fromArray(SPECIES, query, 0);
    LongVector r = LongVector.fromArray(SPECIES, query, LANES);
    LongVector a0 = LongVector.fromMemorySegment(SPECIES, rows, a, ORDER);
    LongVector b0 = LongVector.fromMemorySegment(SPECIES, rows, b, ORDER);
    LongVector c0 = LongVector.fromMemorySegment(SPECIES, rows, c, ORDER);
    LongVector d0 = LongVector.fromMemorySegment(SPECIES, rows, d, ORDER);
    LongVector a1 = LongVector.fromMemorySegment(SPECIES, rows, a + BYTES, ORDER);
    LongVector b1 = LongVector.fromMemorySegment(SPECIES, rows, b + BYTES, ORDER);
    LongVector c1 = LongVector.fromMemorySegment(SPECIES, rows, c + BYTES, ORDER);
    LongVector d1 = LongVector.fromMemorySegment(SPECIES, rows, d + BYTES, ORDER);
    LongVector setA = a0.lanewise(BIT_COUNT).add(a1.lanewise(BIT_COUNT));
    LongVector setB = b0.lanewise(BIT_COUNT).add(b1.lanewise(BIT_COUNT));
    LongVector setC = c0.lanewise(BIT_COUNT).add(c1.lanewise(BIT_COUNT));
    LongVector setD = d0.lanewise(BIT_COUNT).add(d1.lanewise(BIT_COUNT));
    LongVector differingA =
        a0.lanewise(XOR, q).lanewise(BIT_COUNT).add(a1.lanewise(XOR, r).lanewise(BIT_COUNT));
    LongVector differingB =
        b0.lanewise(XOR, q).lanewise(BIT_COUNT).add(b1.lanewise(XOR, r).lanewise(BIT_COUNT));
    LongVector differingC =
        c0.lanewise(XOR, q).lanewise(BIT_COUNT).add(c1.lanewise(XOR, r).lanewise(BIT_COUNT));
    LongVector differingD =
        d0.lanewise(XOR, q).lanewise(BIT_COUNT).add(d1.lanewise(XOR, r).lanewise(BIT_COUNT));
    setA.lanewise(LSHL, 32).add(differingA).intoArray(lanes, 0);
    setB.lanewise(LSHL, 32).add(differingB).intoArray(lanes, LANES);
    setC.lanewise(LSHL, 32).add(differingC).intoArray(lanes, 2 * LANES);
    setD.lanewise(LSHL, 32).add(differingD).intoArray(lanes, 3 * LANES);
  }

  /** Adds up the lanes of each of four vectors, as {@link LaneSums#four} does, to values. */
  private void toValues() {
    LongVector a = LongVector.fromArray(SPECIES, lanes, 0);
    LongVector b = LongVector.fromArray(SPECIES, lanes, LANES);
    LongVector c = LongVector.fromArray(SPECIES, lanes, 2 * LANES);
    LongVector d = LongVector.fromArray(SPECIES, lanes, 3 * LANES);
    LongVector ab = a.blend(b, UPPER_HALF).add(b.blend(a, UPPER_HALF).rearrange(HALF));
    LongVector cd = c.blend(d, UPPER_HALF).add(d.blend(c, UPPER_HALF).rearrange(HALF));
    LongVector sum =
        ab.blend(cd, UPPER_QUARTERS).add(cd.blend(ab, UPPER_QUARTERS).rearrange(QUARTER));
    if (LANES >= 8) {
      sum = sum.add(sum.rearrange(EIGHTH));
    }
    // In every other lane what differs, in the lane above what is set.
    FloatVector counts = (FloatVector) sum.reinterpretAsInts().convert(VectorOperators.I2F, 0);
    if (measure == Measure.SHARE) {
      FloatVector both = counts.add(counts.rearrange(PAIRS)).add(queryCount);
      counts = counts.add(counts).div(both.max(1));
    }
    VALUES.cast(counts).intoArray(values, 0);
  }

  private static VectorShuffle<Long> swap(int distance) {
    return VectorShuffle.fromOp(SPECIES, lane -> lane ^ distance);
  }

  private static VectorMask<Long> upper(int width) {
    boolean[] lanes = new boolean[LANES];
    for (int i = 0; i < LANES; i++) {
      lanes[i] = (i & width) != 0;
    }
    return VectorMask.fromArray(SPECIES, lanes, 0);
  }
}
