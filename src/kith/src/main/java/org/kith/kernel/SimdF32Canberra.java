package org.kith.kernel;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** Canberra distances of f32 rows: each difference as a share of both magnitudes. */
final class SimdF32Canberra extends SimdF32Kernel {
  SimdF32Canberra(int dims) {
    super(dims, Preparation.NONE);
  }

  @Override
  float one(MemorySegment rows, long row) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1);
    FloatVector sum = FloatVector.zero(SPECIES);
    int i = 0;
    for (; i < bound; i += LANES) {
      FloatVector q = FloatVector.fromArray(SPECIES, query, i);
      FloatVector r = FloatVector.fromMemorySegment(SPECIES, rows, row + 4L * i, ORDER);
      FloatVector difference = q.sub(r).abs();
      FloatVector share = difference.div(q.abs().add(r.abs()));
      // Also where the sum is infinite. Equal elements have no share, even if both are 0.
      share = one.blend(share, share.compare(VectorOperators.LT, 1f));
      sum = TYPE.cast(sum).add(share, difference.compare(VectorOperators.NE, 0f));
    }
    if (i < query.length) {
      FloatVector q = FloatVector.fromArray(SPECIES, query, i, tail);
      FloatVector r = FloatVector.fromMemorySegment(SPECIES, rows, row + 4L * i, ORDER, tail);
      FloatVector difference = q.sub(r).abs();
      FloatVector share = difference.div(q.abs().add(r.abs()));
      // Also where the sum is infinite. Equal elements have no share, even if both are 0.
      share = one.blend(share, share.compare(VectorOperators.LT, 1f));
      sum = TYPE.cast(sum).add(share, difference.compare(VectorOperators.NE, 0f));
    }
    TYPE.cast(sum).intoArray(lanes, 0);
    return LaneSums.one(lanes);
  }
}
