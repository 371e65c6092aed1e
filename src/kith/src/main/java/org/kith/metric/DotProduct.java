package org.kith.metric;

import org.kith.kernel.Encoding;
import org.kith.kernel.Kernel;
import org.kith.kernel.Kernels;

/**
 * {@code dot}: the negated dot product of vectors of unit length (float) or of any bytes, with the
 * scores of Lucene's DOT_PRODUCT: {@code max((1 + dot) / 2, 0)} for floats, {@code 0.5 + dot /
 * (dims * 2^15)} for bytes.
 */
record DotProduct(Encoding encoding, int dims) implements Metric {
  @Override
  public String name() {
    return "dot";
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
  public float score(float distance) {
    return switch (encoding) {
      case F32 -> Math.max((1 - distance) / 2, 0);
      case I8 -> 0.5f - distance / scale();
    };
  }

  @Override
  public float distance(float score) {
    if (score <= 0) {
      return Float.POSITIVE_INFINITY;
    }
    double lower = Rounding.lower(score);
    return switch (encoding) {
      case F32 -> Rounding.up(1 - 2 * lower);
      case I8 -> Rounding.up((0.5 - lower) * scale());
    };
  }

  private float scale() {
    return dims * 32768f;
  }
}
