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
    float[] scalar = values.clone();
    new ScalarHadamard().transform(scalar, from, size);
    float[] simd = values.clone();
    new SimdHadamard().transform(simd, from, size);
    assertArrayEquals(bits(scalar), bits(simd));
    for (int row = 0; row < size; row += 1 + size / 50) {
      double sum = 0;
      for (int i = 0; i < size; i++) {
        sum += Integer.bitCount(row & i) % 2 == 0 ? values[from + i] : -values[from + i];
      }
      assertEquals(sum, scalar[from + row], 1e-5 * size);
    }
    Arrays.fill(scalar, from, from + size, 0);
    Arrays.fill(values, from, from + size, 0);
    assertArrayEquals(values, scalar);
  }

  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    Arrays.setAll(bits, i -> Float.floatToRawIntBits(values[i]));
    return bits;
  }
}
