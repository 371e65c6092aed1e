package org.kith.kernel;

/** Finds the smallest of many values, one at a time. */
final class ScalarSelection implements Selection {
  @Override
  public void lower(float[] minima, int to, float[] values, int from, int count) {
    for (int i = 0; i < count; i++) {
      if (values[from + i] < minima[to + i]) {
        minima[to + i] = values[from + i];
      }
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
