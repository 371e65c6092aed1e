package org.kith.metric;

import org.kith.kernel.Kernel;
import org.kith.kernel.Kernels;

/**
 * {@code sorensen}: 1 minus twice the number of bits set in both, divided by the number of bits set
 * in one and in the other. 0 to 1, score {@code 1 - d}; two empty sets are at distance 0.
 *
 * @param dims bytes of a vector
 */
record Sorensen(int dims) implements Dissimilarity {
  @Override
  public String name() {
    return "sorensen";
  }

  @Override
  public Kernel kernel() {
    return Kernels.bitJaccard(dims);
  }

  /** From t = differing / either: the bits of one and the other are twice either less differing. */
  @Override
  public void toDistances(float[] values, int count) {
    for (int i = 0; i < count; i++) {
      values[i] /= 2 - values[i];
    }
  }
}
