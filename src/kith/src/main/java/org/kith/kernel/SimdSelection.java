package org.kith.kernel;

import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Finds the smallest of many values, a vector at a time. */
final class SimdSelection implements Selection {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  @Override
  public void minima(float[] values, int count, int groups, float[] minima) {
    for (int group = 0; group < groups; group += SPECIES.length()) {
      FloatVector minimum = FloatVector.broadcast(SPECIES, Float.POSITIVE_INFINITY);
      for (int i = group; i < count; i += groups) {
        FloatVector value = FloatVector.fromArray(SPECIES, values, i);
        minimum = minimum.blend(value, value.compare(LT, minimum));
      }
      minimum.intoArray(minima, group);
    }
  }

  @Override
  public int count(float[] values, int count, float limit) {
    int small = 0;
    for (int i = 0; i < count; i += SPECIES.length()) {
      small += FloatVector.fromArray(SPECIES, values, i).compare(LE, limit).trueCount();
    }
    return small;
  }

  @Override
  public int select(float[] values, int count, float limit, int[] places) {
    int selected = 0;
    for (int i = 0; i < count; i += SPECIES.length()) {
      long small = FloatVector.fromArray(SPECIES, values, i).compare(LE, limit).toLong();
      for (; small != 0; small &= small - 1) {
        places[selected++] = i + Long.numberOfTrailingZeros(small);
      }
    }
    return selected;
  }
}
