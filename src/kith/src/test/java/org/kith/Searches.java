package org.kith;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;

/// Searches an index through Lucene and compares with the true answers.
final class Searches {
  private static final int QUERIES = 20;

  private final Corpus corpus;
  private final IndexSearcher searcher;
  private final BitSet expected;

  /// @param expected the documents that may be found
  Searches(Corpus corpus, IndexReader reader, BitSet expected) {
    this.corpus = corpus;
    this.searcher = new IndexSearcher(reader);
    this.expected = expected;
  }

  /// Checks number, order, scores and documents of hits, and how many of the best are among them.
  ///
  /// @param filter must accept the expected documents; null for all
  void check(int k, Query filter, double recall) throws IOException {
    int right = 0;
    int all = 0;
    for (int i = 0; i < QUERIES; i++) {
      int[] query = corpus.query(i);
      double[] best = corpus.best(query, k, expected);
      ScoreDoc[] hits = searcher.search(corpus.query(query, k, filter, null), k).scoreDocs;
      assertEquals(best.length, hits.length, "hits");
      checkHits(query, hits);
      double worst = best.length == 0 ? 0 : best[best.length - 1];
      for (ScoreDoc hit : hits) {
        right += hit.score >= worst * (1 - 1e-5) ? 1 : 0;
      }
      all += hits.length;
    }
    assertTrue(right >= recall * all, "found " + right + " of " + all);
  }

  private void checkHits(int[] query, ScoreDoc[] hits) throws IOException {
    StoredFields stored = searcher.storedFields();
    Set<Integer> seen = new HashSet<>();
    float last = Float.POSITIVE_INFINITY;
    for (ScoreDoc hit : hits) {
      int id = Corpus.id(stored, hit.doc);
      assertTrue(expected.get(id) && seen.add(id), "document " + id);
      float score = corpus.score(query, id);
      assertEquals(score, hit.score, 1e-5 * score);
      assertTrue(hit.score <= last, "order");
      last = hit.score;
    }
  }
}
