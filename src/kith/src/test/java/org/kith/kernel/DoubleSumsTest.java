package org.kith.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Both twins against the definition, and bit by bit against each other.
class DoubleSumsTest {
  private final Random random = new Random(7);
  private final Sums scalar = new ScalarSums();
  private final Sums simd = new SimdSums();

  @ParameterizedTest
  @MethodSource("org.kith.kernel.Components#all")
  void multipliesAndAdds(float[] a) {
    float[] b = Components.gaussian(random, a.length + random.nextInt(3));
    double sum = 0;
    double magnitudes = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
      magnitudes += Math.abs((double) a[i] * b[i]);
    }
    double dot = scalar.dot(a, b);
    assertEquals(sum, dot, 1e-12 * magnitudes);
    assertEquals(Double.doubleToRawLongBits(dot), Double.doubleToRawLongBits(simd.dot(a, b)));
  }

  @ParameterizedTest
  @MethodSource("org.kith.kernel.Components#all")
  void subtracts(float[] a) {
    float[] b = Components.gaussian(random, a.length);
    double scale = random.nextDouble();
    double weight = random.nextInt(3) - 1;
    float[] difference = new float[a.length];
    double squares = scalar.subtract(a, scale, b, weight, difference);
    float[] bySimd = new float[a.length];
    double squaresBySimd = simd.subtract(a, scale, b, weight, bySimd);
    float[] expected = new float[a.length];
    for (int i = 0; i < a.length; i++) {
      expected[i] = (float) (a[i] * scale - weight * b[i]);
    }
    assertArrayEquals(expected, difference);
    assertArrayEquals(expected, bySimd);
    assertEquals(Double.doubleToRawLongBits(squares), Double.doubleToRawLongBits(squaresBySimd));
    assertEquals(squares, scalar.dot(expected, expected));
  }
}
