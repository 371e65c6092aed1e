package org.kith.quantize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// Rounding to a grid, against all scales there are.
class GridTest {
  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  @RepeatedTest(20)
  void findsTheSmallestAngle() {
    int bits = 1 + random.nextInt(4);
    int dims = 64 + random.nextInt(300);
    float[] vector = new float[dims];
    double scale = Math.exp(20 * random.nextGaussian());
    for (int i = 0; i < dims; i++) {
      vector[i] = (float) (scale * random.nextGaussian());
    }
    double best = 0;
    for (float x : vector) {
      for (int level = 1; level < 1 << (bits - 1); level++) {
        // Just behind the scale at which this component reaches this level.
        best = Math.max(best, cosine(vector, round(vector, bits, level / Math.abs(x) * 1.0000001)));
      }
    }
    byte[] point = new byte[dims];
    new Grid(bits, dims).round(vector, norm(vector), point);
    double found = cosine(vector, point(point, bits));
    double slack = bits == 2 && dims >= Grid.MANY_DIMS ? 5e-3 : 1e-4;
    assertTrue(bits == 1 || found > best - slack, found + " of " + best + ", seed " + seed);
  }

  /// Of vectors whose components are normally distributed, as rotation makes them.
  @Test
  void losesAsLittleAsCanBe() {
    double[] usual = {0.798, 0.940, 0.983, 0.995};
    for (int bits = 1; bits <= 4; bits++) {
      double sum = 0;
      for (int i = 0; i < 200; i++) {
        float[] vector = new float[256];
        for (int j = 0; j < vector.length; j++) {
          vector[j] = (float) random.nextGaussian();
        }
        byte[] point = new byte[vector.length];
        new Grid(bits, vector.length).round(vector, norm(vector), point);
        sum += cosine(vector, point(point, bits));
      }
      double expected = usual[bits - 1];
      assertEquals(expected, sum / 200, 0.15 * (1 - expected), bits + " bits, seed " + seed);
    }
  }

  private static double[] round(float[] vector, int bits, double scale) {
    byte[] point = new byte[vector.length];
    int half = 1 << (bits - 1);
    for (int i = 0; i < point.length; i++) {
      int level = (int) Math.min(half - 1, Math.abs(vector[i]) * scale);
      point[i] = (byte) (vector[i] < 0 ? half - 1 - level : half + level);
    }
    return point(point, bits);
  }

  private static double[] point(byte[] u, int bits) {
    double[] point = new double[u.length];
    for (int i = 0; i < u.length; i++) {
      assertTrue(u[i] >= 0 && u[i] < 1 << bits);
      point[i] = u[i] - ((1 << bits) - 1) / 2.0;
    }
    return point;
  }

  private static double norm(float[] vector) {
    double squares = 0;
    for (float x : vector) {
      squares += (double) x * x;
    }
    return Math.sqrt(squares);
  }

  private static double cosine(float[] a, double[] b) {
    double product = 0;
    double squares = 0;
    for (int i = 0; i < a.length; i++) {
      product += a[i] * b[i];
      squares += b[i] * b[i];
    }
    return product / Math.sqrt(squares) / norm(a);
  }

  @Test
  void roundsAnything() {
    for (int bits = 1; bits <= 4; bits++) {
      for (float[] vector :
          new float[][] {
            {0, 0, 0},
            {1e-45f},
            {-3e38f, 1},
            {5, 5, 5, 5},
            {5, -5},
            {-1},
            {5, -5, 5, -5},
            {0, 0, 0, 0, 0, 0, 0, 0, -1}
          }) {
        byte[] point = new byte[vector.length];
        new Grid(bits, vector.length).round(vector, norm(vector), point);
        double[] rounded = point(point, bits);
        for (int i = 0; i < vector.length; i++) {
          assertTrue(vector[i] * rounded[i] >= 0);
        }
      }
    }
  }
}
