package org.kith.quantize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kith.metric.Metric.Family;
import org.kith.metric.Scorer;

/// Codes of few bits: estimates are right on average, and as uncertain as is said of them.
class RaBitQTest {
  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  record Kind(int bits, Family family) {
    Coded of(List<float[]> vectors) {
      return Coded.of(bits == 1 ? "RaBitQ" : "RaBitQ" + bits, family, vectors);
    }
  }

  static Stream<Kind> kinds() {
    return Stream.of(1, 2, 4)
        .flatMap(bits ->
            Stream.of(Family.SQUARED_L2, Family.INNER_PRODUCT, Family.COSINE)
                .map(family -> new Kind(bits, family)));
  }

  private List<float[]> vectors(int count, int dims) {
    return Coded.drawOfManyLengths(count, dims, random);
  }

  /// Of forty vectors one may be below its bound: two standard deviations. Few more, few less.
  @ParameterizedTest
  @MethodSource("kinds")
  void isRightOnAverageAndAsUncertainAsItSays(Kind kind) throws IOException {
    int dims = 64 + random.nextInt(300);
    Coded coded = kind.of(vectors(500, dims));
    CodeSpace space = coded.space();
    float[] estimates = new float[500];
    float[] bounds = new float[500];
    double errors = 0;
    double squares = 0;
    int below = 0;
    int above = 0;
    int count = 0;
    for (float[] query : vectors(100, dims)) {
      Scorer scorer = space.scorer(query);
      scorer.scoreRange(0, 500, estimates);
      scorer.lowerBounds().scoreRange(0, 500, bounds);
      for (int i = 0; i < 500; i++) {
        double deviation = (estimates[i] - bounds[i]) / 2;
        double error = (estimates[i] - coded.distance(query, coded.vectors().get(i))) / deviation;
        errors += error;
        squares += error * error;
        below += error > 2 ? 1 : 0;
        above += error < -2 ? 1 : 0;
        count++;
      }
    }
    String what = dims + " dimensions, seed " + seed;
    // Errors of one vector to many queries, and of one query to many vectors, go together.
    assertEquals(0, errors / count, 0.15, what);
    assertEquals(0.95, Math.sqrt(squares / count), 0.15, what);
    assertEquals(0.02, (double) below / count, 0.018, what);
    assertEquals(0.02, (double) above / count, 0.018, what);
  }

  /// What comes back is the point of the grid's direction nearest to the vector.
  @ParameterizedTest
  @MethodSource("kinds")
  void comesBackAsNearAsCanBe(Kind kind) {
    int dims = 64 + random.nextInt(300);
    Coded coded = kind.of(vectors(100, dims));
    double lost = 0;
    double all = 0;
    float[] mean = coded.quantizer().parameters();
    for (float[] vector : coded.vectors()) {
      float[] back = coded.roundTrip(vector);
      float scale = RaBitQ.scale(kind.family, vector);
      for (int i = 0; i < dims; i++) {
        lost += Math.pow(vector[i] * scale - back[i], 2);
        all += Math.pow(vector[i] * scale - mean[i], 2);
      }
    }
    // One minus the square of the usual cosine between a vector and its point.
    double expected = kind.bits == 1 ? 0.363 : kind.bits == 2 ? 0.117 : 0.0105;
    assertEquals(expected, lost / all, 0.25 * expected, "seed " + seed);
  }

  @Test
  void codesAreAsEver() {
    float[] vector = new float[70];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (i * 37 % 64 - 20) / 16f;
    }
    float[] other = new float[70];
    other[3] = 1;
    String plane = "f1889a2eaca3d5411600000000000000";
    String[] codes = {
      plane + "008efe41590b5cc02f768c3f00000000",
      "0e7fc793149c0f3e3800000000000000" + plane + "008efe41d8f0d3bf7c27103f00000000",
      "5a765b7944555f6f1f00000000000000"
          + "0ceb8590145c873e2100000000000000"
          + "0e7767d3519c2abe3800000000000000"
          + plane
          + "008efe4181320ebff76a1e3e00000000"
    };
    int[] bits = {1, 2, 4};
    for (int i = 0; i < 3; i++) {
      Kind kind = new Kind(bits[i], Family.SQUARED_L2);
      byte[] code = kind.of(List.of(vector, other)).code(vector);
      assertEquals(codes[i], HexFormat.of().formatHex(code));
    }
  }

  /// A vector at the mean has no direction: its distance is known all the same.
  @ParameterizedTest
  @MethodSource("kinds")
  void knowsTheMean(Kind kind) throws IOException {
    float[] one = {3, 0, 4, 0, 0};
    Coded coded = kind.of(List.of(one, one, one));
    assertArrayEquals(
        kind.family == Family.COSINE ? new float[] {0.6f, 0, 0.8f, 0, 0} : one,
        coded.roundTrip(one),
        1e-6f);
    float[] query = {1, 2, 3, 4, 5};
    float[] found = new float[3];
    coded.space().scorer(query).scoreRange(0, 3, found);
    assertEquals(coded.distance(query, one), found[1], 1e-5 * Math.abs(found[1]));
  }

  @Test
  void hasNothingToSayOfQueriesThatOverflow() {
    for (Family family : List.of(Family.SQUARED_L2, Family.INNER_PRODUCT)) {
      CodeSpace space = new Kind(1, family).of(vectors(10, 4)).space();
      assertNotNull(space.scorer(new float[] {1e15f, 0, 0, 0}));
      assertNull(space.scorer(new float[] {1e19f, 0, 0, 0}));
    }
  }

  /// Vectors whose distances overflow are never left out.
  @Test
  void doesNotBoundWhatOverflows() throws IOException {
    List<float[]> vectors =
        List.of(new float[4], new float[] {1, 2, 3, 4}, new float[] {3e38f, 0, 0, 0});
    CodeSpace space = new Kind(2, Family.SQUARED_L2).of(vectors).space();
    Scorer scorer = space.scorer(new float[] {1, 2, 3, 5});
    if (scorer != null) {
      float[] bounds = new float[3];
      scorer.lowerBounds().scoreRange(0, 3, bounds);
      assertTrue(bounds[1] <= 1, "bound " + bounds[1]);
    }
  }

  @Test
  void refusesParametersOfNoQuantizer() {
    for (float[] wrong :
        new float[][] {{}, {0}, {0, 1, 0}, {0, Float.NaN}, {Float.NEGATIVE_INFINITY, 0}}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> Quantizers.open("RaBitQ2", Family.SQUARED_L2, 2, wrong));
    }
  }
}
