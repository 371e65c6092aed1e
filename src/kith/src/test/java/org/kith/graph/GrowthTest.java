package org.kith.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kith.kernel.Encoding;
import org.kith.kernel.Rows;
import org.kith.metric.Metrics;
import org.kith.metric.VectorSpace;

class GrowthTest {
  private static final int SIZE = 5000;

  /** Vectors spread evenly over a cube. */
  private static float[][] cube(int size, int dims, long seed) {
    Random random = new Random(seed);
    float[][] vectors = new float[size][dims];
    for (float[] vector : vectors) {
      for (int i = 0; i < dims; i++) {
        vector[i] = random.nextFloat() - 0.5f;
      }
    }
    return vectors;
  }

  private static Growth growth(String metric, float[][] vectors) throws IOException {
    int dims = vectors[0].length;
    MemorySegment segment = Arena.ofAuto().allocate(4L * dims * vectors.length, 64);
    for (int i = 0; i < vectors.length; i++) {
      MemorySegment.copy(vectors[i], 0, segment, ValueLayout.JAVA_FLOAT, 4L * dims * i, dims);
    }
    VectorSpace space =
        new VectorSpace(
            Metrics.of(metric, Encoding.F32, dims),
            Encoding.F32,
            dims,
            Rows.of(segment, vectors.length, 4 * dims),
            null);
    GraphSettings settings = new GraphSettings(Degrees.hnsw(16), 100, 1);
    return new GraphBuilder(settings, space, Workers.none(), () -> {}, Arena.ofAuto())
        .build()
        .measured(space.rowScorer(), space.rowScorer())
        .growth();
  }

  private static void normalize(float[][] vectors) {
    for (float[] vector : vectors) {
      float inverse = VectorSpace.inverseNorm(vector);
      for (int i = 0; i < vector.length; i++) {
        vector[i] *= inverse;
      }
    }
  }

  /** In d dimensions a ball of so many points has a radius that goes with the d-th root of it. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void isThatOfTheDimension(int dims) throws Exception {
    Growth growth = growth("l2sq", cube(SIZE, dims, dims));
    assertEquals(0, growth.origin());
    assertEquals(2.0 / dims, growth.exponent(), 0.15 * 2 / dims, "of squared distances");
  }

  @Test
  void unitVectorsBeginAtMinusOne() throws Exception {
    float[][] vectors = cube(SIZE, 6, 3);
    normalize(vectors);
    Growth dot = growth("dot", vectors);
    assertEquals(-1, dot.origin(), 1e-5);
    assertEquals(growth("l2sq", vectors).exponent(), dot.exponent(), 0.01, "half as far");
  }

  @Test
  void isUnknownWhereVectorsAreNotTheirOwnNearest() throws Exception {
    assertEquals(Growth.UNKNOWN, growth("ip", cube(SIZE, 6, 4)));
  }

  @Test
  void isUnknownOfFewOrEqualVectors() throws Exception {
    assertEquals(Growth.UNKNOWN, growth("l2sq", cube(50, 6, 5)));
    assertEquals(Growth.UNKNOWN, growth("l2sq", new float[500][6]));
  }

  @Test
  void reachesFartherWithEfSearch() throws Exception {
    Growth growth = Growth.of(0, 0.2f);
    assertEquals(1, growth.reach(10, 10));
    assertTrue(growth.reach(5, 10) < 1);
    assertTrue(growth.reach(64, 10) > growth.reach(32, 10));
    assertTrue(growth.reach(64, 10) > growth.reach(64, 20));
  }

  @Test
  void refusesWhatCannotBeMeasured() {
    assertThrows(CorruptGraphException.class, () -> Growth.of(Float.NaN, 1));
    assertThrows(CorruptGraphException.class, () -> Growth.of(0, -1));
    assertThrows(CorruptGraphException.class, () -> Growth.of(0, Float.NaN));
    assertThrows(CorruptGraphException.class, () -> Growth.of(0, Float.POSITIVE_INFINITY));
  }
}
