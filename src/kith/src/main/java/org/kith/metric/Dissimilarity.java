package org.kith.metric;

/**
 * Metrics whose distance is a share: 0 for equal vectors, 1 for vectors that have nothing in
 * common. The score is what lacks to 1.
 */
interface Dissimilarity extends Metric {
  @Override
  default float score(float distance) {
    return Math.max(1 - distance, 0);
  }

  @Override
  default double distance(double score) {
    return 1 - score;
  }
}
