package org.kith.kernel;

/** Sums over floats in double precision, in the same order everywhere. */
public final class DoubleSums {
  private static final Sums SUMS = Kernels.simd() ? new SimdSums() : new ScalarSums();

  private DoubleSums() {}

  /**
   * The dot product.
   *
   * @param a components
   * @param b as many, or more that do not count
   */
  public static double dot(float[] a, float[] b) {
    return SUMS.dot(a, b);
  }

  /** The squared Euclidean length. */
  public static double squares(float[] vector) {
    return SUMS.dot(vector, vector);
  }

  /**
   * Subtracts: {@code scale * a - weight * b}, rounded to floats once.
   *
   * @param a components
   * @param b as many
   * @param difference of which the result becomes the components
   * @return the squared Euclidean length of the result
   */
  public static double subtract(
      float[] a, double scale, float[] b, double weight, float[] difference) {
    return SUMS.subtract(a, scale, b, weight, difference);
  }
}
