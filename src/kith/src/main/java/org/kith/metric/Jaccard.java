package org.kith.metric;

import org.kith.kernel.Encoding;
import org.kith.kernel.Kernel;
import org.kith.kernel.Kernels;

/**
 * {@code jaccard}: of floats from 0 on, 1 minus the sum of minima divided by the sum of maxima; of
 * bytes, the same over their bits, which is {@code tanimoto}. 0 to 1, score {@code 1 - d}; two
 * vectors of zeros are at distance 0.
 */
record Jaccard(Encoding encoding, int dims) implements Dissimilarity {
  @Override
  public String name() {
    return "jaccard";
  }

  @Override
  public Kernel kernel() {
    return switch (encoding) {
      case F32 -> Kernels.jaccard(dims);
      case I8 -> Kernels.bitJaccard(dims);
    };
  }

  @Override
  public void check(float[] vector) {
    Values.checkFromZero("jaccard", vector);
  }
}
