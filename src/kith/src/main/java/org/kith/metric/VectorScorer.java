package org.kith.metric;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.kith.kernel.Kernel;
import org.kith.kernel.Rows;

/** Distances between a query and raw vectors: what the metric makes of the kernel's values. */
final class VectorScorer implements RowScorer {
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Metric metric;
  private final Kernel kernel;
  private final KernelScorer values;
  private final Rows inverseNorms;
  private final MemorySegment norms;
  private MemorySegment one;
  private float queryInverseNorm = 1;

  VectorScorer(Metric metric, Rows vectors, Rows inverseNorms) {
    this.metric = metric;
    kernel = metric.kernel();
    values = new KernelScorer(kernel, vectors);
    this.inverseNorms = inverseNorms;
    norms = inverseNorms == null ? null : inverseNorms.segment();
  }

  void query(MemorySegment source, long offset, float inverseNorm) {
    kernel.query(source, offset);
    queryInverseNorm = inverseNorm;
  }

  @Override
  public void target(int ordinal) throws IOException {
    values.query(ordinal);
    queryInverseNorm = inverseNorms == null ? 1 : inverseNorm(ordinal);
  }

  @Override
  public void score(int[] ordinals, int count, float[] distances) throws IOException {
    values.score(ordinals, count, distances);
    if (inverseNorms != null) {
      for (int i = 0; i < count; i++) {
        distances[i] *= queryInverseNorm * inverseNorm(ordinals[i]);
      }
    }
    metric.toDistances(distances, count);
  }

  @Override
  public void scoreRange(int first, int count, float[] distances) throws IOException {
    values.scoreRange(first, count, distances);
    if (inverseNorms != null) {
      for (int i = 0; i < count; i++) {
        distances[i] *= queryInverseNorm * inverseNorm(first + i);
      }
    }
    metric.toDistances(distances, count);
  }

  private float inverseNorm(int ordinal) throws IOException {
    if (norms != null) {
      return norms.get(FLOAT, (long) ordinal * Float.BYTES);
    }
    if (one == null) {
      one = inverseNorms.allocateRow();
    }
    inverseNorms.fetch(ordinal, one, 0);
    return one.get(FLOAT, 0);
  }
}
