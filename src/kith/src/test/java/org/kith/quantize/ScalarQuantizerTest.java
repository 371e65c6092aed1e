package org.kith.quantize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.kith.metric.Metric.Family;

/// SQ8: what is lost, what is not, and the order of distances.
class ScalarQuantizerTest {
  private static final String NAME = "SQ8";

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  @RepeatedTest(5)
  void losesAStepOverTheRootOfTwelve() {
    int dims = 1 + random.nextInt(300);
    List<float[]> vectors = Coded.draw(500, dims, random::nextGaussian);
    Coded coded = Coded.of(NAME, Family.SQUARED_L2, vectors);
    double step = coded.quantizer().parameters()[1];
    double squares = 0;
    for (float[] vector : vectors) {
      float[] back = coded.roundTrip(vector);
      for (int i = 0; i < dims; i++) {
        double error = back[i] - vector[i];
        assertTrue(Math.abs(error) <= 0.5001 * step, () -> "seed " + seed);
        squares += error * error;
      }
    }
    double mean = Math.sqrt(squares / dims / vectors.size());
    assertEquals(step / Math.sqrt(12), mean, 0.05 * step, "seed " + seed);
  }

  @RepeatedTest(5)
  void keepsBytesExactly() {
    int dims = 1 + random.nextInt(200);
    float offset = random.nextInt(1000) - 500;
    List<float[]> vectors = Coded.draw(100, dims, () -> offset + random.nextInt(256));
    Coded coded = Coded.of(NAME, Family.SQUARED_L2, vectors);
    for (float[] vector : vectors) {
      assertArrayEquals(vector, coded.roundTrip(vector), "seed " + seed);
    }
  }

  /// Codes of near vectors cannot tell which of them is nearest to a far one.
  @Test
  void hasNothingToSayOfQueriesFarOutside() {
    List<float[]> vectors = List.of(new float[4], new float[] {1, 1, 0.5f, 1});
    CodeSpace space = Coded.of(NAME, Family.SQUARED_L2, vectors).space();
    assertNotNull(space.scorer(new float[] {0, 0.5f, 0.504f, 0}));
    assertNull(space.scorer(new float[] {0, 0.5f, 9, 0}));
  }

  @Test
  void refusesParametersOfNoQuantizer() {
    for (float[] wrong :
        new float[][] {{}, {0, 1, 0}, {0, 0, 0, 0}, {0, 1, Float.NaN, 0}, {0, -1, 0, 0}}) {
      assertThrows(
          IllegalArgumentException.class, () -> Quantizers.open(NAME, Family.SQUARED_L2, 2, wrong));
    }
  }
}
