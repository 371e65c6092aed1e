package org.kith.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** Steps over distances within a vector are done in one pass, the others in one pass each. */
final class SimdHadamard implements Hadamard {
  /** The steps below reach over 16 lanes at most. */
  private static final VectorSpecies<Float> SPECIES =
      FloatVector.SPECIES_PREFERRED.length() > 16
          ? FloatVector.SPECIES_512
          : FloatVector.SPECIES_PREFERRED;

  private static final int LANES = SPECIES.length();

  private static final VectorShuffle<Float> SWAP_1 = swap(1);
  private static final VectorShuffle<Float> SWAP_2 = swap(2);
  private static final VectorShuffle<Float> SWAP_4 = swap(4);
  private static final VectorShuffle<Float> SWAP_8 = swap(8);
  private static final VectorMask<Float> UPPER_1 = upper(1);
  private static final VectorMask<Float> UPPER_2 = upper(2);
  private static final VectorMask<Float> UPPER_4 = upper(4);
  private static final VectorMask<Float> UPPER_8 = upper(8);

  private final Hadamard scalar = new ScalarHadamard();

  @Override
  public void transform(float[] values, int from, int size) {
    if (size < LANES || LANES < 4) {
      scalar.transform(values, from, size);
      return;
    }
    withinVectors(values, from, from + size);
    for (int half = LANES; half < size; half *= 2) {
      betweenVectors(values, from, from + size, half);
    }
  }

  /** C2 does not find out by itself that the arrays are two. */
  @Override
  public void multiply(float[] values, int from, float[] factors) {
    if (factors.length < LANES) {
      scalar.multiply(values, from, factors);
      return;
    }
    for (int i = 0; i < factors.length; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, values, from + i);
      v.mul(FloatVector.fromArray(SPECIES, factors, i)).intoArray(values, from + i);
    }
  }

  private static void withinVectors(float[] values, int from, int to) {
    for (int i = from; i < to; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, values, i);
      v = v.rearrange(SWAP_1).add(v.lanewise(VectorOperators.NEG, UPPER_1));
      v = v.rearrange(SWAP_2).add(v.lanewise(VectorOperators.NEG, UPPER_2));
      if (LANES >= 8) {
        v = v.rearrange(SWAP_4).add(v.lanewise(VectorOperators.NEG, UPPER_4));
      }
      if (LANES >= 16) {
        v = v.rearrange(SWAP_8).add(v.lanewise(VectorOperators.NEG, UPPER_8));
      }
      v.intoArray(values, i);
    }
  }

  private static void betweenVectors(float[] values, int from, int to, int half) {
    for (int block = from; block < to; block += 2 * half) {
      for (int i = block; i < block + half; i += LANES) {
        FloatVector a = FloatVector.fromArray(SPECIES, values, i);
        FloatVector b = FloatVector.fromArray(SPECIES, values, i + half);
        a.add(b).intoArray(values, i);
        a.sub(b).intoArray(values, i + half);
      }
    }
  }

  private static VectorShuffle<Float> swap(int distance) {
    return VectorShuffle.fromOp(SPECIES, lane -> (lane ^ distance) % LANES);
  }

  private static VectorMask<Float> upper(int width) {
    boolean[] lanes = new boolean[LANES];
    for (int i = 0; i < LANES; i++) {
      lanes[i] = (i & width) != 0;
    }
    return VectorMask.fromArray(SPECIES, lanes, 0);
  }
}
