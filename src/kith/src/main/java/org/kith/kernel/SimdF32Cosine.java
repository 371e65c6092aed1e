package org.kith.kernel;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/** Cosines of f32 rows whose lengths are not known: both sums in one pass. */
final class SimdF32Cosine extends SimdF32Kernel {
  private final float[] sums = new float[4];

  SimdF32Cosine(int dims) {
    super(dims, Preparation.UNIT);
  }

  @Override
  float one(MemorySegment rows, long row) {
    FloatVector dot = FloatVector.zero(SPECIES);
    FloatVector squares = FloatVector.zero(SPECIES);
    int i = 0;
    for (; i < bound; i += LANES) {
      FloatVector q = FloatVector.fromArray(SPECIES, query, i);
      FloatVector r = FloatVector.fromMemorySegment(SPECIES, rows, row + 4L * i, ORDER);
      dot = q.fma(r, dot);
      squares = r.fma(r, squares);
    }
    if (i < query.length) {
      FloatVector q = FloatVector.fromArray(SPECIES, query, i, tail);
      FloatVector r = FloatVector.fromMemorySegment(SPECIES, rows, row + 4L * i, ORDER, tail);
      dot = q.fma(r, dot);
      squares = r.fma(r, squares);
    }
    TYPE.cast(dot).intoArray(lanes, 0);
    TYPE.cast(squares).intoArray(lanes, LANES);
    LaneSums.four(lanes, sums, 0);
    return Ratios.cosine(sums[0], sums[1]);
  }
}
