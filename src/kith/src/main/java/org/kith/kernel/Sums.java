package org.kith.kernel;

/**
 * What {@link DoubleSums} adds up: eight sums side by side, of which each takes every eighth
 * component, so that vectors of any width have the same bits.
 */
abstract class Sums {
  static final int COUNT = 8;

  abstract double dot(float[] a, float[] b);

  abstract double subtract(float[] a, double scale, float[] b, double weight, float[] difference);

  /** The sum of all sums, which are lost. */
  static double total(double[] sums) {
    for (int half = COUNT / 2; half > 0; half /= 2) {
      for (int i = 0; i < half; i++) {
        sums[i] += sums[i + half];
      }
    }
    return sums[0];
  }
}
