package org.kith.metric;

import org.kith.kernel.Encoding;
import org.kith.kernel.Kernel;
import org.kith.kernel.Kernels;

/** {@code l1}: the sum of absolute differences; score {@code 1 / (1 + d)}. */
record L1(Encoding encoding, int dims) implements Metric {
  /**
   * Vectors of the same length differ in their sums of absolute values, and those with small sums
   * are close to all. Chosen by the table in docs/decisions/0003.
   */
  static final float SLACK = 1.1f;

  @Override
  public String name() {
    return "l1";
  }

  @Override
  public Kernel kernel() {
    return Kernels.l1(encoding, dims);
  }

  @Override
  public float slack() {
    return SLACK;
  }
}
