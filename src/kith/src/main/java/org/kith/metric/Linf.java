package org.kith.metric;

import org.kith.kernel.Kernel;
import org.kith.kernel.Kernels;

/** {@code linf}: the largest absolute difference; score {@code 1 / (1 + d)}. */
record Linf(int dims) implements Metric {
  @Override
  public String name() {
    return "linf";
  }

  @Override
  public Kernel kernel() {
    return Kernels.linf(dims);
  }
}
