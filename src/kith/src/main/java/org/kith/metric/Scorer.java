package org.kith.metric;

import java.io.IOException;

/**
 * Distances between one query and stored vectors, many at a time. Belongs to one thread.
 *
 * <p>The one interface of everything that compares: raw vectors, codes, a user's metric.
 */
public interface Scorer {
  /** Distances to the first {@code count} of {@code ordinals}, into {@code distances}. */
  void score(int[] ordinals, int count, float[] distances) throws IOException;

  /** Distances to {@code first} and the {@code count - 1} ordinals after it. */
  void scoreRange(int first, int count, float[] distances) throws IOException;

  /**
   * Of estimates that know their error, what they are hardly too high by: of forty vectors about
   * one is closer than its bound says.
   *
   * @return bounds for the same query, in the unit of the metric's {@linkplain Metric.Family
   *     family}; null if nothing is known of the error
   */
  default Scorer lowerBounds() {
    return null;
  }
}
