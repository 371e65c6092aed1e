package org.kith.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** Steps over distances within a vector are done in one pass, the others two in a pass. */
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
  private static final FloatVector SIGNS_1 = signs(1);
  private static final FloatVector SIGNS_2 = signs(2);
  private static final FloatVector SIGNS_4 = signs(4);
  private static final FloatVector SIGNS_8 = signs(8);

  private final Hadamard scalar = new ScalarHadamard();

  @Override
  public void transform(float[] values, int from, float[] factors) {
    int size = factors.length;
    if (size < LANES || LANES < 4) {
      scalar.transform(values, from, factors);
      return;
    }
    withinVectors(values, from, factors);
    int half = LANES;
    for (; half <= size / 4; half *= 4) {
      twiceBetweenVectors(values, from, from + size, half);
    }
    if (half < size) {
      betweenVectors(values, from, half);
    }
  }

  /** Multiplied by a sign and added to the other lanes at once: the product is exact. */
  private static void withinVectors(float[] values, int from, float[] factors) {
    for (int i = 0; i < factors.length; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, values, from + i);
      v = v.mul(FloatVector.fromArray(SPECIES, factors, i));
      v = v.fma(SIGNS_1, v.rearrange(SWAP_1));
      v = v.fma(SIGNS_2, v.rearrange(SWAP_2));
      if (LANES >= 8) {
        v = v.fma(SIGNS_4, v.rearrange(SWAP_4));
      }
      if (LANES >= 16) {
        v = v.fma(SIGNS_8, v.rearrange(SWAP_8));
      }
      v.intoArray(values, from + i);
    }
  }

  /** Two steps in one pass. */
  private static void twiceBetweenVectors(float[] values, int from, int to, int half) {
    for (int block = from; block < to; block += 4 * half) {
      for (int i = block; i < block + half; i += LANES) {
        FloatVector a = FloatVector.fromArray(SPECIES, values, i);
        FloatVector b = FloatVector.fromArray(SPECIES, values, i + half);
        FloatVector c = FloatVector.fromArray(SPECIES, values, i + 2 * half);
        FloatVector d = FloatVector.fromArray(SPECIES, values, i + 3 * half);
        FloatVector sumAb = a.add(b);
        FloatVector sumCd = c.add(d);
        FloatVector differenceAb = a.sub(b);
        FloatVector differenceCd = c.sub(d);
        sumAb.add(sumCd).intoArray(values, i);
        differenceAb.add(differenceCd).intoArray(values, i + half);
        sumAb.sub(sumCd).intoArray(values, i + 2 * half);
        differenceAb.sub(differenceCd).intoArray(values, i + 3 * half);
      }
    }
  }

  /** The last step, over half of the values. */
  private static void betweenVectors(float[] values, int from, int half) {
    for (int i = from; i < from + half; i += LANES) {
      FloatVector a = FloatVector.fromArray(SPECIES, values, i);
      FloatVector b = FloatVector.fromArray(SPECIES, values, i + half);
      a.add(b).intoArray(values, i);
      a.sub(b).intoArray(values, i + half);
    }
  }

  private static VectorShuffle<Float> swap(int distance) {
    return VectorShuffle.fromOp(SPECIES, lane -> (lane ^ distance) % LANES);
  }

  private static FloatVector signs(int width) {
    float[] lanes = new float[LANES];
    for (int i = 0; i < LANES; i++) {
      lanes[i] = (i & width) == 0 ? 1 : -1;
    }
    return FloatVector.fromArray(SPECIES, lanes, 0);
  }
}
