package org.kith.quantize;

import org.kith.metric.Scorer;
import org.kith.metric.Space;

/** Codes of stored vectors, comparable with each other and with queries. */
public interface CodeSpace extends Space {
  /**
   * Estimates of distances to a query.
   *
   * @param query finite components
   * @return a scorer for one thread; null if codes of these vectors can say nothing of this query,
   *     because it lies far outside of them
   */
  Scorer scorer(float[] query);
}
