package org.kith.metric;

import org.kith.kernel.Kernel;
import org.kith.kernel.Kernels;

/**
 * {@code pearson}: 1 minus the correlation of the components, 0 to 2. A vector of equal components
 * correlates with nothing, and is at distance 1 of every vector.
 */
record Pearson(int dims) implements Correlation {
  @Override
  public String name() {
    return "pearson";
  }

  @Override
  public Kernel kernel() {
    return Kernels.pearson(dims);
  }
}
