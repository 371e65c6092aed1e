package org.kith.metric;

/** Makes the inverse of a score safe against the rounding of the score itself. */
final class Rounding {
  /** A score is the result of at most four float operations: relative error below 4 * 2^-24. */
  private static final double SLACK = 0x1p-22;

  private Rounding() {}

  /** A score below every unrounded score that may have become this one. */
  static double lower(float score) {
    return score * (1 - SLACK);
  }

  /** The smallest float that is not below. */
  static float up(double value) {
    float nearest = (float) value;
    return nearest < value ? Math.nextUp(nearest) : nearest;
  }
}
