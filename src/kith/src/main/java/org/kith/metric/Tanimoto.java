package org.kith.metric;

import org.kith.kernel.Kernel;
import org.kith.kernel.Kernels;

/**
 * {@code tanimoto}: of two sets, as bits, the share of what is in either that is not in both. 0 to
 * 1, score {@code 1 - d}; two empty sets are at distance 0.
 *
 * @param dims bytes of a vector
 */
record Tanimoto(int dims) implements Dissimilarity {
  @Override
  public String name() {
    return "tanimoto";
  }

  @Override
  public Kernel kernel() {
    return Kernels.bitJaccard(dims);
  }
}
