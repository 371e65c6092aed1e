package org.kith.quantize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.kith.metric.Metric.Family;

/// SQ4: how much is lost, and what is not.
class NibbleQuantizerTest {
  private static final String NAME = "SQ4";

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  /// Within 2.5 deviations rounding loses a step over the root of twelve, 0.0962 deviations; with
  /// what is cut off outside, it is 0.107 of normally distributed components.
  @RepeatedTest(10)
  void losesAStepOverTheRootOfTwelve() {
    int dims = 100 + random.nextInt(900);
    // Unequal: it is the rotation that makes them alike.
    List<float[]> vectors = Coded.draw(300, dims, random::nextGaussian);
    for (float[] vector : vectors) {
      for (int i = 0; i < dims; i++) {
        vector[i] = 5 + vector[i] / (1 + i % 10);
      }
    }
    Coded coded = Coded.of(NAME, Family.SQUARED_L2, vectors);
    double lost = 0;
    double all = 0;
    for (float[] vector : vectors) {
      float[] back = coded.roundTrip(vector);
      for (int i = 0; i < dims; i++) {
        lost += Math.pow(back[i] - vector[i], 2);
        all += Math.pow(vector[i] - 5, 2);
      }
    }
    double share = Math.sqrt(lost / all);
    assertTrue(share > 0.0962 - 0.002 && share < 0.107 + 0.004, share + ", seed " + seed);
  }

  /// Each vector's own steps: a thousand times longer ones are rounded as well, in proportion.
  @Test
  void roundsLongAndShortVectorsAlike() {
    List<float[]> vectors = Coded.draw(200, 256, random::nextGaussian);
    for (int v = 0; v < vectors.size(); v++) {
      for (int i = 0; i < 256; i++) {
        vectors.get(v)[i] *= (float) Math.pow(1.05, v);
      }
    }
    Coded coded = Coded.of(NAME, Family.INNER_PRODUCT, vectors);
    for (float[] vector : vectors.subList(150, 200)) {
      float[] back = coded.roundTrip(vector);
      double cosine =
          Coded.dot(vector, back) / Math.sqrt(Coded.dot(vector, vector) * Coded.dot(back, back));
      // The shorter of these lose more: the mean, which the longest make, is not small beside them.
      assertTrue(cosine > 0.97, () -> cosine + ", seed " + seed);
    }
  }

  /// But for a tenth of a percent: what estimates of distances to others err by has no part in it.
  @Test
  void estimatesAreRightOnAverage() throws IOException {
    List<float[]> vectors = Coded.draw(400, 200, () -> 2 + random.nextGaussian());
    Coded coded = Coded.of(NAME, Family.SQUARED_L2, vectors);
    float[] estimates = new float[vectors.size()];
    double unit = coded.quantizer().parameters()[1];
    double sum = 0;
    double exact = 0;
    for (float[] query : Coded.draw(20, 200, () -> 2 + random.nextGaussian())) {
      coded.space().scorer(query).scoreRange(0, estimates.length, estimates);
      for (int i = 0; i < estimates.length; i++) {
        sum += estimates[i] / (unit * unit);
        exact += coded.distance(query, vectors.get(i));
      }
    }
    assertEquals(1, sum / exact, 0.001, "seed " + seed);
  }

  /// Vectors without length are at right angles to others, not half way between all.
  @Test
  void zeroVectorsAreNoNeighbours() throws IOException {
    List<float[]> vectors = Coded.draw(100, 64, () -> 0.2 + random.nextGaussian());
    vectors.set(0, new float[64]);
    Coded coded = Coded.of(NAME, Family.COSINE, vectors);
    float[] query = Coded.draw(1, 64, () -> 0.2 + random.nextGaussian()).getFirst();
    float[] estimates = new float[100];
    coded.space().scorer(query).scoreRange(0, 100, estimates);
    double unit = coded.quantizer().parameters()[1];
    for (int i = 0; i < 100; i++) {
      double exact = 2 * coded.distance(query, vectors.get(i));
      assertEquals(exact, estimates[i] / (unit * unit), 0.12, i + ", seed " + seed);
    }
  }

  /// Whose products have the order of distances: walks end sooner by those.
  @Test
  void comparesVectorsOfLengthOneByDistance() throws IOException {
    List<float[]> vectors = Coded.draw(100, 64, random::nextGaussian);
    for (float[] vector : vectors) {
      double length = Math.sqrt(Coded.dot(vector, vector));
      for (int i = 0; i < 64; i++) {
        vector[i] /= (float) length;
      }
    }
    Coded ofLengthOne = Coded.of(NAME, Family.INNER_PRODUCT, vectors);
    float[] query = vectors.getFirst();
    float[] estimate = new float[1];
    ofLengthOne.space().scorer(query).scoreRange(0, 1, estimate);
    assertEquals(0, estimate[0], 0.05, "seed " + seed);
    vectors.set(1, new float[64]);
    Coded ofAny = Coded.of(NAME, Family.INNER_PRODUCT, vectors);
    ofAny.space().scorer(query).scoreRange(0, 1, estimate);
    assertTrue(estimate[0] < -0.5, "seed " + seed);
  }

  @Test
  void keepsOneDimension() {
    List<float[]> vectors = Coded.draw(50, 1, random::nextGaussian);
    Coded coded = Coded.of(NAME, Family.SQUARED_L2, vectors);
    for (float[] vector : vectors) {
      assertArrayEquals(vector, coded.roundTrip(vector), 1e-5f, "seed " + seed);
    }
  }

  @Test
  void hasNothingToSayOfDistancesFromFarOutside() {
    List<float[]> vectors = Coded.draw(50, 8, random::nextGaussian);
    float[] far = {1e6f, 0, 0, 0, 0, 0, 0, 0};
    assertNull(Coded.of(NAME, Family.SQUARED_L2, vectors).space().scorer(far));
    assertNotNull(Coded.of(NAME, Family.INNER_PRODUCT, vectors).space().scorer(far));
    assertNotNull(Coded.of(NAME, Family.COSINE, vectors).space().scorer(far));
  }

  @Test
  void refusesParametersOfNoQuantizer() {
    for (float[] wrong :
        new float[][] {
          {},
          {0, 1, 0},
          {0, 1, 0, 0, 0},
          {0, 0, 0, 0},
          {0, 3, 0, 0},
          {0, -1, 0, 0},
          {2, 1, 0, 0},
          {1, 1, 0, 0},
          {0, 1, Float.NaN, 0},
          {Float.NaN, 1, 0, 0},
          {0, Float.MIN_VALUE, 0, 0},
          {0, Float.POSITIVE_INFINITY, 0, 0},
          {0, Float.NaN, 0, 0}
        }) {
      assertThrows(
          IllegalArgumentException.class, () -> Quantizers.open(NAME, Family.SQUARED_L2, 2, wrong));
    }
    float[] right = {0, 0.25f, 1, 2};
    assertTrue(Quantizers.open(NAME, Family.SQUARED_L2, 2, right).isPresent());
    right[0] = 1;
    assertTrue(Quantizers.open(NAME, Family.INNER_PRODUCT, 2, right).isPresent());
  }
}
