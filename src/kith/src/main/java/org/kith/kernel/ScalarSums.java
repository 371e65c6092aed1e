package org.kith.kernel;

/** The scalar twin: one component at a time, each to a sum that no recent one went to. */
final class ScalarSums extends Sums {
  @Override
  double dot(float[] a, float[] b) {
    double[] sums = new double[COUNT];
    dot(a, b, 0, sums);
    return total(sums);
  }

  @Override
  double subtract(float[] a, double scale, float[] b, double weight, float[] difference) {
    double[] sums = new double[COUNT];
    subtract(a, scale, b, weight, difference, 0, sums);
    return total(sums);
  }

  /** Adds the products of the components from one on. */
  static void dot(float[] a, float[] b, int from, double[] sums) {
    for (int i = from; i < a.length; i++) {
      sums[i % COUNT] += (double) a[i] * b[i];
    }
  }

  /** Subtracts the components from one on, and adds their squares. */
  static void subtract(
      float[] a,
      double scale,
      float[] b,
      double weight,
      float[] difference,
      int from,
      double[] sums) {
    for (int i = from; i < a.length; i++) {
      float x = (float) (a[i] * scale - weight * b[i]);
      difference[i] = x;
      sums[i % COUNT] += (double) x * x;
    }
  }
}
