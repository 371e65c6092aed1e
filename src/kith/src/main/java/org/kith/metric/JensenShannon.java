package org.kith.metric;

import org.kith.kernel.Kernel;
import org.kith.kernel.Kernels;

/**
 * {@code jsd}: the Jensen-Shannon divergence with natural logarithms and without a root, 0 to ln 2;
 * score {@code 1 / (1 + d)}. Components are at least 0; both vectors are scaled to sum 1, so that
 * counts will do. A vector of zeros is at distance 0 of its like, and at ln 2 of all others.
 */
record JensenShannon(int dims) implements Metric {
  @Override
  public String name() {
    return "jsd";
  }

  @Override
  public Kernel kernel() {
    return Kernels.jensenShannon(dims);
  }

  @Override
  public void check(float[] vector) {
    Values.checkFromZero("jsd", vector);
  }
}
