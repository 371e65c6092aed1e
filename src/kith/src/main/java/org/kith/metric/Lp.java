package org.kith.metric;

import org.kith.kernel.Encoding;
import org.kith.kernel.Kernel;
import org.kith.kernel.Kernels;

/**
 * {@code lp(p)}: the p-th root of the sum of p-th powers of absolute differences, for p above 0;
 * score {@code 1 / (1 + d)}. Faiss leaves out the root, which gives the same order.
 */
record Lp(String name, int dims, double p) implements Metric {
  @Override
  public Kernel kernel() {
    if (p == 1) {
      return Kernels.l1(Encoding.F32, dims);
    }
    return p == 2 ? Kernels.squaredL2(Encoding.F32, dims) : Kernels.lp(dims, p);
  }

  @Override
  public void toDistances(float[] values, int count) {
    if (p == 2) {
      for (int i = 0; i < count; i++) {
        values[i] = (float) Math.sqrt(values[i]);
      }
    }
  }

  @Override
  public float slack() {
    return p == 1 ? L1.SLACK : 1;
  }

  @Override
  public Family family() {
    return p == 2 ? Family.SQUARED_L2 : Family.OTHER;
  }
}
