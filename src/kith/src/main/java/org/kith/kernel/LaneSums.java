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
 *
 * <p>Vectors come and go through an array: a vector that crosses a call which the compiler happens
 * not to inline would be allocated.
 */
final class LaneSums {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  static final int LANES = SPECIES.length();

  private static final VectorShuffle<Float> HALF = swap(LANES / 2);
  private static final VectorShuffle<Float> QUARTER = swap(LANES / 4);
  private static final VectorShuffle<Float> EIGHTH = swap(LANES / 8);
  private static final VectorShuffle<Float> SIXTEENTH = swap(LANES / 16);
  private static final VectorMask<Float> UPPER_HALVES = upper(LANES / 2);
  private static final VectorMask<Float> UPPER_QUARTERS = upper(LANES / 4);

  private LaneSums() {}

  /** The sum of the first vector in an array. */
  static float one(float[] lanes) {
    FloatVector sum = FloatVector.fromArray(SPECIES, lanes, 0);
    sum = sum.add(sum.rearrange(HALF));
    sum = sum.add(sum.rearrange(QUARTER));
    if (LANES >= 8) {
      sum = sum.add(sum.rearrange(EIGHTH));
    }
    if (LANES >= 16) {
      sum = sum.add(sum.rearrange(SIXTEENTH));
    }
    return sum.lane(0);
  }

  /** The sums of four vectors, one after the other in an array whose content is lost. */
  static void four(float[] lanes, float[] out, int at) {
    FloatVector a = FloatVector.fromArray(SPECIES, lanes, 0);
    FloatVector b = FloatVector.fromArray(SPECIES, lanes, LANES);
    FloatVector c = FloatVector.fromArray(SPECIES, lanes, 2 * LANES);
    FloatVector d = FloatVector.fromArray(SPECIES, lanes, 3 * LANES);
    // Halves of one added into the lower parts, of the other into the upper parts.
    FloatVector ab = a.blend(b, UPPER_HALVES).add(b.blend(a, UPPER_HALVES).rearrange(HALF));
    FloatVector cd = c.blend(d, UPPER_HALVES).add(d.blend(c, UPPER_HALVES).rearrange(HALF));
    FloatVector sum =
        ab.blend(cd, UPPER_QUARTERS).add(cd.blend(ab, UPPER_QUARTERS).rearrange(QUARTER));
    if (LANES >= 8) {
      sum = sum.add(sum.rearrange(EIGHTH));
    }
    if (LANES >= 16) {
      sum = sum.add(sum.rearrange(SIXTEENTH));
    }
    sum.intoArray(lanes, 0);
    out[at] = lanes[0];
    out[at + 1] = lanes[LANES / 2];
    out[at + 2] = lanes[LANES / 4];
    out[at + 3] = lanes[LANES / 2 + LANES / 4];
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
