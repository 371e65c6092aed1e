package org.kith.ordeal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.apache.lucene.document.IntField;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.util.Bits;
import org.kith.lucene.ExactScore;
import org.kith.lucene.VectorField;

/// One thread's searches. Checks every hit, and now and then all of an answer against an exact one.
final class StressSearches {
  private static final int SAMPLE_EVERY = 20;

  private final SearcherManager manager;
  private final Random random;
  private int count;
  private int samples;
  private double recall;

  StressSearches(SearcherManager manager, Random random) {
    this.manager = manager;
    this.random = random;
  }

  void search() throws IOException {
    IndexSearcher searcher = manager.acquire();
    try {
      search(searcher, random.nextBoolean() ? VersionedDocuments.FLOATS : VersionedDocuments.BYTES);
    } finally {
      manager.release(searcher);
    }
  }

  private void search(IndexSearcher searcher, VectorField field) throws IOException {
    Query filter =
        random.nextInt(3) == 0
            ? IntField.newRangeQuery(
                VersionedDocuments.GROUP, 0, random.nextInt(VersionedDocuments.GROUPS))
            : null;
    Object target = VersionedDocuments.near(field, random);
    int k = 1 + random.nextInt(20);
    ScoreDoc[] hits = searcher.search(field.query(target, k, filter, null), k).scoreDocs;
    int available = filter == null ? searcher.getIndexReader().numDocs() : searcher.count(filter);
    assertEquals(Math.min(k, available), hits.length);
    check(searcher, field, target, hits);
    if (filter == null && count % SAMPLE_EVERY == 0) {
      recall += recall(searcher, field, target, hits);
      samples++;
    }
    count++;
  }

  private static void check(
      IndexSearcher searcher, VectorField field, Object target, ScoreDoc[] hits)
      throws IOException {
    Set<Integer> docs = new HashSet<>();
    float last = Float.POSITIVE_INFINITY;
    for (ScoreDoc hit : hits) {
      assertTrue("twice", docs.add(hit.doc));
      assertTrue("scores rise", hit.score <= last);
      last = hit.score;
      Object value = VersionedDocuments.value(field, searcher.storedFields(), hit.doc);
      field.score(target, value).check(hit.score, field + " of " + hit.doc);
    }
  }

  /// The part of the hits that are as near as the exact answer.
  private static double recall(
      IndexSearcher searcher, VectorField field, Object target, ScoreDoc[] hits)
      throws IOException {
    DoubleStream.Builder scores = DoubleStream.builder();
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      KnnVectorValues values = field.values(leaf.reader());
      Bits live = leaf.reader().getLiveDocs();
      KnnVectorValues.DocIndexIterator doc = values.iterator();
      while (doc.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
        if (live == null || live.get(doc.docID())) {
          ExactScore score = field.score(target, field.value(values, doc.index()));
          scores.add(score.low());
        }
      }
    }
    double[] sorted = scores.build().sorted().toArray();
    double worst = sorted[sorted.length - hits.length];
    return Arrays.stream(hits).filter(hit -> hit.score >= worst - 1e-6 * worst).count()
        / (double) hits.length;
  }

  int samples() {
    return samples;
  }

  /// The sum over all samples.
  double recall() {
    return recall;
  }
}
