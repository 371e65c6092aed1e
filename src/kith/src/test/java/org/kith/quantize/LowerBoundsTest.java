package org.kith.quantize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kith.metric.Metric.Family;
import org.kith.metric.Scorer;

/// Of forty vectors one may be below its bound, which lies two standard deviations below.
class LowerBoundsTest {
  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  record Kind(String code, Family family) {
    Coded of(List<float[]> vectors) {
      return Coded.of(code, family, vectors);
    }
  }

  static Stream<Kind> kinds() {
    return Stream.of("SQ4", "RaBitQ", "RaBitQ2", "RaBitQ4")
        .flatMap(code ->
            Stream.of(Family.SQUARED_L2, Family.INNER_PRODUCT, Family.COSINE)
                .map(family -> new Kind(code, family)));
  }

  private List<float[]> vectors(int count, int dims) {
    return Coded.drawOfManyLengths(count, dims, random);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void holdAsOftenAsTheySay(Kind kind) throws IOException {
    int dims = 64 + random.nextInt(300);
    Coded coded = kind.of(vectors(500, dims));
    assertEquals(0.02, tooHigh(coded, vectors(100, dims)), 0.018, dims + ", seed " + seed);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void holdInFewDimensions(Kind kind) throws IOException {
    double sum = 0;
    for (int dims = 1; dims <= 8; dims++) {
      Coded coded = kind.of(vectors(200, dims));
      sum += tooHigh(coded, coded.vectors());
    }
    assertTrue(sum / 8 <= 0.06, sum / 8 + ", seed " + seed);
  }

  /// Vectors of length 1, but for rounding, may be compared by distance.
  @ParameterizedTest
  @MethodSource("kinds")
  void holdForVectorsOfLengthOne(Kind kind) throws IOException {
    int dims = 100 + random.nextInt(200);
    List<float[]> vectors = vectors(300, dims);
    for (float[] vector : vectors) {
      double length = Math.sqrt(Coded.dot(vector, vector)) * (1 + random.nextDouble() / 2500);
      for (int i = 0; i < dims; i++) {
        vector[i] /= (float) length;
      }
    }
    List<float[]> queries = vectors(50, dims);
    assertTrue(tooHigh(kind.of(vectors), queries) <= 0.038, dims + ", seed " + seed);
  }

  /// The share of bounds above the distance.
  private static double tooHigh(Coded coded, List<float[]> queries) throws IOException {
    CodeSpace space = coded.space();
    int size = coded.vectors().size();
    float[] bounds = new float[size];
    int wrong = 0;
    for (float[] query : queries) {
      space.scorer(query).lowerBounds().scoreRange(0, size, bounds);
      for (int i = 0; i < size; i++) {
        double exact = coded.distance(query, coded.vectors().get(i));
        wrong += bounds[i] > exact + 1e-5 * (0.1 + Math.abs(exact)) ? 1 : 0;
      }
    }
    return (double) wrong / size / queries.size();
  }

  @Test
  void areUnknownWhereFloatsEnd() throws IOException {
    for (float length : new float[] {1e-30f, 1e30f}) {
      List<float[]> vectors = Coded.draw(20, 30, () -> length * random.nextGaussian());
      Scorer scorer = Coded.of("SQ4", Family.SQUARED_L2, vectors).space().scorer(vectors.get(0));
      assertNull(scorer.lowerBounds());
    }
  }
}
