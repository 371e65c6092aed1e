package org.kith.kernel;

/**
 * Sums over floats in double precision, in the same order everywhere: four side by side, because
 * each addition waits for the one before it.
 */
public final class DoubleSums {
  private DoubleSums() {}

  /**
   * The dot product.
   *
   * @param a components
   * @param b as many, or more that do not count
   */
  public static double dot(float[] a, float[] b) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int i = 0;
    for (; i + 4 <= a.length; i += 4) {
      sum0 += (double) a[i] * b[i];
      sum1 += (double) a[i + 1] * b[i + 1];
      sum2 += (double) a[i + 2] * b[i + 2];
      sum3 += (double) a[i + 3] * b[i + 3];
    }
    for (; i < a.length; i++) {
      sum0 += (double) a[i] * b[i];
    }
    return sum0 + sum1 + (sum2 + sum3);
  }

  /** The squared Euclidean length. */
  public static double squares(float[] vector) {
    return dot(vector, vector);
  }
}
