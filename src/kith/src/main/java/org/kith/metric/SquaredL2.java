package org.kith.metric;

import org.kith.kernel.Encoding;
import org.kith.kernel.Kernel;
import org.kith.kernel.Kernels;

/**
 * {@code l2sq}: the squared Euclidean distance; score {@code 1 / (1 + d)} as Lucene's EUCLIDEAN.
 */
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
  public Family family() {
    return Family.SQUARED_L2;
  }
}
