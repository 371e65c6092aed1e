package org.kith.metric;

import org.kith.kernel.Encoding;
import org.kith.kernel.Kernel;
import org.kith.kernel.Kernels;

/**
 * {@code cos}: one minus the cosine, 0 to 2; score {@code (1 + cos) / 2}. A vector without length
 * has the cosine 0 to every other.
 */
record Cosine(Encoding encoding, int dims) implements Metric {
  @Override
  public String name() {
    return "cos";
  }

  @Override
  public Kernel kernel() {
    return Kernels.dot(encoding, dims);
  }

  @Override
  public boolean needsNorms() {
    return true;
  }

  @Override
  public void toDistances(float[] values, int count) {
    for (int i = 0; i < count; i++) {
      values[i] = 1 - values[i];
    }
  }

  @Override
  public float score(float distance) {
    return Math.max((2 - distance) / 2, 0);
  }

  @Override
  public float distance(float score) {
    return score <= 0 ? Float.POSITIVE_INFINITY : Rounding.up(2 - 2 * Rounding.lower(score));
  }
}
