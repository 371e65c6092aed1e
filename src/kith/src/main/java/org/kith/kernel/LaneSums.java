package org.kith.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Adds up the lanes of vectors in a fixed order, so that the sums, and the graphs built on them,
 * are the same to the last bit before and after compilation ({@code reduceLanes} does not promise
 * that).
 *
 * <p>Each step adds lanes that are half as far apart as in the step before. Four vectors share
 * their steps: the first two steps leave a quarter of the lanes to each.
 */
final class LaneSums {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  private static final int LANES = SPECIES.length();
  private static final VectorShuffle<Float> HALF = swap(LANES / 2);
  private static final VectorShuffle<Float> QUARTER = swap(LANES / 4);
  private static final VectorShuffle<Float> EIGHTH = swap(LANES / 8);
  private static final VectorShuffle<Float> SIXTEENTH = swap(LANES / 16);
  private static final VectorMask<Float> UPPER_HALVES = upper(LANES / 2);
  private static final VectorMask<Float> UPPER_QUARTERS = upper(LANES / 4);

  private final float[] lanes = new float[LANES];

  float one(FloatVector v) {
    FloatVector sum = v.add(v.rearrange(HALF));
    sum = sum.add(sum.rearrange(QUARTER));
    return rest(sum).lane(0);
  }

  void four(FloatVector a, FloatVector b, FloatVector c, FloatVector d, float[] out, int at) {
    FloatVector ab = pair(a, b, UPPER_HALVES, HALF);
    FloatVector cd = pair(c, d, UPPER_HALVES, HALF);
    rest(pair(ab, cd, UPPER_QUARTERS, QUARTER)).intoArray(lanes, 0);
    out[at] = lanes[0];
    out[at + 1] = lanes[LANES / 2];
    out[at + 2] = lanes[LANES / 4];
    out[at + 3] = lanes[LANES / 2 + LANES / 4];
  }

  /** Halves of a added into the lower parts, halves of b into the upper parts. */
  private static FloatVector pair(
      FloatVector a, FloatVector b, VectorMask<Float> upper, VectorShuffle<Float> swap) {
    return a.blend(b, upper).add(b.blend(a, upper).rearrange(swap));
  }

  private static FloatVector rest(FloatVector v) {
    FloatVector sum = v;
    if (LANES >= 8) {
      sum = sum.add(sum.rearrange(EIGHTH));
    }
    if (LANES >= 16) {
      sum = sum.add(sum.rearrange(SIXTEENTH));
    }
    return sum;
  }

  private static VectorShuffle<Float> swap(int distance) {
    return VectorShuffle.fromOp(SPECIES, lane -> lane ^ distance);
  }

  private static VectorMask<Float> upper(int width) {
    boolean[] lanes = new boolean[LANES];
    for (int i = 0; i < LANES; i++) {
      lanes[i] = (i & width) != 0;
    }
    return VectorMask.fromArray(SPECIES, lanes, 0);
  }
}
