package org.kith.format;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.kith.kernel.Rows;
import org.kith.metric.RowScorer;
import org.kith.metric.Scorer;
import org.kith.quantize.CodeSpace;

/// Stored vectors as queries to their codes. For one thread.
final class StoredQueries<T> implements RowScorer {
  private final VectorType<T> type;
  private final Rows vectors;
  private final CodeSpace codes;
  private final MemorySegment row;
  private final T vector;
  private Scorer estimates;

  StoredQueries(VectorType<T> type, int dims, Rows vectors, CodeSpace codes) {
    this.type = type;
    this.vectors = vectors;
    this.codes = codes;
    row = vectors.allocateRow();
    vector = type.allocate(dims);
  }

  @Override
  public void target(int ordinal) throws IOException {
    vectors.fetch(ordinal, row, 0);
    type.decode(row, 0, vector);
    estimates = codes.scorer(type.floats(vector));
  }

  @Override
  public void score(int[] ordinals, int count, float[] distances) throws IOException {
    if (estimates == null) {
      Arrays.fill(distances, 0, count, Float.POSITIVE_INFINITY);
    } else {
      estimates.score(ordinals, count, distances);
    }
  }

  @Override
  public void scoreRange(int first, int count, float[] distances) throws IOException {
    if (estimates == null) {
      Arrays.fill(distances, 0, count, Float.POSITIVE_INFINITY);
    } else {
      estimates.scoreRange(first, count, distances);
    }
  }
}
