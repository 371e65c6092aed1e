package org.kith.kernel;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/**
 * Squared Euclidean distances of f32 rows, four rows at a time so that their fetches from memory
 * overlap.
 */
final class SimdF32SquaredL2 extends SimdF32Kernel {
  SimdF32SquaredL2(int dims) {
    super(dims, Preparation.NONE);
  }

  @Override
  void four(MemorySegment rows, long a, long b, long c, long d, float[] out, int at) {
    FloatVector sumA = FloatVector.zero(SPECIES);
    FloatVector sumB = FloatVector.zero(SPECIES);
    FloatVector sumC = FloatVector.zero(SPECIES);
    FloatVector sumD = FloatVector.zero(SPECIES);
    int i = 0;
    for (; i < bound; i += LANES) {
      FloatVector q = FloatVector.fromArray(SPECIES, query, i);
      long offset = (long) i * Float.BYTES;
      FloatVector rowA = FloatVector.fromMemorySegment(SPECIES, rows, a + offset, ORDER);
      FloatVector rowB = FloatVector.fromMemorySegment(SPECIES, rows, b + offset, ORDER);
      FloatVector rowC = FloatVector.fromMemorySegment(SPECIES, rows, c + offset, ORDER);
      FloatVector rowD = FloatVector.fromMemorySegment(SPECIES, rows, d + offset, ORDER);
      rowA = q.sub(rowA);
      sumA = rowA.fma(rowA, sumA);
      rowB = q.sub(rowB);
      sumB = rowB.fma(rowB, sumB);
      rowC = q.sub(rowC);
      sumC = rowC.fma(rowC, sumC);
      rowD = q.sub(rowD);
      sumD = rowD.fma(rowD, sumD);
    }
    TYPE.cast(sumA).intoArray(lanes, 0);
    TYPE.cast(sumB).intoArray(lanes, LANES);
    TYPE.cast(sumC).intoArray(lanes, 2 * LANES);
    TYPE.cast(sumD).intoArray(lanes, 3 * LANES);
    if (i < query.length) {
      addTail(rows, a, 0);
      addTail(rows, b, LANES);
      addTail(rows, c, 2 * LANES);
      addTail(rows, d, 3 * LANES);
    }
    LaneSums.four(lanes, out, at);
  }

  @Override
  float one(MemorySegment rows, long row) {
    FloatVector sum = FloatVector.zero(SPECIES);
    int i = 0;
    for (; i < bound; i += LANES) {
      FloatVector q = FloatVector.fromArray(SPECIES, query, i);
      FloatVector r = FloatVector.fromMemorySegment(SPECIES, rows, row + 4L * i, ORDER);
      r = q.sub(r);
      sum = r.fma(r, sum);
    }
    TYPE.cast(sum).intoArray(lanes, 0);
    if (i < query.length) {
      addTail(rows, row, 0);
    }
    return LaneSums.one(lanes);
  }

  /** Adds the last elements of a row, too few for a vector, to the sums at a place of the array. */
  private void addTail(MemorySegment rows, long row, int at) {
    FloatVector sum = FloatVector.fromArray(SPECIES, lanes, at);
    FloatVector q = FloatVector.fromArray(SPECIES, query, bound, tail);
    FloatVector r = FloatVector.fromMemorySegment(SPECIES, rows, row + 4L * bound, ORDER, tail);
    r = q.sub(r);
    sum = r.fma(r, sum);
    sum.intoArray(lanes, at);
  }
}
