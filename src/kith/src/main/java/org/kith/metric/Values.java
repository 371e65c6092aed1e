package org.kith.metric;

/** Checks of single components, with errors that say what is allowed. */
final class Values {
  private Values() {}

  /** Refuses a value outside of a range, ends included, and NaN. */
  static void checkWithin(String what, float value, int min, int max) {
    if (!(value >= min && value <= max)) {
      throw new IllegalArgumentException(
          what + " must be " + min + " to " + max + ", got " + value);
    }
  }

  /** Refuses a vector with a component below 0. */
  static void checkFromZero(String metric, float[] vector) {
    for (int i = 0; i < vector.length; i++) {
      if (!(vector[i] >= 0)) {
        throw new IllegalArgumentException(
            metric + ": all components must be at least 0, got " + vector[i] + " at " + i);
      }
    }
  }
}
