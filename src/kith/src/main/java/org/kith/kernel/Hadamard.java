package org.kith.kernel;

/**
 * The fast Walsh-Hadamard transform: every value becomes a sum of all values, each with a sign.
 * Applied twice it multiplies by the number of values. The same bits come out of all
 * implementations, because each sum has the same terms in the same order.
 */
public interface Hadamard {
  /**
   * Multiplies values, each by a factor of its own, and transforms them, in place and without
   * scaling.
   *
   * @param values an array that holds them
   * @param from index of the first
   * @param factors one for each, a power of two in number
   */
  void transform(float[] values, int from, float[] factors);
}
