package org.kith.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kith.kernel.Encoding;
import org.kith.spec.MetricSpec;

/** Every metric, by its name, against its definition: random vectors and degenerate ones. */
class MetricFormulaTest {
  private static final int DIMS = 53;

  static Stream<Arguments> overFloats() {
    Formulas.OfFloats weighted =
        (a, b) ->
            (0.7 * Formulas.cos(slice(a, 0, 20), slice(b, 0, 20))
                    + 0.4 * Formulas.pearson(slice(a, 15, 40), slice(b, 15, 40))
                    + 0.1 * Formulas.l1(slice(a, 40, 53), slice(b, 40, 53)))
                / (0.7 + 0.4 + 0.1);
    return Stream.of(
        floats("ip", Formulas::ip),
        floats("dot", Formulas::ip),
        floats("cos", Formulas::cos),
        floats("l2sq", Formulas::l2sq),
        floats("l1", Formulas::l1),
        floats("linf", Formulas::linf),
        floats("lp(0.5)", Formulas.lp(0.5)),
        floats("lp(1)", Formulas::l1),
        floats("lp(2)", (a, b) -> Math.sqrt(Formulas.l2sq(a, b))),
        floats("lp(3)", Formulas.lp(3)),
        floats("lp(40)", Formulas.lp(40)),
        floats("pearson", Formulas::pearson),
        floats("canberra", Formulas::canberra),
        floats("jsd", Formulas::jsd),
        floats("braycurtis", Formulas::braycurtis),
        floats("jaccard", Formulas::jaccard),
        floats("weighted(cos[0:20]*0.7+pearson[15:40]*0.4+l1[40:53]*0.1)", weighted));
  }

  private static Arguments floats(String name, Formulas.OfFloats formula) {
    return Arguments.of(name, formula);
  }

  private static float[] slice(float[] vector, int from, int to) {
    return Arrays.copyOfRange(vector, from, to);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("overFloats")
  void floatsAreAsDefined(String name, Formulas.OfFloats formula) throws IOException {
    Metric metric = metric(name, Encoding.F32, DIMS);
    boolean fromZero = List.of("jsd", "braycurtis", "jaccard").contains(name);
    boolean products = List.of("ip", "dot").contains(name);
    for (int seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      float[][] vectors = new float[12][];
      Arrays.setAll(vectors, i -> vector(i, random, fromZero));
      for (float[] query : vectors) {
        metric.check(query);
        float[] distances = Distances.of(metric, query, vectors);
        float[] again = Distances.of(metric.withoutNorms(), query, vectors);
        for (int i = 0; i < vectors.length; i++) {
          double expected = formula.between(query, vectors[i]);
          double scale = Math.max(Math.abs(expected), products ? size(query) : 1);
          assertEquals(expected, distances[i], 1e-5 * scale, name + ", seed " + seed);
          assertEquals(expected, again[i], 1e-5 * scale, name + ", seed " + seed);
          assertTrue(metric.score(distances[i]) >= 0);
        }
      }
    }
  }

  /** The larger the numbers, the more is lost where their products cancel out. */
  private static double size(float[] query) {
    return DIMS * (1 + Formulas.linf(query, new float[DIMS]));
  }

  /** Some vectors are degenerate: zeros, equal components, one component, hardly any difference. */
  private static float[] vector(int kind, Random random, boolean fromZero) {
    float[] vector = new float[DIMS];
    int one = random.nextInt(DIMS);
    for (int i = 0; i < DIMS; i++) {
      float x =
          switch (kind) {
            case 0 -> 0;
            case 1 -> 7.3f;
            case 2 -> i == one ? 3 : 0;
            case 3 -> 100 + random.nextInt(3);
            default -> random.nextInt(4) > 0 ? (float) random.nextGaussian() : 0;
          };
      vector[i] = fromZero ? Math.abs(x) : x;
    }
    return vector;
  }

  static Stream<Arguments> overBytes() {
    Formulas.OfBytes weighted =
        (a, b) ->
            (2 * Formulas.tanimoto(Arrays.copyOf(a, 16), Arrays.copyOf(b, 16))
                    + Formulas.hamming(
                        Arrays.copyOfRange(a, 16, DIMS), Arrays.copyOfRange(b, 16, DIMS)))
                / 3;
    return Stream.of(
        bytes("ip", Formulas.numbers(Formulas::ip)),
        bytes("dot", Formulas.numbers(Formulas::ip)),
        bytes("cos", Formulas.numbers(Formulas::cos)),
        bytes("l2sq", Formulas.numbers(Formulas::l2sq)),
        bytes("l1", Formulas.numbers(Formulas::l1)),
        bytes("hamming", Formulas::hamming),
        bytes("tanimoto", Formulas::tanimoto),
        bytes("jaccard", Formulas::tanimoto),
        bytes("sorensen", Formulas::sorensen),
        bytes("weighted(tanimoto[0:16]*2+hamming[16:53]*1)", weighted));
  }

  private static Arguments bytes(String name, Formulas.OfBytes formula) {
    return Arguments.of(name, formula);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("overBytes")
  void bytesAreAsDefined(String name, Formulas.OfBytes formula) throws IOException {
    Metric metric = metric(name, Encoding.I8, DIMS);
    for (int seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      byte[][] vectors = new byte[12][DIMS];
      for (byte[] vector : vectors) {
        random.nextBytes(vector);
      }
      Arrays.fill(vectors[0], (byte) 0);
      Arrays.fill(vectors[1], (byte) -1);
      for (byte[] query : vectors) {
        metric.check(query);
        float[] distances = Distances.of(metric, query, vectors);
        float[] again = Distances.of(metric.withoutNorms(), query, vectors);
        for (int i = 0; i < vectors.length; i++) {
          double expected = formula.between(query, vectors[i]);
          double delta = 1e-6 * Math.max(1, Math.abs(expected));
          assertEquals(expected, distances[i], delta, name + ", seed " + seed);
          assertEquals(expected, again[i], delta, name + ", seed " + seed);
          assertTrue(metric.score(distances[i]) >= 0);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"2", "9", "33", "256", "257", "300"})
  void prefixes(int dims) throws IOException {
    Metric metric = metric("nphd", Encoding.I8, dims);
    Random random = new Random(dims);
    for (int i = 0; i < 300; i++) {
      byte[] a = new byte[random.nextInt(PrefixCodes.capacity(dims) + 1)];
      byte[] b = new byte[random.nextInt(PrefixCodes.capacity(dims) + 1)];
      random.nextBytes(a);
      random.nextBytes(b);
      float[] distance = Distances.of(metric, PrefixCodes.pack(a, dims), PrefixCodes.pack(b, dims));
      assertEquals(Formulas.nphd(a, b), distance[0], 1e-7);
    }
  }

  @Test
  void placesFromMillimetresToAntipodes() throws IOException {
    Metric metric = metric("haversine", Encoding.F32, 2);
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      float[] a = {random.nextFloat(-90, 90), random.nextFloat(-180, 180)};
      float step = (float) Math.exp(random.nextDouble(-14, 5));
      float longitude = a[1] + step * (random.nextFloat() - 0.5f);
      float[] b = {
        Math.clamp(a[0] + step * (random.nextFloat() - 0.5f), -90, 90),
        longitude > 180 ? longitude - 360 : longitude < -180 ? longitude + 360 : longitude
      };
      metric.check(a);
      metric.check(b);
      double expected = Formulas.haversine(a, b);
      assertEquals(expected, Distances.of(metric, a, b)[0], 2e-7 * expected, Arrays.toString(a));
    }
  }

  /** Numbers that overflow, or vanish, when they are multiplied or added up. */
  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "ip",
        "dot",
        "cos",
        "l2sq",
        "l1",
        "linf",
        "lp(3)",
        "pearson",
        "canberra",
        "jsd",
        "braycurtis",
        "jaccard",
        "weighted(ip[0:20]*1+cos[20:40]*0.5+l1[40:53]*3)"
      })
  void hugeAndTinyNumbersGiveNoNaN(String name) throws IOException {
    Metric metric = metric(name, Encoding.F32, DIMS);
    boolean fromZero = List.of("jsd", "braycurtis", "jaccard").contains(name);
    for (int seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      float[][] vectors = new float[8][DIMS];
      for (float[] vector : vectors) {
        float unit = Math.scalb(1f, random.nextInt(-149, 128));
        for (int i = 0; i < DIMS; i++) {
          vector[i] = unit * random.nextFloat(fromZero ? 0 : -1, 1);
        }
      }
      Arrays.fill(vectors[0], Float.MAX_VALUE);
      Arrays.fill(vectors[1], Float.MIN_VALUE);
      for (float[] query : vectors) {
        for (Metric either : List.of(metric, metric.withoutNorms())) {
          for (float distance : Distances.of(either, query, vectors)) {
            float score = either.score(distance);
            String what = name + ", seed " + seed + ": " + distance + " scores " + score;
            assertFalse(Float.isNaN(distance), what);
            assertTrue(score >= 0 && score <= Float.MAX_VALUE, what);
          }
        }
      }
    }
  }

  @Test
  void whatOverflowsIsFar() throws IOException {
    float[] huge = {3e38f, 3e38f};
    float[] turned = {3e38f, -3e38f};
    float[] one = {1, 0};
    float[][] rows = {huge, turned, {-3e38f, -3e38f}, one};
    float infinite = Float.POSITIVE_INFINITY;
    float[] products = {infinite, infinite, infinite, -3e38f};
    assertArrayEquals(products, Distances.of(metric("ip", Encoding.F32, 2), huge, rows));
    assertArrayEquals(products, Distances.of(metric("dot", Encoding.F32, 2), huge, rows));
    float[] squares = {0, infinite, infinite, infinite};
    assertArrayEquals(squares, Distances.of(metric("l2sq", Encoding.F32, 2), huge, rows));
    Metric cos = metric("cos", Encoding.F32, 2);
    float half = (float) (1 - Math.sqrt(0.5));
    assertArrayEquals(new float[] {1, 1, 1, half}, Distances.of(cos, huge, rows), 1e-6f);
    Metric mean = metric("weighted(cos[0:1]*1+l1[1:2]*1)", Encoding.F32, 2);
    float[] values = {Float.NaN, 2, infinite};
    mean.toDistances(values, 2);
    assertArrayEquals(new float[] {infinite, 2, infinite}, values);
  }

  private static Metric metric(String name, Encoding encoding, int dims) {
    Metric metric = MetricSpec.parse(name).bind(Map.of(), encoding, dims);
    assertEquals(name, metric.name());
    return metric;
  }
}
