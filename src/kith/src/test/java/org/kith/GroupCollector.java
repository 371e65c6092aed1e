package org.kith;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.search.AbstractKnnCollector;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TotalHits;

/// Keeps the best hit of each of the best k groups of documents, as parent-join queries do.
final class GroupCollector extends AbstractKnnCollector {
  private static final Comparator<ScoreDoc> BY_SCORE = Comparator.comparingDouble(hit -> hit.score);

  private final int groupSize;
  private final Map<Integer, ScoreDoc> best = new HashMap<>();

  GroupCollector(int k, int groupSize) {
    super(k, Integer.MAX_VALUE);
    this.groupSize = groupSize;
  }

  @Override
  public boolean collect(int doc, float score) {
    ScoreDoc before = best.get(doc / groupSize);
    if ((before != null && before.score >= score) || score <= minCompetitiveSimilarity()) {
      return false;
    }
    best.put(doc / groupSize, new ScoreDoc(doc, score));
    if (best.size() > k()) {
      best.values().remove(best.values().stream().min(BY_SCORE).orElseThrow());
    }
    return true;
  }

  @Override
  public float minCompetitiveSimilarity() {
    return best.size() < k()
        ? Float.NEGATIVE_INFINITY
        : best.values().stream().min(BY_SCORE).orElseThrow().score;
  }

  @Override
  public int numCollected() {
    return best.size();
  }

  @Override
  public TopDocs topDocs() {
    return new TopDocs(
        new TotalHits(visitedCount(), TotalHits.Relation.EQUAL_TO),
        best.values().stream().sorted(BY_SCORE.reversed()).toArray(ScoreDoc[]::new));
  }
}
