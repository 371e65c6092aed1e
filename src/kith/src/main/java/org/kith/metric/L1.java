package org.kith.metric;

import org.kith.kernel.Encoding;
import org.kith.kernel.Kernel;
import org.kith.kernel.Kernels;

/** {@code l1}: the sum of absolute differences; score {@code 1 / (1 + d)}. */
record L1(Encoding encoding, int dims) implements Metric {
  @Override
  public String name() {
    return "l1";
  }

  @Override
  public Kernel kernel() {
    return Kernels.l1(encoding, dims);
  }
}
