package org.kith.kernel;

import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.BIT_COUNT;
import static jdk.incubator.vector.VectorOperators.LSHL;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Estimates from bit planes. All planes of a row are read one after the other as whole vectors,
 * each beside the words of the query's planes that belong to its lanes; what a vector reads behind
 * the planes meets words of zero.
 */
final class SimdPlanes extends PlaneKernel {
  private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;
  private static final Class<? extends LongVector> SUM = LongVector.zero(SPECIES).getClass();
  private static final int LANES = SPECIES.length();
  private static final int BYTES = LANES * Long.BYTES;
  private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

  /** Vectors of a row. */
  private final int vectors;

  /** For each vector of a row, the words of the query beside it, the highest plane first. */
  private final long[] beside;

  /** For each lane of each vector of a row, which plane it is of. */
  private final long[] shifts;

  private final int[] sums = new int[4];

  SimdPlanes(int words, int bits, int queryPlanes) {
    super(words, bits, queryPlanes);
    vectors = (words * bits + LANES - 1) / LANES;
    beside = new long[vectors * queryPlanes * LANES];
    shifts = new long[vectors * LANES];
    for (int b = 0; b < bits; b++) {
      Arrays.fill(shifts, b * words, (b + 1) * words, b);
    }
  }

  private SimdPlanes(SimdPlanes other) {
    super(other.words, other.bits, other.queryPlanes);
    vectors = other.vectors;
    beside = other.beside;
    shifts = other.shifts;
  }

  @Override
  PlaneKernel sharing() {
    return new SimdPlanes(this);
  }

  @Override
  void setPlanes() {
    for (int i = 0, w = 0; i < words * bits; i++, w = w + 1 == words ? 0 : w + 1) {
      int place = i / LANES * queryPlanes * LANES + i % LANES;
      for (int p = (queryPlanes - 1) * words; p >= 0; p -= words, place += LANES) {
        beside[place] = query[p + w];
      }
    }
  }

  @Override
  float one(MemorySegment rows, long row) {
    // The last rows may have no memory behind them to read whole vectors from.
    if (row + (long) vectors * BYTES > rows.byteSize()) {
      return value(rows, row, sum(rows, row));
    }
    return value(rows, row, sumOne(rows, row));
  }

  @Override
  void four(MemorySegment rows, long a, long b, long c, long d, float[] out, int at) {
    long last = Math.max(Math.max(a, b), Math.max(c, d));
    if (last + (long) vectors * BYTES > rows.byteSize()) {
      super.four(rows, a, b, c, d, out, at);
      return;
    }
    sumFour(rows, a, b, c, d);
    out[at] = value(rows, a, sums[0]);
    out[at + 1] = value(rows, b, sums[1]);
    out[at + 2] = value(rows, c, sums[2]);
    out[at + 3] = value(rows, d, sums[3]);
  }

  private void sumFour(MemorySegment rows, long a, long b, long c, long d) {
    LongVector sumA = LongVector.zero(SPECIES);
    LongVector sumB = LongVector.zero(SPECIES);
    LongVector sumC = LongVector.zero(SPECIES);
    LongVector sumD = LongVector.zero(SPECIES);
    int at = 0;
    for (int v = 0; v < vectors; v++) {
      long offset = (long) v * BYTES;
      LongVector rowA = LongVector.fromMemorySegment(SPECIES, rows, a + offset, ORDER);
      LongVector rowB = LongVector.fromMemorySegment(SPECIES, rows, b + offset, ORDER);
      LongVector rowC = LongVector.fromMemorySegment(SPECIES, rows, c + offset, ORDER);
      LongVector rowD = LongVector.fromMemorySegment(SPECIES, rows, d + offset, ORDER);
      LongVector q = LongVector.fromArray(SPECIES, beside, at);
      LongVector ofA = rowA.and(q).lanewise(BIT_COUNT).neg();
      LongVector ofB = rowB.and(q).lanewise(BIT_COUNT).neg();
      LongVector ofC = rowC.and(q).lanewise(BIT_COUNT).neg();
      LongVector ofD = rowD.and(q).lanewise(BIT_COUNT).neg();
      at += LANES;
      for (int p = 1; p < queryPlanes; p++, at += LANES) {
        q = LongVector.fromArray(SPECIES, beside, at);
        ofA = rowA.and(q).lanewise(BIT_COUNT).add(ofA).add(ofA);
        ofB = rowB.and(q).lanewise(BIT_COUNT).add(ofB).add(ofB);
        ofC = rowC.and(q).lanewise(BIT_COUNT).add(ofC).add(ofC);
        ofD = rowD.and(q).lanewise(BIT_COUNT).add(ofD).add(ofD);
      }
      LongVector plane = LongVector.fromArray(SPECIES, shifts, v * LANES);
      sumA = SUM.cast(ofA).lanewise(LSHL, plane).add(sumA);
      sumB = SUM.cast(ofB).lanewise(LSHL, plane).add(sumB);
      sumC = SUM.cast(ofC).lanewise(LSHL, plane).add(sumC);
      sumD = SUM.cast(ofD).lanewise(LSHL, plane).add(sumD);
    }
    sums[0] = (int) SUM.cast(sumA).reduceLanes(ADD);
    sums[1] = (int) SUM.cast(sumB).reduceLanes(ADD);
    sums[2] = (int) SUM.cast(sumC).reduceLanes(ADD);
    sums[3] = (int) SUM.cast(sumD).reduceLanes(ADD);
  }

  private int sumOne(MemorySegment rows, long row) {
    LongVector sum = LongVector.zero(SPECIES);
    int at = 0;
    for (int v = 0; v < vectors; v++) {
      LongVector r = LongVector.fromMemorySegment(SPECIES, rows, row + (long) v * BYTES, ORDER);
      LongVector q = LongVector.fromArray(SPECIES, beside, at);
      LongVector ofRow = r.and(q).lanewise(BIT_COUNT).neg();
      at += LANES;
      for (int p = 1; p < queryPlanes; p++, at += LANES) {
        q = LongVector.fromArray(SPECIES, beside, at);
        ofRow = r.and(q).lanewise(BIT_COUNT).add(ofRow).add(ofRow);
      }
      LongVector plane = LongVector.fromArray(SPECIES, shifts, v * LANES);
      sum = SUM.cast(ofRow).lanewise(LSHL, plane).add(sum);
    }
    return (int) SUM.cast(sum).reduceLanes(ADD);
  }
}
