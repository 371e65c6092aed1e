package org.kith.metric;

/**
 * Metrics whose kernel computes an inner product: the distance is that, negated.
 *
 * <p>Where a sum of products overflows, the distance is infinite, whatever the sign: a sum that has
 * once left the floats does not come back, and which way it leaves depends on the order of terms.
 */
interface Product extends Metric {
  @Override
  default void toDistances(float[] values, int count) {
    for (int i = 0; i < count; i++) {
      values[i] = Float.isFinite(values[i]) ? -values[i] : Float.POSITIVE_INFINITY;
    }
  }

  @Override
  default Family family() {
    return Family.INNER_PRODUCT;
  }
}
