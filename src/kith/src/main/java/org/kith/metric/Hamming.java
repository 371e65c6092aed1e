package org.kith.metric;

import org.kith.kernel.Kernel;
import org.kith.kernel.Kernels;

/**
 * {@code hamming}: the number of bits that differ; score {@code (bits - d) / bits}, as that of
 * Lucene's format for bits.
 *
 * @param dims bytes of a vector
 */
record Hamming(int dims) implements Metric {
  @Override
  public String name() {
    return "hamming";
  }

  @Override
  public Kernel kernel() {
    return Kernels.hamming(dims);
  }

  @Override
  public float score(float distance) {
    return Math.max((bits() - distance) / bits(), 0);
  }

  @Override
  public double distance(double score) {
    return bits() * (1 - score);
  }

  private float bits() {
    return 8f * dims;
  }
}
