package org.kith.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Both twins against the definition.
class LevelsTest {
  @ParameterizedTest
  @MethodSource("org.kith.kernel.Components#all")
  void rounds(float[] components) {
    for (int most : new int[] {1, 7, 31, 63, 127}) {
      float largest = 0;
      for (float x : components) {
        largest = Math.max(largest, Math.abs(x));
      }
      boolean any = largest > 0x1p-120f;
      byte[] expected = new byte[components.length + 5];
      for (int i = 0; i < components.length; i++) {
        expected[i] = (byte) Math.rint(any ? components[i] * (most / largest) : 0);
      }
      for (Levels levels : new Levels[] {new ScalarLevels(), new SimdLevels()}) {
        byte[] rounded = new byte[expected.length];
        float step = levels.round(components, most, rounded);
        assertEquals(any ? largest / most : 0, step);
        assertArrayEquals(expected, rounded);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 17, 64})
  void roundsHalvesToEvenOnes(int dims) {
    float[] halves = new float[dims + 1];
    byte[] expected = new byte[halves.length];
    Random random = new Random(dims);
    for (int i = 0; i < dims; i++) {
      halves[i] = random.nextInt(-60, 60) + 0.5f;
      expected[i] = (byte) Math.rint(halves[i]);
    }
    halves[dims] = 63;
    expected[dims] = 63;
    for (Levels levels : new Levels[] {new ScalarLevels(), new SimdLevels()}) {
      byte[] rounded = new byte[halves.length];
      assertEquals(1, levels.round(halves, 63, rounded));
      assertArrayEquals(expected, rounded);
    }
  }
}
