package org.kith.kernel;

/**
 * The fast Walsh-Hadamard transform: every value becomes a sum of all values, each with a sign.
 * Applied twice it multiplies by the number of values. The same bits come out of all
 * implementations, because each sum has the same terms in the same order.
 */
public interface Hadamard {
  /**
   * Transforms values in place, without scaling.
   *
   * @param values an array that holds them
   * @param from index of the first
   * @param size how many, a power of two
   */
  void transform(float[] values, int from, int size);

  /**
   * Multiplies values in place, each by a factor of its own.
   *
   * @param values an array that holds them
   * @param from index of the first
   * @param factors one for each, as many as could be transformed
   */
  void multiply(float[] values, int from, float[] factors);
}
