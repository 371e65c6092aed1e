package org.kith.kernel;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Jensen-Shannon divergences of f32 rows.
 *
 * <p>Of two shares p and r, let t = |p - r| / (p + r) and x = min(p, r) / (p + r) = (1 - t) / 2.
 * They add (p + r) / 2 times g = ln 2 + x ln x + (1 - x) ln(1 - x). Where t is small that is what
 * two large numbers leave, and is computed as the series t^2 / 2 + t^4 / 12 + t^6 / 30 + ....
 */
final class SimdF32JensenShannon extends SimdF32Kernel {
  private static final float LN2 = (float) Math.log(2);

  /** g / t^2 for t up to 1/2, in powers of t^2: Chebyshev, relative error 1e-9. */
  private static final float[] SERIES = {
    0.5f, 0.083333306f, 0.033334967f, 0.01781875f, 0.011534113f, 0.0052520013f, 0.011383965f
  };

  /** -(1 - x) ln(1 - x) / x for x up to 1/4: Chebyshev, relative error 3e-9. */
  private static final float[] ENTROPY = {
    1, -0.49999988f, -0.16667363f, -0.08316978f, -0.051802523f, -0.023426464f, -0.04894375f
  };

  private final float[] sums;
  private final float[] differences;
  private final float[] smaller;
  private final float[] logarithms;

  SimdF32JensenShannon(int dims) {
    super(dims, Preparation.SHARES);
    sums = new float[SimdLog2.padded(dims)];
    differences = new float[sums.length];
    smaller = new float[sums.length];
    logarithms = new float[sums.length];
  }

  @Override
  float one(MemorySegment rows, long row) {
    float total = total(rows, row);
    float scale = total >= Float.MIN_NORMAL ? 1 / total : 0;
    float both = shares(rows, row, scale);
    if (both < 1.5f) {
      // Of one, or of both, there is nothing.
      return both < 0.5f ? 0 : LN2;
    }
    SimdLog2.apply(logarithms, logarithms.length);
    return Math.max(0, Math.min(LN2, divergence()));
  }

  private float total(MemorySegment rows, long row) {
    FloatVector sum = FloatVector.zero(SPECIES);
    int i = 0;
    for (; i < bound; i += LANES) {
      sum = FloatVector.fromMemorySegment(SPECIES, rows, row + 4L * i, ORDER).add(sum);
    }
    if (i < query.length) {
      sum = FloatVector.fromMemorySegment(SPECIES, rows, row + 4L * i, ORDER, tail).add(sum);
    }
    TYPE.cast(sum).intoArray(lanes, 0);
    return LaneSums.one(lanes);
  }

  /** Fills the arrays, and returns the sum of all shares: 2 for two distributions. */
  private float shares(MemorySegment rows, long row, float scale) {
    FloatVector total = FloatVector.zero(SPECIES);
    FloatVector ones = FloatVector.broadcast(SPECIES, 1);
    for (int i = 0; i < sums.length; i += LANES) {
      VectorMask<Float> in = SPECIES.indexInRange(i, query.length);
      FloatVector p = FloatVector.fromArray(SPECIES, query, i, in);
      FloatVector r = FloatVector.fromMemorySegment(SPECIES, rows, row + 4L * i, ORDER, in);
      r = r.mul(scale);
      FloatVector sum = p.add(r);
      FloatVector divisor = sum.blend(ones, sum.compare(VectorOperators.EQ, 0f));
      FloatVector x = p.min(r).div(divisor);
      sum.intoArray(sums, i);
      p.sub(r).abs().div(divisor).intoArray(differences, i);
      x.intoArray(smaller, i);
      x.intoArray(logarithms, i);
      total = sum.add(total);
    }
    TYPE.cast(total).intoArray(lanes, 0);
    return LaneSums.one(lanes);
  }

  private float divergence() {
    FloatVector total = FloatVector.zero(SPECIES);
    for (int i = 0; i < sums.length; i += LANES) {
      FloatVector t = FloatVector.fromArray(SPECIES, differences, i);
      FloatVector x = FloatVector.fromArray(SPECIES, smaller, i);
      FloatVector logarithm = FloatVector.fromArray(SPECIES, logarithms, i).mul(LN2);
      FloatVector square = t.mul(t);
      FloatVector near = FloatVector.broadcast(SPECIES, SERIES[6]);
      near = near.fma(square, FloatVector.broadcast(SPECIES, SERIES[5]));
      near = near.fma(square, FloatVector.broadcast(SPECIES, SERIES[4]));
      near = near.fma(square, FloatVector.broadcast(SPECIES, SERIES[3]));
      near = near.fma(square, FloatVector.broadcast(SPECIES, SERIES[2]));
      near = near.fma(square, FloatVector.broadcast(SPECIES, SERIES[1]));
      near = near.fma(square, FloatVector.broadcast(SPECIES, SERIES[0]));
      near = near.mul(square);
      FloatVector far = FloatVector.broadcast(SPECIES, ENTROPY[6]);
      far = far.fma(x, FloatVector.broadcast(SPECIES, ENTROPY[5]));
      far = far.fma(x, FloatVector.broadcast(SPECIES, ENTROPY[4]));
      far = far.fma(x, FloatVector.broadcast(SPECIES, ENTROPY[3]));
      far = far.fma(x, FloatVector.broadcast(SPECIES, ENTROPY[2]));
      far = far.fma(x, FloatVector.broadcast(SPECIES, ENTROPY[1]));
      far = far.fma(x, FloatVector.broadcast(SPECIES, ENTROPY[0]));
      far = x.mul(logarithm.sub(far)).add(LN2);
      FloatVector g = far.blend(near, t.compare(VectorOperators.LE, 0.5f));
      total = FloatVector.fromArray(SPECIES, sums, i).mul(0.5f).fma(g, total);
    }
    TYPE.cast(total).intoArray(lanes, 0);
    return LaneSums.one(lanes);
  }
}
