package org.kith.metric;

import org.kith.kernel.Kernel;
import org.kith.kernel.Kernels;

/**
 * {@code nphd}, the normalised prefix Hamming distance of codes of different lengths: the share of
 * bits that differ among those that both codes have. 0 to 1, score {@code 1 - d}. An empty code is
 * at distance 0 of its like, and at 1 of all others. {@link PrefixCodes} packs codes into vectors.
 *
 * <p>A code is at distance 0 of every prefix of itself, so the triangle inequality does not hold.
 *
 * @param dims bytes of a vector
 */
record PrefixHamming(int dims) implements Dissimilarity {
  @Override
  public String name() {
    return "nphd";
  }

  @Override
  public Kernel kernel() {
    return Kernels.prefixHamming(dims);
  }

  @Override
  public void check(byte[] vector) {
    PrefixCodes.unpack(vector);
  }
}
