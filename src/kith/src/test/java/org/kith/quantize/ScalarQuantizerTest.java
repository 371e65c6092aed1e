package org.kith.quantize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kith.kernel.Rows;
import org.kith.metric.Metric.Family;
import org.kith.metric.Scorer;

/// SQ8: what is lost, what is not, and the order of distances.
class ScalarQuantizerTest {
  private static final String NAME = "SQ8";

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  @RepeatedTest(5)
  void losesAStepOverTheRootOfTwelve() {
    int dims = 1 + random.nextInt(300);
    List<float[]> vectors = vectors(500, dims, random::nextGaussian);
    Quantizer quantizer = trained(Family.SQUARED_L2, vectors);
    double step = quantizer.parameters()[1];
    double squares = 0;
    for (float[] vector : vectors) {
      float[] back = roundTrip(quantizer, vector);
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
    List<float[]> vectors = vectors(100, dims, () -> offset + random.nextInt(256));
    Quantizer quantizer = trained(Family.SQUARED_L2, vectors);
    for (float[] vector : vectors) {
      assertArrayEquals(vector, roundTrip(quantizer, vector), "seed " + seed);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SQUARED_L2", "INNER_PRODUCT", "COSINE"})
  void isTheSameInAnyOrderAndFromItsParameters(Family family) {
    int dims = 1 + random.nextInt(50);
    List<float[]> vectors = vectors(50, dims, random::nextGaussian);
    Quantizer quantizer = trained(family, vectors);
    Collections.shuffle(vectors, random);
    assertArrayEquals(quantizer.parameters(), trained(family, vectors).parameters());
    Quantizer opened = Quantizers.open(NAME, family, dims, quantizer.parameters()).orElseThrow();
    assertArrayEquals(quantizer.parameters(), opened.parameters());
    for (float[] vector : vectors) {
      assertArrayEquals(code(quantizer, vector), code(opened, vector), "seed " + seed);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SQUARED_L2", "INNER_PRODUCT", "COSINE"})
  void findsTheNearest(Family family) throws IOException {
    int dims = 16 + random.nextInt(100);
    List<float[]> vectors = vectors(300, dims, () -> 3 + random.nextGaussian());
    for (float[] vector : vectors) {
      float length = 0.5f + random.nextFloat();
      IntStream.range(0, dims).forEach(i -> vector[i] *= length);
    }
    Quantizer quantizer = trained(family, vectors);
    CodeSpace space = quantizer.space(codes(quantizer, vectors));
    float[] query = vectors.get(random.nextInt(vectors.size())).clone();
    Scorer scorer = space.scorer(query);
    float[] found = new float[vectors.size()];
    scorer.scoreRange(0, found.length, found);
    int best = IntStream.range(0, found.length).reduce(0, (a, b) -> found[b] < found[a] ? b : a);
    double[] exact = vectors.stream().mapToDouble(v -> distance(family, query, v)).toArray();
    double least = IntStream.range(0, exact.length).mapToDouble(i -> exact[i]).min().getAsDouble();
    double spread =
        Math.abs(
            IntStream.range(0, exact.length).mapToDouble(i -> exact[i]).max().getAsDouble()
                - least);
    assertTrue(exact[best] - least <= 0.02 * spread, "seed " + seed);
  }

  @Test
  void servesWhateverVectorsThereAre() {
    for (Family family : List.of(Family.SQUARED_L2, Family.INNER_PRODUCT, Family.COSINE)) {
      for (float value : new float[] {0, 7, Float.MIN_VALUE, -Float.MAX_VALUE, Float.MAX_VALUE}) {
        List<float[]> vectors = List.of(new float[3], new float[] {value, 0, -value});
        Quantizer quantizer = trained(family, vectors);
        for (float parameter : quantizer.parameters()) {
          assertTrue(Float.isFinite(parameter), family + " of " + value);
        }
        vectors.forEach(vector -> roundTrip(quantizer, vector));
      }
      assertNotNull(trained(family, List.of(), 3));
    }
  }

  /// Codes of near vectors cannot tell which of them is nearest to a far one.
  @Test
  void hasNothingToSayOfQueriesFarOutside() {
    Quantizer quantizer =
        trained(Family.SQUARED_L2, List.of(new float[4], new float[] {1, 1, 0.5f, 1}));
    CodeSpace space = quantizer.space(codes(quantizer, List.of(new float[4])));
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
    assertTrue(Quantizers.trainer(NAME, Family.OTHER, 2).isEmpty());
    assertTrue(Quantizers.trainer("Flat", Family.COSINE, 2).isEmpty());
  }

  private static List<float[]> vectors(int count, int dims, DoubleSupplier component) {
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] vector = new float[dims];
      for (int d = 0; d < dims; d++) {
        vector[d] = (float) component.getAsDouble();
      }
      vectors.add(vector);
    }
    return vectors;
  }

  private static Quantizer trained(Family family, List<float[]> vectors) {
    return trained(family, vectors, vectors.getFirst().length);
  }

  private static Quantizer trained(Family family, List<float[]> vectors, int dims) {
    Trainer trainer = Quantizers.trainer(NAME, family, dims).orElseThrow();
    vectors.forEach(trainer::add);
    return trainer.train();
  }

  private static byte[] code(Quantizer quantizer, float[] vector) {
    byte[] code = new byte[quantizer.bytes()];
    quantizer.encode(vector, code);
    return code;
  }

  private static float[] roundTrip(Quantizer quantizer, float[] vector) {
    float[] back = new float[vector.length];
    quantizer.decode(code(quantizer, vector), back);
    return back;
  }

  private static double distance(Family family, float[] a, float[] b) {
    double squares = 0;
    double product = 0;
    double lengthA = 0;
    double lengthB = 0;
    for (int i = 0; i < a.length; i++) {
      squares += (a[i] - b[i]) * (double) (a[i] - b[i]);
      product += a[i] * (double) b[i];
      lengthA += a[i] * (double) a[i];
      lengthB += b[i] * (double) b[i];
    }
    return switch (family) {
      case SQUARED_L2 -> squares;
      case INNER_PRODUCT -> -product;
      default -> 1 - product / Math.sqrt(lengthA * lengthB);
    };
  }

  private static Rows codes(Quantizer quantizer, List<float[]> vectors) {
    int stride = quantizer.bytes();
    MemorySegment rows = MemorySegment.ofArray(new byte[vectors.size() * stride]);
    for (int i = 0; i < vectors.size(); i++) {
      MemorySegment code = MemorySegment.ofArray(code(quantizer, vectors.get(i)));
      MemorySegment.copy(code, 0, rows, (long) i * stride, stride);
    }
    return Rows.of(rows, vectors.size(), stride);
  }
}
