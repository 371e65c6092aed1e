package org.kith.quantize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a rotation keeps, and that it mixes whatever it is given.
class RotationTest {
  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 16, 37, 100, 128, 384, 511, 784, 1000, 1536, 4096})
  void keepsLengthsAndAngles(int dims) {
    float[] a = gaussian(dims);
    float[] b = gaussian(dims);
    Rotation rotation = new Rotation(dims);
    float[] rotatedA = a.clone();
    float[] rotatedB = b.clone();
    rotation.apply(rotatedA);
    rotation.apply(rotatedB);
    double tolerance = 1e-6 * Math.sqrt(dot(a, a) * dot(b, b));
    assertEquals(dot(a, b), dot(rotatedA, rotatedB), tolerance, "seed " + seed);
    assertEquals(dot(a, a), dot(rotatedA, rotatedA), 1e-6 * dot(a, a), "seed " + seed);
    float[] back = rotatedA.clone();
    rotation.invert(back);
    assertArrayEquals(a, back, 1e-5f, "seed " + seed);
  }

  /// Of the energy in an eighth of the components, each eighth of the rotated ones gets its share;
  /// the tolerance is six standard deviations of what rotations drawn from all have.
  @ParameterizedTest
  @ValueSource(ints = {64, 100, 129, 255, 384, 511, 784, 1000})
  void spreadsWhatIsInAFewComponents(int dims) {
    Rotation rotation = new Rotation(dims);
    double[][] energy = new double[8][8];
    float[] vector = new float[dims];
    for (int i = 0; i < dims; i++) {
      Arrays.fill(vector, 0);
      vector[i] = 1;
      rotation.apply(vector);
      for (int j = 0; j < dims; j++) {
        energy[8 * i / dims][8 * j / dims] += vector[j] * vector[j];
      }
    }
    double share = dims / 64.0;
    for (double[] row : energy) {
      for (double cell : row) {
        assertEquals(1, cell / share, 6 * 8 * Math.sqrt(2) / dims + 8.0 / dims);
      }
    }
  }

  /// What it makes is stored: these numbers must never change, on no machine.
  @ParameterizedTest
  @CsvSource({"3, -1128617146", "128, 476705040", "1000, 210384848"})
  void isTheSameForEver(int dims, int hash) {
    float[] vector = new float[dims];
    for (int i = 0; i < dims; i++) {
      vector[i] = (i + 1) % 7;
    }
    new Rotation(dims).apply(vector);
    assertEquals(hash, Arrays.hashCode(vector));
  }

  @Test
  void staysFinite() {
    for (int dims : new int[] {1, 7, 128, 384}) {
      float[] vector = new float[dims];
      Arrays.fill(vector, (float) (Float.MAX_VALUE / Math.sqrt(dims) / 2));
      new Rotation(dims).apply(vector);
      for (float x : vector) {
        assertTrue(Float.isFinite(x));
      }
    }
  }

  private float[] gaussian(int dims) {
    float[] vector = new float[dims];
    for (int i = 0; i < dims; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
