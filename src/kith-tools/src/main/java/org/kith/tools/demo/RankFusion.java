package org.kith.tools.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.search.ScoreDoc;

/**
 * Reciprocal rank fusion (Cormack, Clarke and Büttcher, 2009): a document's score is the sum over
 * the rankings of 1 / (60 + its rank). Scores of different scales need not be compared.
 */
final class RankFusion {
  private static final int DAMPING = 60;

  private RankFusion() {}

  /** The best of all rankings, best first; equal ones by document number. */
  static List<ScoreDoc> fuse(List<ScoreDoc[]> rankings, int count) {
    Map<Integer, Float> scores = new LinkedHashMap<>();
    for (ScoreDoc[] ranking : rankings) {
      for (int i = 0; i < ranking.length; i++) {
        scores.merge(ranking[i].doc, 1f / (DAMPING + i + 1), Float::sum);
      }
    }
    List<ScoreDoc> fused = new ArrayList<>();
    scores.forEach((doc, score) -> fused.add(new ScoreDoc(doc, score)));
    fused.sort(
        Comparator.comparingDouble((ScoreDoc hit) -> -hit.score).thenComparingInt(hit -> hit.doc));
    return fused.subList(0, Math.min(count, fused.size()));
  }
}
