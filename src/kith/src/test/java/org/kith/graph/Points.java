package org.kith.graph;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Random;
import org.kith.kernel.Encoding;
import org.kith.kernel.Rows;
import org.kith.metric.Metrics;
import org.kith.metric.Scorer;
import org.kith.metric.VectorSpace;

/** Vectors for tests, and the exact answers over them. */
final class Points {
  private final float[][] vectors;
  private final VectorSpace space;

  Points(float[][] vectors, boolean mapped) {
    this.vectors = vectors;
    int dims = vectors[0].length;
    MemorySegment segment = Arena.ofAuto().allocate(vectors.length * dims * 4L, 64);
    for (int i = 0; i < vectors.length; i++) {
      MemorySegment.copy(vectors[i], 0, segment, ValueLayout.JAVA_FLOAT, i * dims * 4L, dims);
    }
    Rows rows = Rows.of(segment, vectors.length, dims * 4);
    space =
        new VectorSpace(
            Metrics.of("l2sq", Encoding.F32, dims),
            Encoding.F32,
            dims,
            mapped ? rows : new Fetched(rows),
            null);
  }

  /** Gaussian clusters: neighbours of very different distance. */
  static Points clustered(int count, int dims, long seed) {
    return new Points(clusters(count, dims, seed), true);
  }

  static float[][] clusters(int count, int dims, long seed) {
    Random random = new Random(seed);
    float[][] centres = new float[Math.max(1, count / 200)][dims];
    for (float[] centre : centres) {
      for (int d = 0; d < dims; d++) {
        centre[d] = (float) random.nextGaussian();
      }
    }
    float[][] vectors = new float[count][dims];
    for (float[] vector : vectors) {
      float[] centre = centres[random.nextInt(centres.length)];
      for (int d = 0; d < dims; d++) {
        vector[d] = centre[d] + 0.5f * (float) random.nextGaussian();
      }
    }
    return vectors;
  }

  VectorSpace space() {
    return space;
  }

  int size() {
    return vectors.length;
  }

  float[] vector(int ordinal) {
    return vectors[ordinal];
  }

  /** The part of the points that these ordinals name, in this order. */
  Points select(int[] ordinals) {
    return new Points(
        Arrays.stream(ordinals).mapToObj(o -> vectors[o]).toArray(float[][]::new), true);
  }

  /** Share of the true {@code k} nearest that a walk of breadth {@code ef} finds, by distance. */
  double recall(HnswGraph graph, int k, int ef, long seed) throws IOException {
    Random random = new Random(seed);
    int queries = 100;
    int right = 0;
    for (int q = 0; q < queries; q++) {
      float[] query = vectors[random.nextInt(vectors.length)].clone();
      for (int d = 0; d < query.length; d++) {
        query[d] += 0.1f * (float) random.nextGaussian();
      }
      float[] all = new float[size()];
      Scorer scorer = space.scorer(query);
      scorer.scoreRange(0, size(), all);
      Arrays.sort(all);
      try (Walk walk = Walk.borrow()) {
        walk.nearest(graph, scorer, ef, Math.min(k, ef), count -> true);
        for (int i = 0; i < Math.min(k, walk.count()); i++) {
          right += walk.distance(i) <= all[k - 1] * 1.00001f ? 1 : 0;
        }
      }
    }
    return right / (double) (queries * k);
  }

  /** Rows that hide their memory: what a directory without mapping offers. */
  static final class Fetched extends Rows {
    private final Rows rows;

    Fetched(Rows rows) {
      super(rows.count(), rows.stride());
      this.rows = rows;
    }

    @Override
    public MemorySegment segment() {
      return null;
    }

    @Override
    public void fetch(int ordinal, MemorySegment into, long offset) throws IOException {
      rows.fetch(ordinal, into, offset);
    }
  }
}
