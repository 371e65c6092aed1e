package org.kith.kernel;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/** Jaccard distances of f32 rows: what differs, as a share of the larger of each pair. */
final class SimdF32Jaccard extends SimdF32Kernel {
  private final float[] sums = new float[4];

  SimdF32Jaccard(int dims) {
    super(dims, Preparation.NONE);
  }

  @Override
  float one(MemorySegment rows, long row) {
    FloatVector difference = FloatVector.zero(SPECIES);
    FloatVector larger = FloatVector.zero(SPECIES);
    int i = 0;
    for (; i < bound; i += LANES) {
      FloatVector q = FloatVector.fromArray(SPECIES, query, i);
      FloatVector r = FloatVector.fromMemorySegment(SPECIES, rows, row + 4L * i, ORDER);
      difference = q.sub(r).abs().add(difference);
      larger = q.max(r).add(larger);
    }
    if (i < query.length) {
      FloatVector q = FloatVector.fromArray(SPECIES, query, i, tail);
      FloatVector r = FloatVector.fromMemorySegment(SPECIES, rows, row + 4L * i, ORDER, tail);
      difference = q.sub(r).abs().add(difference);
      larger = q.max(r).add(larger);
    }
    TYPE.cast(difference).intoArray(lanes, 0);
    TYPE.cast(larger).intoArray(lanes, LANES);
    LaneSums.four(lanes, sums, 0);
    return Ratios.share(sums[0], sums[1]);
  }
}
