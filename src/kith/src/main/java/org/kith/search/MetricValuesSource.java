package org.kith.search;

import java.io.IOException;
import java.util.Objects;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DoubleValues;
import org.apache.lucene.search.DoubleValuesSource;
import org.apache.lucene.search.IndexSearcher;
import org.kith.format.LeafDistances;

/// Distances or scores of a target, document by document.
final class MetricValuesSource extends DoubleValuesSource {
  private final VectorTarget target;
  private final boolean scores;

  /// @param scores whether values are scores; else they are distances
  MetricValuesSource(VectorTarget target, boolean scores) {
    this.target = target;
    this.scores = scores;
  }

  @Override
  public DoubleValues getValues(LeafReaderContext leaf, DoubleValues ofScores) throws IOException {
    LeafDistances distances = target.in(leaf.reader());
    return distances == null ? DoubleValues.EMPTY : new Values(distances, scores);
  }

  @Override
  public boolean needsScores() {
    return false;
  }

  @Override
  public DoubleValuesSource rewrite(IndexSearcher searcher) {
    return this;
  }

  @Override
  public boolean isCacheable(LeafReaderContext leaf) {
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MetricValuesSource that
        && target.equals(that.target)
        && scores == that.scores;
  }

  @Override
  public int hashCode() {
    return Objects.hash(target, scores);
  }

  @Override
  public String toString() {
    return (scores ? "score(" : "distance(") + target + ")";
  }

  private static final class Values extends DoubleValues {
    private final LeafDistances distances;
    private final KnnVectorValues.DocIndexIterator docs;
    private final boolean scores;
    private final int[] ordinal = new int[1];
    private final float[] distance = new float[1];

    Values(LeafDistances distances, boolean scores) {
      this.distances = distances;
      this.docs = distances.iterator();
      this.scores = scores;
    }

    @Override
    public boolean advanceExact(int doc) throws IOException {
      int at = docs.docID();
      return at == doc || (at < doc && docs.advance(doc) == doc);
    }

    @Override
    public double doubleValue() throws IOException {
      ordinal[0] = docs.index();
      distances.score(ordinal, 1, distance);
      return scores ? distances.metric().score(distance[0]) : distance[0];
    }
  }
}
