package org.kith.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kith.kernel.Encoding;
import org.kith.kernel.Rows;

/** Metrics that Lucene has, against Lucene. */
class LuceneMetricTest {
  private static final int DIMS = 37;

  @ParameterizedTest
  @CsvSource({"l2sq,EUCLIDEAN", "dot,DOT_PRODUCT", "cos,COSINE", "ip,MAXIMUM_INNER_PRODUCT"})
  void scoresAreLucenes(String name, VectorSimilarityFunction lucene) throws Exception {
    Random random = new Random(1);
    Metric metric = Metrics.of(name, Encoding.F32, DIMS);
    try (Arena arena = Arena.ofConfined()) {
      for (int i = 0; i < 1000; i++) {
        float scale = name.equals("dot") ? 0.02f : (float) Math.exp(4 * random.nextGaussian());
        float[] a = vector(random, scale);
        float[] b = i % 10 == 0 ? a.clone() : vector(random, scale);
        MemorySegment rows = arena.allocate(DIMS * 4L, 64);
        rows.copyFrom(MemorySegment.ofArray(b));
        MemorySegment norms =
            arena.allocateFrom(ValueLayout.JAVA_FLOAT, VectorSpace.inverseNorm(b));
        VectorSpace space =
            new VectorSpace(
                metric,
                Encoding.F32,
                DIMS,
                Rows.of(rows, 1, DIMS * 4),
                metric.needsNorms() ? Rows.of(norms, 1, 4) : null);
        float[] distance = new float[1];
        space.scorer(a).score(new int[] {0}, 1, distance);
        float expected = lucene.compare(a, b);
        assertEquals(expected, metric.score(distance[0]), 1e-5f * Math.max(1, expected));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"l2sq,EUCLIDEAN", "dot,DOT_PRODUCT", "cos,COSINE", "ip,MAXIMUM_INNER_PRODUCT"})
  void byteScoresAreLucenes(String name, VectorSimilarityFunction lucene) throws Exception {
    Random random = new Random(2);
    Metric metric = Metrics.of(name, Encoding.I8, DIMS);
    try (Arena arena = Arena.ofConfined()) {
      for (int i = 0; i < 1000; i++) {
        byte[] a = new byte[DIMS];
        byte[] b = new byte[DIMS];
        random.nextBytes(a);
        random.nextBytes(b);
        MemorySegment rows = arena.allocate(DIMS, 64);
        rows.copyFrom(MemorySegment.ofArray(b));
        MemorySegment norms =
            arena.allocateFrom(ValueLayout.JAVA_FLOAT, VectorSpace.inverseNorm(b));
        VectorSpace space =
            new VectorSpace(
                metric,
                Encoding.I8,
                DIMS,
                Rows.of(rows, 1, DIMS),
                metric.needsNorms() ? Rows.of(norms, 1, 4) : null);
        float[] distance = new float[1];
        space.scorer(a).score(new int[] {0}, 1, distance);
        float expected = lucene.compare(a, b);
        assertEquals(expected, metric.score(distance[0]), 1e-6f * Math.max(1, expected));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"l2sq,F32", "dot,F32", "cos,F32", "ip,F32", "l2sq,I8", "dot,I8", "cos,I8", "ip,I8"})
  void scoresFallAndInvertOutward(String name, Encoding encoding) {
    Metric metric = Metrics.of(name, encoding, DIMS);
    Random random = new Random(3);
    boolean signed = name.equals("dot") || name.equals("ip");
    for (int i = 0; i < 100_000; i++) {
      float d = (float) Math.exp(6 * random.nextGaussian());
      d = name.equals("cos") ? Math.min(d, 2) : signed && i % 2 == 0 ? -d : d;
      float score = metric.score(d);
      assertTrue(score >= 0 || encoding == Encoding.I8, name + " " + d);
      assertTrue(metric.score(Math.nextUp(d)) <= score, "not monotone at " + d);
      float back = metric.bound(score);
      assertTrue(back >= d, name + ": bound(" + score + ") = " + back + " < " + d);
      if (score > 1e-3 && back < Float.POSITIVE_INFINITY) {
        float slack = 1e-6f * Math.max(score, 1);
        assertEquals(score, metric.score(back), slack, "too far outward at " + d);
      }
    }
    assertEquals(Float.POSITIVE_INFINITY, metric.bound(0));
    assertEquals(Float.POSITIVE_INFINITY, metric.bound(Float.NEGATIVE_INFINITY));
  }

  private static float[] vector(Random random, float scale) {
    float[] vector = new float[DIMS];
    for (int i = 0; i < DIMS; i++) {
      vector[i] = scale * (float) random.nextGaussian();
    }
    return vector;
  }
}
