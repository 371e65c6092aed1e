package org.kith.partition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kith.graph.Checkpoint;
import org.kith.graph.Degrees;
import org.kith.graph.Growth;
import org.kith.graph.HnswGraph;
import org.kith.graph.Layer;
import org.kith.graph.Memory;
import org.kith.kernel.Rows;

/// Cells of vectors, against comparing them with all centroids.
class CellsTest {
  private static final int DEGREE = 16;

  private final long seed = Long.getLong("kith.seed", new Random().nextLong());
  private final Random random = new Random(seed);

  /// Vectors around some centres.
  private float[][] vectors(int count, int dims, int centres) {
    float[][] middles = new float[centres][dims];
    for (float[] middle : middles) {
      for (int d = 0; d < dims; d++) {
        middle[d] = (float) random.nextGaussian();
      }
    }
    float[][] vectors = new float[count][dims];
    for (float[] vector : vectors) {
      float[] middle = middles[random.nextInt(centres)];
      for (int d = 0; d < dims; d++) {
        vector[d] = middle[d] + .4f * (float) random.nextGaussian();
      }
    }
    return vectors;
  }

  private static double squaredL2(float[] a, float[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) {
      sum += (a[d] - b[d]) * (a[d] - b[d]);
    }
    return sum;
  }

  /// Every vector is linked to those that are nearest.
  private static HnswGraph nearest(float[][] vectors, Arena arena) throws IOException {
    MemorySegment links = arena.allocate(4L * DEGREE * vectors.length, 64);
    links.fill((byte) -1);
    for (int i = 0; i < vectors.length; i++) {
      float[] own = vectors[i];
      int[] order =
          IntStream.range(0, vectors.length)
              .boxed()
              .sorted(Comparator.comparing(j -> squaredL2(own, vectors[j])))
              .mapToInt(j -> j)
              .limit(DEGREE + 1L)
              .toArray();
      int count = 0;
      for (int j : order) {
        if (j != i && count < DEGREE) {
          links.set(ValueLayout.JAVA_INT, 4L * (i * DEGREE + count++), j);
        }
      }
    }
    return graph(links, vectors.length);
  }

  private static HnswGraph graph(MemorySegment links, int size) throws IOException {
    Layer layer = new Layer(Rows.of(links, size, 4 * DEGREE));
    return new HnswGraph(Degrees.nsw(DEGREE), List.of(layer), Growth.UNKNOWN);
  }

  private static Cells cells(HnswGraph graph, float[][] vectors, int count, Arena arena)
      throws IOException {
    return Cells.of(
        graph,
        (ordinal, into) -> System.arraycopy(vectors[ordinal], 0, into, 0, into.length),
        vectors[0].length,
        count,
        new Memory(arena, () -> {}));
  }

  private static float[] centroid(Cells cells, int cell) {
    Rows rows = cells.centroids();
    return rows.segment()
        .asSlice((long) cell * rows.stride(), rows.stride())
        .toArray(ValueLayout.JAVA_FLOAT);
  }

  private static int[] check(Cells cells, float[][] vectors) {
    int[] cellOf = new int[vectors.length];
    Arrays.fill(cellOf, -1);
    for (int cell = 0; cell < cells.count(); cell++) {
      double[] sums = new double[vectors[0].length];
      for (int i = 0; i < cells.size(cell); i++) {
        int ordinal = cells.ordinal(cell, i);
        assertTrue(i == 0 || ordinal > cells.ordinal(cell, i - 1), "ordinals ascend");
        assertEquals(-1, cellOf[ordinal], "in two cells");
        cellOf[ordinal] = cell;
        for (int d = 0; d < sums.length; d++) {
          sums[d] += vectors[ordinal][d];
        }
      }
      float[] centroid = centroid(cells, cell);
      assertTrue(cells.size(cell) > 0, "empty");
      for (int d = 0; d < sums.length; d++) {
        assertEquals(sums[d] / cells.size(cell), centroid[d], 1e-5, "centroid is the mean");
      }
    }
    assertTrue(Arrays.stream(cellOf).allMatch(cell -> cell >= 0), "all have a cell");
    return cellOf;
  }

  @Test
  void vectorsAreNearTheirCentroids() throws IOException {
    float[][] vectors = vectors(1500, 12, 30);
    try (Arena arena = Arena.ofShared()) {
      HnswGraph graph = nearest(vectors, arena);
      Cells cells = cells(graph, vectors, 40, arena);
      int[] cellOf = check(cells, vectors);
      int[] again = check(cells(graph, vectors, 40, arena), vectors);
      assertArrayEquals(cellOf, again, "seed " + seed);
      double own = 0;
      double best = 0;
      double any = 0;
      for (int i = 0; i < vectors.length; i++) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int cell = 0; cell < cells.count(); cell++) {
          double distance = squaredL2(vectors[i], centroid(cells, cell));
          nearest = Math.min(nearest, distance);
          any += distance / cells.count();
        }
        own += squaredL2(vectors[i], centroid(cells, cellOf[i]));
        best += nearest;
      }
      assertTrue(own < 1.05 * best, own + " of " + best + ", seed " + seed);
      assertTrue(own < .4 * any, own + " of " + any + ", seed " + seed);
    }
  }

  /// Whatever the links, and however alike the vectors are, each has a cell.
  @Test
  void anyGraphWillDo() throws IOException {
    int size = 50 + random.nextInt(300);
    float[][] vectors = vectors(size, 3, 5);
    if (random.nextBoolean()) {
      for (float[] vector : vectors) {
        Arrays.fill(vector, 1);
      }
    }
    try (Arena arena = Arena.ofShared()) {
      MemorySegment links = arena.allocate(4L * DEGREE * size, 64);
      links.fill((byte) -1);
      for (int i = 0; i < size; i++) {
        int degree = random.nextInt(3);
        for (int l = 0; l < degree; l++) {
          links.set(ValueLayout.JAVA_INT, 4L * (i * DEGREE + l), random.nextInt(size));
        }
      }
      check(cells(graph(links, size), vectors, 1 + random.nextInt(size), arena), vectors);
    }
  }

  @Test
  void workIsCancelled() throws IOException {
    float[][] vectors = vectors(300, 4, 5);
    try (Arena arena = Arena.ofShared()) {
      HnswGraph graph = nearest(vectors, arena);
      int after = random.nextInt(20);
      int[] asked = {0};
      Checkpoint checkpoint =
          () -> {
            if (asked[0]++ >= after) {
              throw new IOException("cancelled");
            }
          };
      Memory memory = new Memory(arena, checkpoint);
      assertThrows(
          IOException.class,
          () -> Cells.of(graph, (ordinal, into) -> {}, 4, 30, memory),
          "seed " + seed);
    }
  }
}
