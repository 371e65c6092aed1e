package org.kith.metric;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.kith.kernel.Encoding;
import org.kith.kernel.Rows;

/** Distances between arrays, as a search computes them: over stored rows. */
final class Distances {
  private Distances() {}

  static float[] of(Metric metric, float[] query, float[]... rows) throws IOException {
    int dims = query.length;
    MemorySegment stored = MemorySegment.ofArray(new int[rows.length * dims]);
    MemorySegment norms = MemorySegment.ofArray(new float[rows.length]);
    for (int r = 0; r < rows.length; r++) {
      MemorySegment.copy(rows[r], 0, stored, ValueLayout.JAVA_FLOAT, r * dims * 4L, dims);
      norms.setAtIndex(ValueLayout.JAVA_FLOAT, r, VectorSpace.inverseNorm(rows[r]));
    }
    Rows vectors = Rows.of(stored, rows.length, dims * 4);
    VectorSpace space = space(metric, Encoding.F32, dims, vectors, norms);
    return all(space, space.scorer(query));
  }

  static float[] of(Metric metric, byte[] query, byte[]... rows) throws IOException {
    int dims = query.length;
    MemorySegment stored = MemorySegment.ofArray(new byte[rows.length * dims]);
    MemorySegment norms = MemorySegment.ofArray(new float[rows.length]);
    for (int r = 0; r < rows.length; r++) {
      MemorySegment.copy(rows[r], 0, stored, ValueLayout.JAVA_BYTE, r * (long) dims, dims);
      norms.setAtIndex(ValueLayout.JAVA_FLOAT, r, VectorSpace.inverseNorm(rows[r]));
    }
    Rows vectors = Rows.of(stored, rows.length, dims);
    VectorSpace space = space(metric, Encoding.I8, dims, vectors, norms);
    return all(space, space.scorer(query));
  }

  private static VectorSpace space(
      Metric metric, Encoding encoding, int dims, Rows vectors, MemorySegment norms) {
    Rows stored = metric.needsNorms() ? Rows.of(norms, vectors.count(), Float.BYTES) : null;
    return new VectorSpace(metric, encoding, dims, vectors, stored);
  }

  private static float[] all(VectorSpace space, Scorer scorer) throws IOException {
    float[] distances = new float[space.size()];
    scorer.scoreRange(0, distances.length, distances);
    return distances;
  }
}
