package org.kith.kernel;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/**
 * Correlations of f32 rows: the cosine after each row was moved to mean 0. Two passes, the second
 * over a row that is in the cache: sums of squares minus squares of sums would lose what is left of
 * a row with a large mean.
 */
final class SimdF32Pearson extends SimdF32Kernel {
  private final float[] sums = new float[4];

  SimdF32Pearson(int dims) {
    super(dims, Preparation.CENTRED);
  }

  @Override
  float one(MemorySegment rows, long row) {
    // Relative to the first element, so that equal elements have exactly that mean.
    float first = rows.get(FLOAT, row);
    float mean = mean(rows, row, first);
    FloatVector dot = FloatVector.zero(SPECIES);
    FloatVector squares = FloatVector.zero(SPECIES);
    int i = 0;
    for (; i < bound; i += LANES) {
      FloatVector q = FloatVector.fromArray(SPECIES, query, i);
      FloatVector r = FloatVector.fromMemorySegment(SPECIES, rows, row + 4L * i, ORDER);
      r = r.sub(first).sub(mean);
      dot = q.fma(r, dot);
      squares = r.fma(r, squares);
    }
    if (i < query.length) {
      FloatVector q = FloatVector.fromArray(SPECIES, query, i, tail);
      FloatVector r = FloatVector.fromMemorySegment(SPECIES, rows, row + 4L * i, ORDER, tail);
      r = FloatVector.zero(SPECIES).blend(r.sub(first).sub(mean), tail);
      dot = q.fma(r, dot);
      squares = r.fma(r, squares);
    }
    TYPE.cast(dot).intoArray(lanes, 0);
    TYPE.cast(squares).intoArray(lanes, LANES);
    LaneSums.four(lanes, sums, 0);
    return Ratios.cosine(sums[0], sums[1]);
  }

  private float mean(MemorySegment rows, long row, float first) {
    FloatVector sum = FloatVector.zero(SPECIES);
    int i = 0;
    for (; i < bound; i += LANES) {
      FloatVector r = FloatVector.fromMemorySegment(SPECIES, rows, row + 4L * i, ORDER);
      sum = r.sub(first).add(sum);
    }
    if (i < query.length) {
      FloatVector r = FloatVector.fromMemorySegment(SPECIES, rows, row + 4L * i, ORDER, tail);
      sum = FloatVector.zero(SPECIES).blend(r.sub(first), tail).add(sum);
    }
    TYPE.cast(sum).intoArray(lanes, 0);
    return LaneSums.one(lanes) / query.length;
  }
}
