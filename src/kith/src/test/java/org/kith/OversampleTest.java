package org.kith;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kith.search.ExactKnnQuery;
import org.kith.search.KithKnnQuery;
import org.kith.search.KithSearch;
import org.kith.search.VectorTarget;

/// A query says how many candidates are scored by the vectors again.
class OversampleTest {
  private static final int K = 10;
  private static final int QUERIES = 20;
  private static final int COUNT = 3000;
  private static final int DIMS = 8;

  /// So many vectors are closer together than a step of their codes.
  private static final int CROWD = 300;

  @ParameterizedTest
  @ValueSource(strings = {"Flat,SQ8,RFlat", "HNSW8,SQ8,RFlat"})
  void moreCandidatesMendWhatCodesGetWrong(String spec) throws IOException {
    long seed = Long.getLong("kith.seed", new Random().nextLong());
    Document[] documents = new Document[COUNT];
    Random random = new Random(seed);
    for (int i = 0; i < COUNT; i++) {
      float[] vector = vector(random, i < CROWD ? 1 : 1e4);
      documents[i] = MetricIndex.document(i, null, vector);
    }
    try (MetricIndex sparing = new MetricIndex();
        MetricIndex lavish = new MetricIndex()) {
      sparing.add(spec, documents);
      lavish.add(spec + ";oversample=30", documents);
      try (IndexReader reader = sparing.reader();
          IndexReader lavishReader = lavish.reader()) {
        int some = right(reader, null, seed);
        int more = right(reader, KithSearch.oversample(5), seed);
        int all = right(reader, KithSearch.oversample(30), seed);
        String found = some + ", " + more + ", " + all + "; repeat with -Dkith.seed=" + seed;
        assertTrue(some < 0.6 * K * QUERIES, found);
        assertTrue(some < more && more < all, found);
        assertTrue(all > 0.9 * K * QUERIES, found);
        assertEquals(all, right(lavishReader, null, seed), found);
        assertEquals(all, right(lavishReader, KithSearch.efSearch(1), seed), found);
        KnnSearchStrategy both = KithSearch.efSearch(1).withOversample(1);
        assertTrue(right(lavishReader, both, seed) < more, found);
      }
    }
  }

  /// How many of the nearest are found around the crowd.
  private static int right(IndexReader reader, KnnSearchStrategy strategy, long seed)
      throws IOException {
    IndexSearcher searcher = new IndexSearcher(reader);
    Random random = new Random(~seed);
    int right = 0;
    for (int i = 0; i < QUERIES; i++) {
      float[] query = vector(random, 1);
      VectorTarget target = VectorTarget.of(MetricIndex.FIELD, query);
      float worst = searcher.search(new ExactKnnQuery(target, K), K).scoreDocs[K - 1].score;
      var nearest =
          strategy == null
              ? new KnnFloatVectorQuery(MetricIndex.FIELD, query, K)
              : new KnnFloatVectorQuery(MetricIndex.FIELD, query, K, null, strategy);
      var sharing = KithKnnQuery.of(MetricIndex.FIELD, query, K, null, strategy);
      ScoreDoc[] hits = searcher.search(nearest, K).scoreDocs;
      // Nobody is there to share with.
      assertArrayEquals(scores(hits), scores(searcher.search(sharing, K).scoreDocs));
      for (ScoreDoc hit : hits) {
        right += hit.score >= worst ? 1 : 0;
      }
    }
    return right;
  }

  private static double[] scores(ScoreDoc[] hits) {
    return Arrays.stream(hits).mapToDouble(hit -> hit.score).toArray();
  }

  private static float[] vector(Random random, double scale) {
    float[] vector = new float[DIMS];
    for (int i = 0; i < DIMS; i++) {
      vector[i] = (float) (scale * random.nextDouble(-1, 1));
    }
    return vector;
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    refused("oversample must be 1..1000, got 0.5", () -> KithSearch.oversample(0.5));
    refused("oversample must be 1..1000, got NaN", () -> KithSearch.oversample(Double.NaN));
    KithSearch search = KithSearch.efSearch(100_000);
    refused("oversample must be 1..1000, got 1000.1", () -> search.withOversample(1000.1));
    refused("efSearch must be 1..100000, got 0", () -> KithSearch.efSearch(0));
    refused("efSearch must be 1..100000, got 100001", () -> KithSearch.efSearch(100_001));
  }

  private static void refused(String message, Executable executable) {
    Exception e = assertThrows(IllegalArgumentException.class, executable);
    assertEquals(message, e.getMessage());
  }

  @Test
  void settingsAreValues() {
    KithSearch both = KithSearch.efSearch(20).withOversample(2.5);
    assertEquals("efSearch=20;oversample=2.5", both.toString());
    assertEquals("efSearch=20", KithSearch.efSearch(20).toString());
    assertEquals("oversample=2.5", KithSearch.oversample(2.5).toString());
    KithSearch same = KithSearch.efSearch(20).withOversample(2).withOversample(2.5);
    assertEquals(both, same);
    assertEquals(both.hashCode(), same.hashCode());
    assertNotEquals(both, KithSearch.efSearch(20));
    assertNotEquals(both, KithSearch.oversample(2.5));
  }
}
