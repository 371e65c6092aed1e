package org.kith.quantize;

/**
 * The mean of vectors, the same in whatever order they come: what a sum loses by rounding is summed
 * up too (Neumaier 1974; the loss as by Knuth's TwoSum, which needs no branch).
 */
final class Mean {
  private final double[] sums;
  private final double[] lost;
  private long count;

  Mean(int dims) {
    sums = new double[dims];
    lost = new double[dims];
  }

  /** Takes a vector into account, each component multiplied by {@code scale}. */
  void add(float[] vector, float scale) {
    count++;
    for (int i = 0; i < sums.length; i++) {
      double x = vector[i] * scale;
      double before = sums[i];
      double sum = before + x;
      double added = sum - before;
      lost[i] += (before - (sum - added)) + (x - added);
      sums[i] = sum;
    }
  }

  /** A new array; zeros if there was no vector. */
  float[] get() {
    float[] mean = new float[sums.length];
    for (int i = 0; i < mean.length && count > 0; i++) {
      mean[i] = (float) ((sums[i] + lost[i]) / count);
    }
    return mean;
  }
}
