package org.kith.metric;

import org.kith.kernel.Kernel;
import org.kith.kernel.Kernels;

/**
 * {@code braycurtis}: the sum of absolute differences divided by the sum of all components of both
 * vectors, which are at least 0. 0 to 1, score {@code 1 - d}; two vectors of zeros are at distance
 * 0.
 */
record BrayCurtis(int dims) implements Dissimilarity {
  @Override
  public String name() {
    return "braycurtis";
  }

  @Override
  public Kernel kernel() {
    return Kernels.jaccard(dims);
  }

  /** From j = difference / larger: the sum of all is twice the larger less the difference. */
  @Override
  public void toDistances(float[] values, int count) {
    for (int i = 0; i < count; i++) {
      values[i] /= 2 - values[i];
    }
  }

  @Override
  public void check(float[] vector) {
    Values.checkFromZero("braycurtis", vector);
  }
}
