package org.kith.quantize;

/**
 * The mean of vectors, the same in whatever order they come: what a sum loses by rounding is summed
 * up too (Neumaier 1974).
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
      double sum = sums[i] + x;
      lost[i] += Math.abs(sums[i]) >= Math.abs(x) ? sums[i] - sum + x : x - sum + sums[i];
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
