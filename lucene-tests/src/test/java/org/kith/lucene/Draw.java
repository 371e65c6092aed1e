package org.kith.lucene;

import java.util.Random;

/// Random vectors of which no component is special: any sign, any length.
final class Draw {
  /// Lengths differ by this many powers of two.
  private static final int SCALES = 8;

  private Draw() {}

  /// Not normalised, never zero.
  static float[] floats(Random random, int dims) {
    float scale = Math.scalb(1f, random.nextInt(SCALES) - SCALES / 2);
    float[] vector = new float[dims];
    for (int i = 0; i < dims; i++) {
      vector[i] = (float) random.nextGaussian() * scale;
    }
    vector[random.nextInt(dims)] = scale;
    return vector;
  }

  /// Any bytes, never all zero.
  static byte[] bytes(Random random, int dims) {
    byte[] vector = new byte[dims];
    random.nextBytes(vector);
    vector[random.nextInt(dims)] = Byte.MIN_VALUE;
    return vector;
  }
}
