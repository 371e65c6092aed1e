package org.kith.metric;

import org.kith.kernel.Encoding;
import org.kith.kernel.Kernel;
import org.kith.kernel.Kernels;

/**
 * {@code cos}: 1 minus the cosine, with the scores of Lucene's COSINE, {@code max((1 + cos) / 2,
 * 0)}. Norms are stored beside the vectors, or computed again for each pair. A vector without
 * length is at distance 1 of every vector.
 */
record Cosine(Encoding encoding, int dims, boolean needsNorms) implements Correlation {
  Cosine(Encoding encoding, int dims) {
    this(encoding, dims, true);
  }

  @Override
  public String name() {
    return "cos";
  }

  @Override
  public Kernel kernel() {
    return needsNorms ? Kernels.dot(encoding, dims) : Kernels.cosine(encoding, dims);
  }

  @Override
  public Family family() {
    return Family.COSINE;
  }

  @Override
  public Metric withoutNorms() {
    return new Cosine(encoding, dims, false);
  }
}
