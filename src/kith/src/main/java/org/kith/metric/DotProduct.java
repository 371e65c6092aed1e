package org.kith.metric;

import org.kith.kernel.Encoding;
import org.kith.kernel.Kernel;
import org.kith.kernel.Kernels;

/**
 * {@code dot}: the negated dot product of vectors of unit length (float) or of any bytes, with the
 * scores of Lucene's DOT_PRODUCT: {@code max((1 + dot) / 2, 0)} for floats, {@code 0.5 + dot /
 * (dims * 2^15)} for bytes.
 */
record DotProduct(Encoding encoding, int dims) implements Product {
  @Override
  public String name() {
    return "dot";
  }

  @Override
  public Kernel kernel() {
    return Kernels.dot(encoding, dims);
  }

  @Override
  public float score(float distance) {
    return switch (encoding) {
      case F32 -> Math.max((1 - distance) / 2, 0);
      case I8 -> 0.5f - distance / scale();
    };
  }

  @Override
  public double distance(double score) {
    return switch (encoding) {
      case F32 -> 1 - 2 * score;
      case I8 -> (0.5 - score) * scale();
    };
  }

  private float scale() {
    return dims * 32768f;
  }
}
