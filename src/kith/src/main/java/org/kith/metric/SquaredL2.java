package org.kith.metric;

import org.kith.kernel.Encoding;
import org.kith.kernel.Kernel;
import org.kith.kernel.Kernels;

/** {@code l2sq}: the squared Euclidean distance; score {@code 1 / (1 + d)}. */
record SquaredL2(Encoding encoding, int dims) implements Metric {
  @Override
  public String name() {
    return "l2sq";
  }

  @Override
  public Kernel kernel() {
    return Kernels.squaredL2(encoding, dims);
  }

  @Override
  public void toDistances(float[] values, int count) {}

  @Override
  public float score(float distance) {
    return 1 / (1 + distance);
  }

  @Override
  public float distance(float score) {
    return score <= 0 ? Float.POSITIVE_INFINITY : Rounding.up(1 / Rounding.lower(score) - 1);
  }
}
