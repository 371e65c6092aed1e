package org.kith.metric;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.kith.kernel.Kernel;
import org.kith.kernel.Rows;

/**
 * Distances between a query and raw vectors. Vectors in memory are compared in place; others are
 * fetched, a block at a time, into memory of the scorer's own.
 */
final class VectorScorer implements RowScorer {
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** Rows fetched at a time where they cannot be mapped. */
  private static final int BLOCK = 16;

  private final Metric metric;
  private final Kernel kernel;
  private final Rows vectors;
  private final Rows inverseNorms;
  private final int stride;
  private final MemorySegment segment;
  private final MemorySegment norms;

  private MemorySegment block;
  private final MemorySegment one = MemorySegment.ofArray(new float[1]);
  private final float[] blockValues = new float[BLOCK];
  private float queryInverseNorm = 1;

  VectorScorer(Metric metric, Rows vectors, Rows inverseNorms) {
    this.metric = metric;
    this.kernel = metric.kernel();
    this.vectors = vectors;
    this.inverseNorms = inverseNorms;
    stride = vectors.stride();
    segment = vectors.segment();
    norms = inverseNorms == null ? null : inverseNorms.segment();
  }

  void query(MemorySegment source, long offset, float inverseNorm) {
    kernel.query(source, offset);
    queryInverseNorm = inverseNorm;
  }

  @Override
  public void target(int ordinal) throws IOException {
    if (segment != null) {
      kernel.query(segment, (long) ordinal * stride);
    } else {
      vectors.fetch(ordinal, block(), 0);
      kernel.query(block, 0);
    }
    queryInverseNorm = inverseNorms == null ? 1 : inverseNorm(ordinal);
  }

  @Override
  public void score(int[] ordinals, int count, float[] distances) throws IOException {
    if (segment != null) {
      kernel.compare(segment, 0, stride, ordinals, count, distances);
    } else {
      for (int from = 0; from < count; from += BLOCK) {
        int n = Math.min(BLOCK, count - from);
        for (int i = 0; i < n; i++) {
          vectors.fetch(ordinals[from + i], block(), (long) i * stride);
        }
        compareBlock(from, n, distances);
      }
    }
    if (inverseNorms != null) {
      for (int i = 0; i < count; i++) {
        distances[i] *= queryInverseNorm * inverseNorm(ordinals[i]);
      }
    }
    metric.toDistances(distances, count);
  }

  @Override
  public void scoreRange(int first, int count, float[] distances) throws IOException {
    if (segment != null) {
      kernel.compareRange(segment, 0, stride, first, count, distances);
    } else {
      for (int from = 0; from < count; from += BLOCK) {
        int n = Math.min(BLOCK, count - from);
        for (int i = 0; i < n; i++) {
          vectors.fetch(first + from + i, block(), (long) i * stride);
        }
        compareBlock(from, n, distances);
      }
    }
    if (inverseNorms != null) {
      for (int i = 0; i < count; i++) {
        distances[i] *= queryInverseNorm * inverseNorm(first + i);
      }
    }
    metric.toDistances(distances, count);
  }

  private void compareBlock(int at, int n, float[] distances) {
    kernel.compareRange(block, 0, stride, 0, n, blockValues);
    System.arraycopy(blockValues, 0, distances, at, n);
  }

  private MemorySegment block() {
    if (block == null) {
      // Long-backed: aligned for every element type.
      block = MemorySegment.ofArray(new long[(BLOCK * stride + Long.BYTES - 1) / Long.BYTES]);
    }
    return block;
  }

  private float inverseNorm(int ordinal) throws IOException {
    if (norms != null) {
      return norms.get(FLOAT, (long) ordinal * Float.BYTES);
    }
    inverseNorms.fetch(ordinal, one, 0);
    return one.get(FLOAT, 0);
  }
}
