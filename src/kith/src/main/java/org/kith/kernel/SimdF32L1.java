package org.kith.kernel;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/** Sums of absolute differences of f32 rows. */
final class SimdF32L1 extends SimdF32Kernel {
  SimdF32L1(int dims) {
    super(dims, Preparation.NONE);
  }

  @Override
  float one(MemorySegment rows, long row) {
    FloatVector sum = FloatVector.zero(SPECIES);
    int i = 0;
    for (; i < bound; i += LANES) {
      FloatVector q = FloatVector.fromArray(SPECIES, query, i);
      FloatVector r = FloatVector.fromMemorySegment(SPECIES, rows, row + 4L * i, ORDER);
      sum = q.sub(r).abs().add(sum);
    }
    if (i < query.length) {
      FloatVector q = FloatVector.fromArray(SPECIES, query, i, tail);
      FloatVector r = FloatVector.fromMemorySegment(SPECIES, rows, row + 4L * i, ORDER, tail);
      sum = q.sub(r).abs().add(sum);
    }
    TYPE.cast(sum).intoArray(lanes, 0);
    return LaneSums.one(lanes);
  }
}
