package org.kith.metric;

import org.kith.kernel.Encoding;
import org.kith.kernel.Kernel;
import org.kith.kernel.Kernels;

/**
 * {@code ip}: the negated inner product of vectors of any length, with the scores of Lucene's
 * MAXIMUM_INNER_PRODUCT: {@code ip + 1} from 0 on, {@code 1 / (1 - ip)} below.
 */
record InnerProduct(Encoding encoding, int dims) implements Metric {
  @Override
  public String name() {
    return "ip";
  }

  @Override
  public Kernel kernel() {
    return Kernels.dot(encoding, dims);
  }

  @Override
  public void toDistances(float[] values, int count) {
    for (int i = 0; i < count; i++) {
      values[i] = -values[i];
    }
  }

  @Override
  public Family family() {
    return Family.INNER_PRODUCT;
  }
}
