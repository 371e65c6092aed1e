package org.kith.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The transform against its definition, and twin against twin. */
class HadamardTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8, 16, 32, 64, 128, 1024, 4096})
  void addsAllWithTheSignsOfHadamard(int size) {
    Random random = new Random(size);
    int from = random.nextInt(5);
    float[] values = new float[from + size + 3];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    float[] factors = new float[size];
    for (int i = 0; i < size; i++) {
      factors[i] = random.nextBoolean() ? 0.25f : -0.25f;
    }
    float[] scalar = values.clone();
    new ScalarHadamard().transform(scalar, from, factors);
    float[] simd = values.clone();
    new SimdHadamard().transform(simd, from, factors);
    assertArrayEquals(bits(scalar), bits(simd));
    for (int row = 0; row < size; row += 1 + size / 50) {
      double sum = 0;
      for (int i = 0; i < size; i++) {
        float x = values[from + i] * factors[i];
        sum += Integer.bitCount(row & i) % 2 == 0 ? x : -x;
      }
      assertEquals(sum, scalar[from + row], 1e-5 * size);
    }
    Arrays.fill(scalar, from, from + size, 0);
    Arrays.fill(values, from, from + size, 0);
    assertArrayEquals(values, scalar);
  }

  /// Zeros of both signs, numbers that are next to nothing, and large ones.
  @ParameterizedTest
  @ValueSource(ints = {16, 32, 64, 128, 256, 512})
  void hasTheSameBitsOfExtremes(int size) {
    Random random = new Random(size);
    float[] extremes = {0, -0.0f, Float.MIN_VALUE, -1e-40f, 1e30f, -1e30f, 1};
    for (int round = 0; round < 20; round++) {
      float[] scalar = new float[size];
      float[] factors = new float[size];
      for (int i = 0; i < size; i++) {
        scalar[i] = extremes[random.nextInt(round % 2 == 0 ? 2 : extremes.length)];
        factors[i] = random.nextBoolean() ? 1 : -1;
      }
      float[] simd = scalar.clone();
      new ScalarHadamard().transform(scalar, 0, factors);
      new SimdHadamard().transform(simd, 0, factors);
      assertArrayEquals(bits(scalar), bits(simd));
    }
  }

  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    Arrays.setAll(bits, i -> Float.floatToRawIntBits(values[i]));
    return bits;
  }
}
