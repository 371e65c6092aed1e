package org.kith.kernel;

/** Finds the smallest of many values, one at a time. */
final class ScalarSelection implements Selection {
  @Override
  public void minima(float[] values, int count, int groups, float[] minima) {
    for (int group = 0; group < groups; group++) {
      float minimum = Float.POSITIVE_INFINITY;
      for (int i = group; i < count; i += groups) {
        minimum = values[i] < minimum ? values[i] : minimum;
      }
      minima[group] = minimum;
    }
  }

  @Override
  public int count(float[] values, int count, float limit) {
    int small = 0;
    for (int i = 0; i < count; i++) {
      small += values[i] <= limit ? 1 : 0;
    }
    return small;
  }

  @Override
  public int select(float[] values, int count, float limit, int[] places) {
    int selected = 0;
    for (int i = 0; i < count; i++) {
      if (values[i] <= limit) {
        places[selected++] = i;
      }
    }
    return selected;
  }
}
