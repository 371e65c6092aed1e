package org.kith.metric;

import org.kith.kernel.Encoding;
import org.kith.kernel.Kernel;
import org.kith.kernel.Kernels;

/**
 * {@code ip}: the negated inner product of vectors of any length, with the scores of Lucene's
 * MAXIMUM_INNER_PRODUCT: {@code ip + 1} from 0 on, {@code 1 / (1 - ip)} below.
 */
record InnerProduct(Encoding encoding, int dims) implements Product {
  @Override
  public String name() {
    return "ip";
  }

  @Override
  public Kernel kernel() {
    return Kernels.dot(encoding, dims);
  }
}
