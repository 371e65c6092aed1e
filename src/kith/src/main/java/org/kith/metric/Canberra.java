package org.kith.metric;

import org.kith.kernel.Kernel;
import org.kith.kernel.Kernels;

/**
 * {@code canberra}: the sum of absolute differences, each divided by the sum of both magnitudes; 0
 * to the number of dimensions. Where both components are 0 they add 0. Score {@code 1 / (1 + d)}.
 */
record Canberra(int dims) implements Metric {
  @Override
  public String name() {
    return "canberra";
  }

  @Override
  public Kernel kernel() {
    return Kernels.canberra(dims);
  }
}
