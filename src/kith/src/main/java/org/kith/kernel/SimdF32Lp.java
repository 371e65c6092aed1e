package org.kith.kernel;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Minkowski distances of f32 rows. Differences are divided by the largest of them before they are
 * raised to the power p, so that nothing overflows, and as powers of 2.
 */
final class SimdF32Lp extends SimdF32Kernel {
  /** Added to a float of less than 22 bits, rounds it to a whole number in the lowest bits. */
  private static final float ROUNDING = 0x1.8p23f;

  /** 2^x for x between -1/2 and 1/2: Chebyshev, relative error 2e-8. */
  private static final float[] P = {
    1, 0.6931472f, 0.24022651f, 0.05550327f, 0.009618057f, 0.0013400427f, 0.00015461445f
  };

  private final double p;
  private final float[] shares;
  private final float[] logarithms;

  SimdF32Lp(int dims, double p) {
    super(dims, Preparation.NONE);
    this.p = p;
    shares = new float[SimdLog2.padded(dims)];
    logarithms = new float[shares.length];
  }

  @Override
  float one(MemorySegment rows, long row) {
    float largest = differences(rows, row);
    if (largest == 0 || largest == Float.POSITIVE_INFINITY) {
      return largest;
    }
    divide(largest);
    SimdLog2.apply(logarithms, logarithms.length);
    return (float) (largest * Math.pow(powers((float) p), 1 / p));
  }

  /** Fills the shares with absolute differences, and returns the largest. */
  private float differences(MemorySegment rows, long row) {
    FloatVector max = FloatVector.zero(SPECIES);
    int i = 0;
    for (; i < bound; i += LANES) {
      FloatVector q = FloatVector.fromArray(SPECIES, query, i);
      FloatVector r = FloatVector.fromMemorySegment(SPECIES, rows, row + 4L * i, ORDER);
      FloatVector difference = q.sub(r).abs();
      difference.intoArray(shares, i);
      max = difference.max(max);
    }
    if (i < query.length) {
      FloatVector q = FloatVector.fromArray(SPECIES, query, i, tail);
      FloatVector r = FloatVector.fromMemorySegment(SPECIES, rows, row + 4L * i, ORDER, tail);
      FloatVector difference = q.sub(r).abs();
      difference.intoArray(shares, i);
      max = difference.max(max);
    }
    return TYPE.cast(max).reduceLanes(VectorOperators.MAX);
  }

  private void divide(float largest) {
    for (int i = 0; i < shares.length; i += LANES) {
      FloatVector share = FloatVector.fromArray(SPECIES, shares, i).div(largest);
      share.intoArray(shares, i);
      share.intoArray(logarithms, i);
    }
  }

  /** The sum of the shares to a power. */
  private float powers(float exponent) {
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int i = 0; i < shares.length; i += LANES) {
      // Below 2^-126 nothing adds to a sum of at least 1.
      FloatVector y = FloatVector.fromArray(SPECIES, logarithms, i).mul(exponent).max(-126f);
      FloatVector whole = y.add(ROUNDING);
      FloatVector x = y.sub(whole.sub(ROUNDING));
      FloatVector power = FloatVector.broadcast(SPECIES, P[6]);
      power = power.fma(x, FloatVector.broadcast(SPECIES, P[5]));
      power = power.fma(x, FloatVector.broadcast(SPECIES, P[4]));
      power = power.fma(x, FloatVector.broadcast(SPECIES, P[3]));
      power = power.fma(x, FloatVector.broadcast(SPECIES, P[2]));
      power = power.fma(x, FloatVector.broadcast(SPECIES, P[1]));
      power = power.fma(x, FloatVector.broadcast(SPECIES, P[0]));
      FloatVector scale =
          whole
              .reinterpretAsInts()
              .sub(Float.floatToRawIntBits(ROUNDING) - 127)
              .lanewise(VectorOperators.LSHL, 23)
              .reinterpretAsFloats();
      FloatVector share = FloatVector.fromArray(SPECIES, shares, i);
      // The logarithm of 0 is not infinite here.
      sum = TYPE.cast(sum).add(power.mul(scale), share.compare(VectorOperators.GT, 0f));
    }
    TYPE.cast(sum).intoArray(lanes, 0);
    return LaneSums.one(lanes);
  }
}
