package org.kith;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kith.search.ExactKnnQuery;
import org.kith.search.VectorTarget;

/// Vectors whose products, lengths and differences overflow, among ordinary ones: graphs are built
/// and merged, and every search has its k hits.
class HugeVectorsTest {
  private static final int K = 10;
  private static final int SEGMENTS = 2;

  /// More than are worth a scan with so small an efSearch.
  private static final int COUNT = 600;

  /// The last have sketches, unless vectors are too long.
  private static final List<Integer> DIMS = List.of(21, 77);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Flat;metric=ip",
        "Flat;metric=dot",
        "Flat;metric=cos",
        "Flat;metric=l2sq",
        "Flat;metric=weighted(ip[0:9]*1+l1[9:21]*2)",
        "SQ4,RFlat;metric=ip",
        "SQ4,RFlat;metric=cos",
        "SQ4,RFlat;metric=l2sq",
        "RaBitQ,RFlat;metric=ip",
        "RaBitQ,RFlat;metric=cos",
        "RaBitQ,RFlat;metric=l2sq",
        "RaBitQ2,Refine(SQ8);metric=ip",
        "RaBitQ2,Refine(SQ4);metric=cos",
        "RaBitQ,Refine(SQ8);metric=l2sq"
      })
  void searchesHaveTheirHits(String code) throws IOException {
    long seed = Long.getLong("kith.seed", new Random().nextLong());
    try {
      for (int dims : code.contains("weighted") ? DIMS.subList(0, 1) : DIMS) {
        for (double share : new double[] {0, 0.1, 0.9, 1}) {
          check("HNSW16," + code + ";efSearch=10", dims, share, new Random(seed));
        }
      }
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("repeat with -Dkith.seed=" + seed, e);
    }
  }

  private static void check(String spec, int dims, double share, Random random) throws IOException {
    try (MetricIndex index = new MetricIndex()) {
      for (int segment = 0; segment < SEGMENTS; segment++) {
        Document[] documents = new Document[COUNT];
        for (int i = 0; i < COUNT; i++) {
          documents[i] =
              MetricIndex.document(segment * COUNT + i, null, vector(dims, share, random));
        }
        index.add(spec, documents);
      }
      check(index, dims, random);
      index.merge(spec);
      check(index, dims, random);
    }
  }

  private static void check(MetricIndex index, int dims, Random random) throws IOException {
    try (IndexReader reader = index.reader()) {
      IndexSearcher searcher = new IndexSearcher(reader);
      for (int i = 0; i < 20; i++) {
        float[] query = vector(dims, 0.5, random);
        float nearest = check(searcher, new KnnFloatVectorQuery(MetricIndex.FIELD, query, K));
        VectorTarget target = VectorTarget.of(MetricIndex.FIELD, query);
        assertTrue(check(searcher, new ExactKnnQuery(target, K)) >= nearest);
      }
    }
  }

  /// The score of the first hit.
  private static float check(IndexSearcher searcher, Query query) throws IOException {
    ScoreDoc[] hits = searcher.search(query, K).scoreDocs;
    assertEquals(K, hits.length);
    for (ScoreDoc hit : hits) {
      assertTrue(hit.score >= 0 && hit.score <= Float.MAX_VALUE, query + ": " + hit);
    }
    return hits[0].score;
  }

  /// Huge with some probability.
  private static float[] vector(int dims, double share, Random random) {
    double scale = random.nextDouble() < share ? Math.pow(10, random.nextDouble(30, 38.5)) : 1;
    float[] vector = new float[dims];
    for (int i = 0; i < dims; i++) {
      vector[i] = (float) (scale * random.nextDouble(-1, 1));
    }
    return vector;
  }
}
