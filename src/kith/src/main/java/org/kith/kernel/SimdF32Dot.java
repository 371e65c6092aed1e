package org.kith.kernel;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** Dot products of f32 rows, four rows at a time so that their fetches from memory overlap. */
final class SimdF32Dot extends F32Kernel {
  private static final VectorSpecies<Float> SPECIES = LaneSums.SPECIES;
  private static final int LANES = LaneSums.LANES;
  private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

  private final int bound;
  private final VectorMask<Float> tail;
  private final float[] lanes = new float[4 * LANES];

  SimdF32Dot(int dims) {
    super(dims);
    bound = SPECIES.loopBound(dims);
    tail = SPECIES.indexInRange(bound, dims);
  }

  @Override
  public void compare(MemorySegment rows, long stride, int[] ordinals, int count, float[] out) {
    int i = 0;
    for (; i + 4 <= count; i += 4) {
      long a = ordinals[i] * stride;
      long b = ordinals[i + 1] * stride;
      long c = ordinals[i + 2] * stride;
      long d = ordinals[i + 3] * stride;
      four(rows, a, b, c, d, out, i);
    }
    for (; i < count; i++) {
      out[i] = one(rows, ordinals[i] * stride);
    }
  }

  @Override
  public void compareRange(MemorySegment rows, long stride, int first, int count, float[] out) {
    int i = 0;
    long row = first * stride;
    for (; i + 4 <= count; i += 4, row += 4 * stride) {
      four(rows, row, row + stride, row + 2 * stride, row + 3 * stride, out, i);
    }
    for (; i < count; i++, row += stride) {
      out[i] = one(rows, row);
    }
  }

  private void four(MemorySegment rows, long a, long b, long c, long d, float[] out, int at) {
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
      sumA = q.fma(rowA, sumA);
      sumB = q.fma(rowB, sumB);
      sumC = q.fma(rowC, sumC);
      sumD = q.fma(rowD, sumD);
    }
    sumA.intoArray(lanes, 0);
    sumB.intoArray(lanes, LANES);
    sumC.intoArray(lanes, 2 * LANES);
    sumD.intoArray(lanes, 3 * LANES);
    if (i < query.length) {
      addTail(rows, a, 0);
      addTail(rows, b, LANES);
      addTail(rows, c, 2 * LANES);
      addTail(rows, d, 3 * LANES);
    }
    LaneSums.four(lanes, out, at);
  }

  private float one(MemorySegment rows, long row) {
    FloatVector sum = FloatVector.zero(SPECIES);
    int i = 0;
    for (; i < bound; i += LANES) {
      FloatVector q = FloatVector.fromArray(SPECIES, query, i);
      FloatVector r = FloatVector.fromMemorySegment(SPECIES, rows, row + 4L * i, ORDER);
      sum = q.fma(r, sum);
    }
    sum.intoArray(lanes, 0);
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
    sum = q.fma(r, sum);
    sum.intoArray(lanes, at);
  }
}
