package org.kith.metric;

/** A distance between float vectors, in its simplest form. Called from many threads. */
@FunctionalInterface
public interface FloatDistance {
  /**
   * Compares two vectors of the same length.
   *
   * @param query must not be kept or changed, nor may {@code row}
   * @param row a stored vector
   * @return lower where closer; NaN counts as infinitely far
   */
  float between(float[] query, float[] row);
}
