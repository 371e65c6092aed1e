package org.kith.kernel;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The largest absolute differences of f32 rows. By comparing: {@code max} is slower, because it
 * cares for NaN.
 */
final class SimdF32Linf extends SimdF32Kernel {
  SimdF32Linf(int dims) {
    super(dims, Preparation.NONE);
  }

  @Override
  float one(MemorySegment rows, long row) {
    FloatVector max = FloatVector.zero(SPECIES);
    int i = 0;
    for (; i < bound; i += LANES) {
      FloatVector q = FloatVector.fromArray(SPECIES, query, i);
      FloatVector r = FloatVector.fromMemorySegment(SPECIES, rows, row + 4L * i, ORDER);
      FloatVector difference = q.sub(r).abs();
      max = TYPE.cast(max).blend(difference, difference.compare(VectorOperators.GT, max));
    }
    if (i < query.length) {
      FloatVector q = FloatVector.fromArray(SPECIES, query, i, tail);
      FloatVector r = FloatVector.fromMemorySegment(SPECIES, rows, row + 4L * i, ORDER, tail);
      FloatVector difference = q.sub(r).abs();
      max = TYPE.cast(max).blend(difference, difference.compare(VectorOperators.GT, max));
    }
    // A maximum has no rounding: any order gives the same.
    return TYPE.cast(max).reduceLanes(VectorOperators.MAX);
  }
}
