package org.kith.kernel;

/** The scalar twin. */
final class ScalarLevels extends Levels {
  @Override
  int largest(float[] components) {
    return largest(components, 0);
  }

  @Override
  void round(float[] components, float inverse, byte[] levels) {
    round(components, inverse, levels, 0);
  }

  /** Of the components from one on. */
  static int largest(float[] components, int from) {
    int largest = 0;
    for (int i = from; i < components.length; i++) {
      largest = Math.max(largest, Float.floatToRawIntBits(components[i]) & Integer.MAX_VALUE);
    }
    return largest;
  }

  /** Rounds the components from one on. */
  static void round(float[] components, float inverse, byte[] levels, int from) {
    for (int i = from; i < components.length; i++) {
      levels[i] = (byte) Float.floatToRawIntBits(components[i] * inverse + WHOLE);
    }
  }
}
