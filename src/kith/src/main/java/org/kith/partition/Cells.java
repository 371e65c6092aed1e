package org.kith.partition;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.kith.graph.HnswGraph;
import org.kith.graph.Layer;
import org.kith.graph.Memory;
import org.kith.kernel.Encoding;
import org.kith.kernel.Kernel;
import org.kith.kernel.Kernels;
import org.kith.kernel.Rows;
import org.kith.metric.KernelScorer;

/**
 * Cells of near vectors, each with the mean of its vectors as its centroid: k-means in which a
 * vector is not compared with all centroids, but with those of the cells that its neighbours in a
 * graph belong to (Deng and Zhao, "Fast k-means based on k-NN Graph", ICDE 2018). What it costs a
 * vector does not depend on how many cells there are.
 *
 * <p>It begins with vectors at equal distances in the order of ordinals; their cells spread over
 * the graph until every vector belongs to one. The same graph and vectors give the same cells.
 *
 * <p>Memory: 8 bytes a vector and 16 a cell on heap, the centroids off heap.
 */
public final class Cells {
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** Times that centroids are moved to the mean. */
  private static final int ROUNDS = 3;

  /** Vectors between two looks at whether the work was cancelled. */
  private static final int CHECK_EVERY = 1 << 7;

  /** Vectors by ordinal. */
  @FunctionalInterface
  public interface Vectors {
    /** Reads a vector. */
    void read(int ordinal, float[] vector) throws IOException;
  }

  private final Vectors vectors;
  private final Layer graph;
  private final Memory memory;
  private final int dims;
  private int count;
  private final int[] cells;

  /** The first of each cell, in {@link #ordinals}. */
  private final int[] starts;

  private final int[] ordinals;
  private final MemorySegment centroids;
  private final Kernel kernel;
  private final KernelScorer scorer;
  private final float[] vector;

  /** The cells of a vector's neighbours, each once. */
  private final int[] near;

  private final int[] neighbours;
  private final float[] distances;

  /** Whether a cell is among those. */
  private final int[] seenFor;

  private int seen;

  private Cells(HnswGraph graph, Vectors vectors, int dims, int count, Memory memory)
      throws IOException {
    this.graph = graph.layers().getFirst();
    this.vectors = vectors;
    this.dims = dims;
    this.count = count;
    this.memory = memory;
    cells = new int[graph.size()];
    ordinals = new int[graph.size()];
    starts = new int[count + 1];
    seenFor = new int[count];
    centroids = memory.allocate((long) count * dims * Float.BYTES);
    kernel = Kernels.squaredL2(Encoding.F32, dims);
    scorer = new KernelScorer(kernel, centroids());
    vector = new float[dims];
    neighbours = new int[this.graph.width()];
    near = new int[neighbours.length + 1];
    distances = new float[near.length];
  }

  /**
   * Divides the vectors of a graph.
   *
   * @param dims components of a vector
   * @param count how many cells, at most as many as vectors; those that turn out empty are dropped
   * @param memory for the centroids
   */
  public static Cells of(HnswGraph graph, Vectors vectors, int dims, int count, Memory memory)
      throws IOException {
    Cells cells = new Cells(graph, vectors, dims, count, memory);
    cells.begin();
    cells.spread();
    for (int round = 0; round < ROUNDS; round++) {
      cells.move();
      cells.assign();
    }
    cells.move();
    cells.dropEmpty();
    return cells;
  }

  private void begin() throws IOException {
    Arrays.fill(cells, -1);
    for (int cell = 0; cell < count; cell++) {
      check(cell);
      int ordinal = (int) ((long) cell * cells.length / count);
      cells[ordinal] = cell;
      vectors.read(ordinal, vector);
      put(cell);
    }
  }

  private void put(int cell) {
    MemorySegment.copy(vector, 0, centroids, FLOAT, (long) cell * dims * Float.BYTES, dims);
  }

  /** Until all have a cell. */
  private void spread() throws IOException {
    int left = cells.length - count;
    while (left > 0) {
      int before = left;
      left = assign();
      if (left == before) {
        placeRest();
        return;
      }
    }
  }

  /** Those that no link leaves to a cell: they are compared with all, or follow one that was. */
  private void placeRest() throws IOException {
    float[] all = new float[count];
    for (int ordinal = 0; ordinal < cells.length; ordinal++) {
      check(ordinal);
      choose(ordinal);
      if (cells[ordinal] < 0) {
        vectors.read(ordinal, vector);
        kernel.query(MemorySegment.ofArray(vector), 0);
        scorer.scoreRange(0, count, all);
        cells[ordinal] = 0;
        for (int cell = 1; cell < count; cell++) {
          cells[ordinal] = all[cell] < all[cells[ordinal]] ? cell : cells[ordinal];
        }
      }
    }
  }

  private void check(int step) throws IOException {
    if (step % CHECK_EVERY == 0) {
      memory.checkpoint().check();
    }
  }

  /**
   * Has every vector choose among the cells of its neighbours.
   *
   * @return how many have none yet
   */
  private int assign() throws IOException {
    int left = 0;
    for (int ordinal = 0; ordinal < cells.length; ordinal++) {
      check(ordinal);
      choose(ordinal);
      left += cells[ordinal] < 0 ? 1 : 0;
    }
    return left;
  }

  private void choose(int ordinal) throws IOException {
    int nearCount = near(ordinal);
    if (nearCount == 0 || (nearCount == 1 && near[0] == cells[ordinal])) {
      return;
    }
    vectors.read(ordinal, vector);
    kernel.query(MemorySegment.ofArray(vector), 0);
    scorer.score(near, nearCount, distances);
    int best = 0;
    for (int i = 1; i < nearCount; i++) {
      boolean closer = distances[i] < distances[best];
      best = closer || (distances[i] == distances[best] && near[i] < near[best]) ? i : best;
    }
    cells[ordinal] = near[best];
  }

  private int near(int ordinal) throws IOException {
    seen++;
    int nearCount = 0;
    int degree = graph.neighbours(ordinal, neighbours);
    for (int i = -1; i < degree; i++) {
      int cell = cells[i < 0 ? ordinal : neighbours[i]];
      if (cell >= 0 && seenFor[cell] != seen) {
        seenFor[cell] = seen;
        near[nearCount++] = cell;
      }
    }
    return nearCount;
  }

  /** Moves centroids to the means of their cells. */
  private void move() throws IOException {
    Arrays.fill(starts, 0);
    for (int cell : cells) {
      starts[cell + 1]++;
    }
    for (int cell = 0; cell < count; cell++) {
      starts[cell + 1] += starts[cell];
    }
    int[] next = Arrays.copyOf(starts, count);
    for (int ordinal = 0; ordinal < cells.length; ordinal++) {
      ordinals[next[cells[ordinal]]++] = ordinal;
    }
    double[] sums = new double[dims];
    for (int cell = 0; cell < count; cell++) {
      mean(cell, sums);
    }
  }

  private void mean(int cell, double[] sums) throws IOException {
    int size = size(cell);
    if (size == 0) {
      return;
    }
    Arrays.fill(sums, 0);
    for (int i = 0; i < size; i++) {
      check(i);
      vectors.read(ordinal(cell, i), vector);
      for (int d = 0; d < dims; d++) {
        sums[d] += vector[d];
      }
    }
    for (int d = 0; d < dims; d++) {
      vector[d] = (float) (sums[d] / size);
    }
    put(cell);
  }

  private void dropEmpty() {
    long bytes = (long) dims * Float.BYTES;
    int kept = 0;
    for (int cell = 0; cell < count; cell++) {
      if (size(cell) > 0) {
        MemorySegment.copy(centroids, cell * bytes, centroids, kept * bytes, bytes);
        starts[++kept] = starts[cell + 1];
      }
    }
    count = kept;
  }

  /** How many cells there are, none of them empty. */
  public int count() {
    return count;
  }

  /** How many vectors a cell has. */
  public int size(int cell) {
    return starts[cell + 1] - starts[cell];
  }

  /** The {@code i}-th vector of a cell, in the order of ordinals. */
  public int ordinal(int cell, int i) {
    return ordinals[starts[cell] + i];
  }

  /** The centroids, float32 each component. */
  public Rows centroids() {
    return Rows.of(centroids, count, dims * Float.BYTES);
  }
}
