package org.kith.format;

import java.io.IOException;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.hnsw.RandomVectorScorer;
import org.kith.metric.Metric;
import org.kith.metric.Scorer;

/// Scores documents one after the other, for Lucene's exact searches: with our metric, many at a
/// time.
final class ValueScorer<T> implements VectorScorer, RandomVectorScorer {
  private final StoredField<T> field;
  private final Scorer scorer;
  private final Metric metric;
  private final DocIndexIterator iterator;
  private final ValueReader<T> reader;
  private final int[] ordinal = new int[1];
  private final float[] distance = new float[1];

  private ValueScorer(StoredField<T> field, T query) {
    this.field = field;
    scorer = field.scorer(query);
    metric = field.metric();
    reader = new ValueReader<>(field);
    iterator = reader.iterator();
  }

  /// A scorer, independent of all others; null if there is nothing to score.
  static <T> VectorScorer of(StoredField<T> field, T query) {
    return field.size() == 0 ? null : new ValueScorer<>(field, query);
  }

  @Override
  public DocIdSetIterator iterator() {
    return iterator;
  }

  @Override
  public float score() throws IOException {
    return score(iterator.index());
  }

  @Override
  public Bulk bulk(DocIdSetIterator matchingDocs) {
    return field.documents().dense()
        ? Bulk.fromRandomScorerDense(this, iterator, matchingDocs)
        : Bulk.fromRandomScorerSparse(this, iterator, matchingDocs);
  }

  @Override
  public float score(int node) throws IOException {
    ordinal[0] = node;
    return bulkScore(ordinal, distance, 1);
  }

  /// Scores into `scores`; returns the highest, on which callers skip.
  @Override
  public float bulkScore(int[] nodes, float[] scores, int count) throws IOException {
    try {
      scorer.score(nodes, count, scores);
    } catch (IllegalStateException e) {
      throw field.translate(e);
    }
    float best = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      scores[i] = metric.score(scores[i]);
      best = Math.max(best, scores[i]);
    }
    return best;
  }

  @Override
  public int maxOrd() {
    return field.size();
  }

  @Override
  public int ordToDoc(int node) {
    return reader.doc(node);
  }

  @Override
  public Bits getAcceptOrds(Bits acceptDocs) {
    return reader.acceptOrdinals(acceptDocs);
  }
}
