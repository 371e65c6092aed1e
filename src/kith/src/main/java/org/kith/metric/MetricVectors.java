package org.kith.metric;

/**
 * Stored vectors that know their metric, and can be compared by any other.
 *
 * @param <T> {@code float[]} or {@code byte[]}
 */
public interface MetricVectors<T> {
  /**
   * The metric that the index was made for.
   *
   * @return bound to these vectors
   * @throws MissingMetricException if it is a user's metric that no provider has
   * @throws IllegalArgumentException if it cannot compare these vectors
   */
  Metric metric();

  /**
   * Distances to a query.
   *
   * @param query of the vectors' dimensions; must not change while the scorer is used
   * @param metric bound to these vectors; {@link #metric} or another
   * @return a scorer by ordinal, for one thread
   * @throws IllegalArgumentException if the metric is not defined for the query
   */
  Scorer scorer(T query, Metric metric);
}
