package org.kith.quantize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.kith.metric.Metric.Family;
import org.kith.metric.RowScorer;
import org.kith.metric.Scorer;

/// What every quantizer does, whatever its codes are.
class QuantizersTest {
  private static final List<String> CODES = List.of("SQ8", "SQ4", "RaBitQ", "RaBitQ2", "RaBitQ4");
  private static final List<Family> FAMILIES =
      List.of(Family.SQUARED_L2, Family.INNER_PRODUCT, Family.COSINE);

  /// Where fewer bits than four are to find the nearest, their errors must average out.
  private static final Map<String, Integer> FEWEST_DIMS =
      Map.of("RaBitQ", 128, "RaBitQ2", 37, "RaBitQ4", 16);

  /// How much farther than the nearest the one that is found may be, in parts of the spread of all
  /// distances: a few standard deviations of what these bits tell in so few dimensions.
  private static final Map<String, Double> LOST = Map.of("RaBitQ", 0.45, "RaBitQ2", 0.35);

  private static final int[] DIMS = {1, 2, 3, 7, 16, 37, 128, 384, 4096};

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  record Kind(String code, Family family) {
    Coded of(List<float[]> vectors) {
      return Coded.of(code, family, vectors);
    }
  }

  static Stream<Kind> kinds() {
    return CODES.stream().flatMap(code -> FAMILIES.stream().map(family -> new Kind(code, family)));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void isTheSameInAnyOrderAndFromItsParameters(Kind kind) {
    int dims = 1 + random.nextInt(50);
    List<float[]> vectors = Coded.draw(50, dims, random::nextGaussian);
    Quantizer quantizer = kind.of(vectors).quantizer();
    Collections.shuffle(vectors, random);
    Coded again = kind.of(vectors);
    assertArrayEquals(quantizer.parameters(), again.quantizer().parameters(), "seed " + seed);
    Quantizer opened =
        Quantizers.open(kind.code, kind.family, dims, quantizer.parameters()).orElseThrow();
    assertArrayEquals(quantizer.parameters(), opened.parameters());
    Coded ofOpened = new Coded(kind.family, opened, vectors);
    for (float[] vector : vectors) {
      assertArrayEquals(again.code(vector), ofOpened.code(vector), "seed " + seed);
    }
  }

  /// Vectors of many lengths, far from 0.
  @ParameterizedTest
  @MethodSource("kinds")
  void findsTheNearest(Kind kind) throws IOException {
    int fewest = FEWEST_DIMS.getOrDefault(kind.code, 1);
    for (int dims : Arrays.stream(DIMS).filter(dims -> dims >= fewest).toArray()) {
      List<float[]> vectors = Coded.draw(200, dims, () -> 1 + random.nextGaussian());
      for (float[] vector : vectors) {
        float length = 0.3f + random.nextFloat();
        for (int i = 0; i < dims; i++) {
          vector[i] *= length;
        }
      }
      Coded coded = kind.of(vectors);
      CodeSpace space = coded.space();
      RowScorer between = space.rowScorer();
      double lost = LOST.getOrDefault(kind.code, 0.15);
      // Short ones may be rounded to nothing where all have one range.
      double typical = vectors.stream().mapToDouble(v -> Coded.dot(v, v)).average().getAsDouble();
      int[] targets =
          random
              .ints(0, vectors.size())
              .filter(i -> Coded.dot(vectors.get(i), vectors.get(i)) > typical / 2)
              .limit(5)
              .toArray();
      for (int ordinal : targets) {
        String what = dims + " dimensions, seed " + seed;
        float[] query = vectors.get(ordinal);
        assertFindsNearest(coded, lost, query, space.scorer(query), what);
        between.target(ordinal);
        assertFindsNearest(coded, lost, query, between, what);
      }
    }
  }

  /// The best estimate is that of a vector which is nearly nearest: by how much is what few bits
  /// lose, and in few dimensions they average less.
  private static void assertFindsNearest(
      Coded coded, double lost, float[] query, Scorer scorer, String what) throws IOException {
    int count = coded.vectors().size();
    float[] found = new float[count];
    scorer.scoreRange(0, count, found);
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      best = found[i] < found[best] ? i : best;
      double exact = coded.distance(query, coded.vectors().get(i));
      least = Math.min(least, exact);
      most = Math.max(most, exact);
    }
    double error = coded.distance(query, coded.vectors().get(best)) - least;
    assertTrue(error <= lost * (most - least), what + ": " + error / (most - least));
  }

  /// Lists and ranges are the same; and so is the distance from one code to another and back.
  @ParameterizedTest
  @MethodSource("kinds")
  void comparesEitherWay(Kind kind) throws IOException {
    List<float[]> vectors =
        Coded.draw(20, 1 + random.nextInt(300), () -> random.nextGaussian() - 1);
    RowScorer scorer = kind.of(vectors).space().rowScorer();
    float[] range = new float[20];
    float[] listed = new float[20];
    float[][] all = new float[20][20];
    int[] ordinals = random.ints(20, 0, 20).toArray();
    for (int target = 0; target < 20; target++) {
      scorer.target(target);
      scorer.scoreRange(0, 20, range);
      scorer.score(ordinals, 20, listed);
      for (int i = 0; i < 20; i++) {
        assertEquals(range[ordinals[i]], listed[i], "seed " + seed);
      }
      all[target] = range.clone();
    }
    for (int a = 0; a < 20; a++) {
      for (int b = 0; b < a; b++) {
        assertEquals(all[a][b], all[b][a], 1e-5 * (1 + Math.abs(all[a][b])), "seed " + seed);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void servesWhateverVectorsThereAre(Kind kind) throws IOException {
    for (float value :
        new float[] {0, 7, 1e-30f, Float.MIN_VALUE, -Float.MAX_VALUE, Float.MAX_VALUE}) {
      for (int dims : DIMS) {
        float[] constant = new float[dims];
        float[] one = new float[dims];
        Arrays.fill(constant, value);
        one[dims - 1] = -value;
        assertServes(kind, List.of(new float[dims], constant, one, constant));
        assertServes(kind, List.of(constant));
        assertServes(kind, Collections.nCopies(3, new float[dims]));
      }
      assertNotNull(Coded.of(kind.code, kind.family, List.of(), 3).quantizer());
    }
  }

  private static void assertServes(Kind kind, List<float[]> vectors) throws IOException {
    Coded coded = kind.of(vectors);
    for (float parameter : coded.quantizer().parameters()) {
      assertTrue(Float.isFinite(parameter), () -> kind + " of " + vectors.get(1)[0]);
    }
    vectors.forEach(coded::roundTrip);
    CodeSpace space = coded.space();
    RowScorer between = space.rowScorer();
    for (int i = 0; i < vectors.size(); i++) {
      between.target(i);
      assertNumbers(between, vectors);
      assertNumbers(space.scorer(vectors.get(i)), vectors);
    }
  }

  private static void assertNumbers(Scorer scorer, List<float[]> vectors) throws IOException {
    if (scorer != null) {
      float[] distances = new float[vectors.size()];
      scorer.scoreRange(0, distances.length, distances);
      for (float distance : distances) {
        assertFalse(Float.isNaN(distance), () -> "of " + vectors.getFirst().length + " dimensions");
      }
    }
  }

  /// What is stored must never change, on no machine.
  @ParameterizedTest
  @CsvSource({
    "SQ8, 2088535671, 879748991, 57920738",
    "SQ4, 1186923137, 2026956143, 1384648050",
    "RaBitQ, -266967027, 631917722, -1422947995",
    "RaBitQ2, 275405985, -419391442, -1844933933",
    "RaBitQ4, 1874006598, 979799446, 50602877"
  })
  void codesAreAsEver(String code, int ofDistances, int ofProducts, int ofCosines) {
    List<Integer> found = new ArrayList<>();
    for (Family family : FAMILIES) {
      int hash = 1;
      for (int dims : new int[] {1, 3, 70, 384}) {
        List<float[]> vectors = new ArrayList<>();
        for (int v = 0; v < 20; v++) {
          float[] vector = new float[dims];
          for (int i = 0; i < dims; i++) {
            vector[i] = ((v * 29 + i * 37 + v * i) % 64 - 20) / 16f;
          }
          vectors.add(vector);
        }
        Coded coded = Coded.of(code, family, vectors);
        for (float[] vector : vectors) {
          hash = 31 * hash + Arrays.hashCode(coded.code(vector));
        }
        hash = 31 * hash + Arrays.hashCode(coded.quantizer().parameters());
      }
      found.add(hash);
    }
    assertEquals(List.of(ofDistances, ofProducts, ofCosines), found);
  }

  @Test
  void servesNoOtherCodesAndMetrics() {
    for (String code : CODES) {
      assertTrue(Quantizers.trainer(code, Family.OTHER, 2).isEmpty());
      assertThrows(
          IllegalArgumentException.class,
          () -> Quantizers.open(code, Family.COSINE, 2, new float[1]));
    }
    assertTrue(Quantizers.trainer("Flat", Family.COSINE, 2).isEmpty());
  }
}
