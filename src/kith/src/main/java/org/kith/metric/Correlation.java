package org.kith.metric;

/**
 * Metrics whose kernel computes a cosine: the distance is 1 less that, 0 to 2, and the score that
 * of Lucene's COSINE, {@code max((1 + cosine) / 2, 0)}. Where products or lengths overflow, or are
 * too small for floats, nothing is known of the angle: the distance is 1, as of vectors at right
 * angles.
 */
interface Correlation extends Metric {
  @Override
  default void toDistances(float[] values, int count) {
    for (int i = 0; i < count; i++) {
      values[i] = Float.isFinite(values[i]) ? 1 - values[i] : 1;
    }
  }

  @Override
  default float score(float distance) {
    return Math.max((2 - distance) / 2, 0);
  }

  @Override
  default double distance(double score) {
    return 2 - 2 * score;
  }
}
