package org.kith;

import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.search.AbstractKnnCollector;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TotalHits;

/// Collects all above a score, as Lucene's range queries do: k is 1, and the bound moves towards
/// every score that is too low.
final class RangeCollector extends AbstractKnnCollector {
  private final float threshold;
  private final List<ScoreDoc> hits = new ArrayList<>();
  private float bound = -Float.MAX_VALUE;

  RangeCollector(float threshold) {
    super(1, Integer.MAX_VALUE);
    this.threshold = threshold;
  }

  @Override
  public boolean collect(int doc, float score) {
    if (score >= threshold) {
      hits.add(new ScoreDoc(doc, score));
      return false;
    }
    bound = (float) (((double) bound + score) / 2);
    return true;
  }

  @Override
  public float minCompetitiveSimilarity() {
    return bound;
  }

  @Override
  public int numCollected() {
    return hits.size();
  }

  @Override
  public TopDocs topDocs() {
    return new TopDocs(
        new TotalHits(visitedCount(), TotalHits.Relation.EQUAL_TO), hits.toArray(ScoreDoc[]::new));
  }

  List<Integer> docs() {
    return hits.stream().map(hit -> hit.doc).toList();
  }
}
