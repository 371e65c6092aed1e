package org.kith.format;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FilterLeafReader;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReader;
import org.kith.kernel.RowForm;
import org.kith.kernel.Rows;
import org.kith.metric.Metric;
import org.kith.metric.MetricVectors;
import org.kith.metric.Scorer;
import org.kith.metric.VectorSpace;
import org.kith.spec.MetricSpec;

/// Distances from one query to the vectors of a segment, whichever format wrote it, and however its
/// reader is wrapped. Belongs to one thread.
public final class LeafDistances {
  private final KnnVectorValues values;
  private final Metric metric;
  private final Scorer scorer;
  private final boolean indexed;

  private LeafDistances(KnnVectorValues values, Metric metric, Scorer scorer, boolean indexed) {
    this.values = values;
    this.metric = metric;
    this.scorer = scorer;
    this.indexed = indexed;
  }

  /// Opens the vectors of a segment.
  ///
  /// @param query `float[]` or `byte[]`; must not change meanwhile
  /// @param asked compares them; empty for the metric they were indexed with
  /// @return null if the segment has no vectors of the field
  /// @throws IllegalArgumentException if the field has other vectors than the query, or the metric
  ///   cannot compare them, or is missing
  public static LeafDistances of(
      LeafReader reader, String field, Object query, Optional<MetricSpec> asked)
      throws IOException {
    FieldInfo info = reader.getFieldInfos().fieldInfo(field);
    if (info == null || !info.hasVectorValues()) {
      return null;
    }
    return switch (query) {
      case float[] floats -> of(reader, info, VectorType.F32, floats, asked);
      case byte[] bytes -> of(reader, info, VectorType.I8, bytes, asked);
      default -> throw new IllegalArgumentException("neither float[] nor byte[]: " + query);
    };
  }

  private static <T> LeafDistances of(
      LeafReader reader, FieldInfo info, VectorType<T> type, T query, Optional<MetricSpec> asked)
      throws IOException {
    if (info.getVectorEncoding() != type.luceneEncoding()) {
      throw new IllegalArgumentException(
          "field '"
              + info.name
              + "' has vectors of "
              + info.getVectorEncoding()
              + ", the query is of "
              + type.luceneEncoding());
    }
    KnnVectorValues values = type.values(reader, info.name);
    if (values == null || values.size() == 0) {
      return null;
    }
    if (type.length(query) != info.getVectorDimension()) {
      throw new IllegalArgumentException(
          "field '"
              + info.name
              + "' has "
              + info.getVectorDimension()
              + " dimensions, the query "
              + type.length(query));
    }
    Metric indexed = asked.isPresent() ? null : indexedWith(reader, info, type);
    Metric metric = indexed == null ? bind(asked.get(), info, type) : indexed;
    MetricVectors<T> ours = ours(values);
    Scorer scorer =
        ours == null ? scorer(metric, info, type, values, query) : ours.scorer(query, metric);
    return new LeafDistances(values, metric, scorer, ours != null && indexed != null);
  }

  private static <T> Metric bind(MetricSpec spec, FieldInfo info, VectorType<T> type) {
    return spec.bind(Map.of(), type.encoding(), info.getVectorDimension());
  }

  /// The metric that a segment's vectors are indexed with.
  ///
  /// @return null if the segment has no vectors of the field
  /// @throws IllegalArgumentException if it is missing
  public static Metric indexedWith(LeafReader reader, String field) throws IOException {
    FieldInfo info = reader.getFieldInfos().fieldInfo(field);
    if (info == null || !info.hasVectorValues()) {
      return null;
    }
    VectorType<?> type = VectorType.of(info.getVectorEncoding());
    KnnVectorValues values = type.values(reader, field);
    return values == null || values.size() == 0 ? null : indexedWith(reader, info, type);
  }

  private static <T> Metric indexedWith(LeafReader reader, FieldInfo info, VectorType<T> type)
      throws IOException {
    MetricVectors<T> ours = ours(type.values(FilterLeafReader.unwrap(reader), info.name));
    return ours == null ? bind(FieldMetric.similarity(info), info, type) : ours.metric();
  }

  /// The vectors if they are Kith's and not hidden; else null.
  @SuppressWarnings("unchecked")
  private static <T> MetricVectors<T> ours(KnnVectorValues values) {
    return values instanceof MetricVectors<?> ours ? (MetricVectors<T>) ours : null;
  }

  private static <T> Scorer scorer(
      Metric metric, FieldInfo info, VectorType<T> type, KnnVectorValues values, T query) {
    FieldMetric.check(info.name, metric, type, query);
    int dims = info.getVectorDimension();
    Rows rows =
        new Rows(values.size(), dims * type.encoding().bytes()) {
          @Override
          public MemorySegment segment() {
            return null;
          }

          @Override
          public void fetch(int ordinal, MemorySegment into, long offset) throws IOException {
            MemorySegment row = into.asSlice(offset, stride());
            type.encode(type.vector(values, ordinal), RowForm.PLAIN, row);
          }
        };
    return type.scorer(new VectorSpace(metric, type.encoding(), dims, rows, null), query);
  }

  /// What the distances mean.
  public Metric metric() {
    return metric;
  }

  /// Whether the vectors are Kith's, and indexed with this metric, so that a graph can be walked.
  public boolean indexed() {
    return indexed;
  }

  /// Number of vectors.
  public int size() {
    return values.size();
  }

  /// The documents that have a vector, and their ordinals; the same iterator each time where some
  /// have none.
  public KnnVectorValues.DocIndexIterator iterator() {
    return values.iterator();
  }

  /// Distances to the first `count` of `ordinals`, ascending, into `distances`.
  public void score(int[] ordinals, int count, float[] distances) throws IOException {
    if (count > 0 && ordinals[count - 1] - ordinals[0] == count - 1) {
      scorer.scoreRange(ordinals[0], count, distances);
    } else {
      scorer.score(ordinals, count, distances);
    }
  }
}
