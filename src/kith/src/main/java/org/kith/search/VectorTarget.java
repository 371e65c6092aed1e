package org.kith.search;

import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.DoubleValuesSource;
import org.apache.lucene.search.DoubleValuesSourceRescorer;
import org.apache.lucene.search.Rescorer;
import org.kith.format.LeafDistances;
import org.kith.spec.MetricSpec;

/// What the vectors of a field are compared with, and how: what [ExactKnnQuery] and
/// [DistanceRangeQuery] search for, and a source of values for Lucene.
///
/// ```java
/// VectorTarget target = VectorTarget.of("vector", vector);
/// new ExactKnnQuery(target, 10);                               // the 10 nearest, exactly
/// new DistanceRangeQuery(target, 0.3);                         // all within 0.3
/// new Sort(target.distances().getSortField(false, Double.POSITIVE_INFINITY)); // nearest first
/// target.by("l1").rescorer().rescore(searcher, hits, 10);      // hits again, by another metric
/// new FunctionScoreQuery(words, target.scores());              // with lucene-queries
/// ```
///
/// Works on fields of every format: those of Lucene's have the metric of their similarity.
public final class VectorTarget {
  private final String field;
  private final Object vector;
  private final Optional<MetricSpec> metric;

  private VectorTarget(String field, Object vector, Optional<MetricSpec> metric) {
    this.field = Objects.requireNonNull(field, "field");
    this.vector = vector;
    this.metric = metric;
  }

  /// Compares float vectors by the metric they are indexed with.
  ///
  /// @param field that has them
  /// @param vector of the field's dimensions; copied
  /// @return the target
  public static VectorTarget of(String field, float... vector) {
    return new VectorTarget(field, vector.clone(), Optional.empty());
  }

  /// Compares byte vectors by the metric they are indexed with.
  ///
  /// @param field that has them
  /// @param vector of the field's dimensions; copied
  /// @return the target
  public static VectorTarget of(String field, byte[] vector) {
    return new VectorTarget(field, vector.clone(), Optional.empty());
  }

  /// The same target by another metric than that of the index. No graph helps to find what is near
  /// by it, so that all vectors are compared.
  ///
  /// @param newMetric as in a spec, for example `lp(3)`
  /// @return a target
  /// @throws IllegalArgumentException if it is no metric
  public VectorTarget by(String newMetric) {
    return new VectorTarget(field, vector, Optional.of(MetricSpec.parse(newMetric)));
  }

  /// The distance of each document's vector, in the metric's unit: for sorting, facets and
  /// functions. Documents without a vector have no value.
  ///
  /// @return a source for Lucene
  public DoubleValuesSource distances() {
    return new MetricValuesSource(this, false);
  }

  /// The score of each document's vector: at least 0, higher where nearer.
  ///
  /// @return a source for Lucene
  public DoubleValuesSource scores() {
    return new MetricValuesSource(this, true);
  }

  /// Orders hits again by how near their vectors are. Hits without a vector get the score 0.
  ///
  /// @return a rescorer for the hits of any query
  public Rescorer rescorer() {
    return new DoubleValuesSourceRescorer(scores()) {
      @Override
      protected float combine(float firstPassScore, boolean valuePresent, double value) {
        return valuePresent ? (float) value : 0;
      }
    };
  }

  String field() {
    return field;
  }

  /// `float[]` or `byte[]`; not to be changed.
  Object vector() {
    return vector;
  }

  /// Distances to the vectors of a segment; null if it has none.
  LeafDistances in(LeafReader reader) throws IOException {
    return LeafDistances.of(reader, field, vector, metric);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VectorTarget that
        && field.equals(that.field)
        && Objects.deepEquals(vector, that.vector)
        && metric.equals(that.metric);
  }

  @Override
  public int hashCode() {
    return Objects.hash(field, Arrays.deepHashCode(new Object[] {vector}), metric);
  }

  /// For example `vector~[0.25, …128]` or `vector~[0.25, …128] by l1`.
  @Override
  public String toString() {
    String begin =
        switch (vector) {
          case float[] floats -> floats.length == 0 ? "" : floats[0] + ", …" + floats.length;
          case byte[] bytes -> bytes.length == 0 ? "" : bytes[0] + ", …" + bytes.length;
          default -> "";
        };
    return field + "~[" + begin + "]" + metric.map(m -> " by " + m).orElse("");
  }
}
