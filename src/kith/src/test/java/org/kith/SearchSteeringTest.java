package org.kith;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.HnswQueueSaturationCollector;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TimeLimitingKnnCollectorManager;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.search.TotalHits;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kith.search.KithSearch;

/// Collectors and strategies of Lucene, and ours, steer a search.
class SearchSteeringTest {
  private static final int K = 10;

  private final Corpus corpus = Corpus.walked();
  private Directory directory;
  private IndexReader reader;
  private LeafReader leaf;

  @BeforeEach
  void index() throws IOException {
    directory = new ByteBuffersDirectory();
    try (IndexWriter writer = new IndexWriter(directory, RoundTripTest.config("HNSW8,Flat"))) {
      for (int id = 0; id < corpus.count(); id++) {
        writer.addDocument(corpus.document(id));
      }
      writer.forceMerge(1);
    }
    reader = DirectoryReader.open(directory);
    leaf = reader.leaves().getFirst().reader();
  }

  @AfterEach
  void close() throws IOException {
    reader.close();
    directory.close();
  }

  @Test
  void efSearchIsTheFieldsOrTheQuerys() throws IOException {
    long visits = 0;
    for (int ef : List.of(1, 16, 64)) {
      long more = visits(KithSearch.efSearch(ef));
      assertTrue(more > visits, ef + " visits " + more);
      visits = more;
    }
    assertEquals(visits, visits(null));
    assertEquals(visits, visits(KnnSearchStrategy.Hnsw.DEFAULT));
    assertEquals(leaf.getFloatVectorValues(Corpus.FIELD).size(), visits(KithSearch.efSearch(9999)));
  }

  @Test
  void efSearchMayBeBelowK() throws IOException {
    assertTrue(visits(KithSearch.efSearch(1)) < visits(KithSearch.efSearch(K)));
  }

  @Test
  void withoutCodesThereIsNothingToScoreAgain() throws IOException {
    assertEquals(visits(null), visits(KithSearch.oversample(1000)));
  }

  private long visits(KnnSearchStrategy strategy) throws IOException {
    TopDocs hits = search(collector(strategy), null);
    assertEquals(K, hits.scoreDocs.length);
    return hits.totalHits.value();
  }

  @Test
  void limitsOfVisitsAreKept() throws IOException {
    long unlimited = visits(null);
    for (int limit = 1; limit < unlimited; limit += 7) {
      TopDocs hits = search(new TopKnnCollector(K, limit, null), null);
      assertEquals(TotalHits.Relation.GREATER_THAN_OR_EQUAL_TO, hits.totalHits.relation());
      assertTrue(hits.totalHits.value() < limit + 64, limit + ": " + hits.totalHits);
    }
  }

  @Test
  void anExactSearchOfAllThatIsAcceptedIsComplete() throws IOException {
    FixedBitSet accepted = new FixedBitSet(leaf.maxDoc());
    accepted.set(100, 300);
    FixedBitSet vectors = new FixedBitSet(leaf.maxDoc());
    vectors.or(leaf.getFloatVectorValues(Corpus.FIELD).iterator());
    accepted.and(vectors);
    TopDocs hits = search(new TopKnnCollector(K, accepted.cardinality(), null), accepted);
    assertEquals(TotalHits.Relation.EQUAL_TO, hits.totalHits.relation());
    assertEquals(K, hits.scoreDocs.length);
  }

  @Test
  void filtersGetAllTheyAccept() throws IOException {
    for (int step : List.of(2, 3, 10, 100, 300, 1000)) {
      BitSet ids = new BitSet();
      FixedBitSet accepted = new FixedBitSet(leaf.maxDoc());
      for (int doc = 0; doc < leaf.maxDoc(); doc += step) {
        accepted.set(doc);
        ids.set(doc);
      }
      for (int k : List.of(1, 10, 100, 2000)) {
        TopDocs hits = search(new TopKnnCollector(k, Integer.MAX_VALUE, null), accepted);
        int expected = corpus.best(corpus.query(1), k, ids).length;
        assertEquals(expected, hits.scoreDocs.length, k + " of every " + step);
        for (ScoreDoc hit : hits.scoreDocs) {
          assertTrue(accepted.get(hit.doc));
        }
      }
    }
  }

  @Test
  void seedsAreWhereAWalkStarts() throws IOException {
    TopDocs found = search(collector(null), null);
    FixedBitSet seeds = new FixedBitSet(corpus.count());
    var values = leaf.getFloatVectorValues(Corpus.FIELD);
    for (int ordinal = 0; ordinal < values.size(); ordinal++) {
      for (ScoreDoc hit : found.scoreDocs) {
        if (values.ordToDoc(ordinal) == hit.doc) {
          seeds.set(ordinal);
        }
      }
    }
    DocIdSetIterator points = new BitSetIterator(seeds, K);
    // More are announced than there are.
    var strategy = new KnnSearchStrategy.Seeded(points, 2 * K, KithSearch.efSearch(K));
    TopDocs again = search(collector(strategy), null);
    assertEquals(found.scoreDocs[K - 1].score, again.scoreDocs[K - 1].score);
    assertTrue(again.totalHits.value() < found.totalHits.value() / 2, again.totalHits.toString());
  }

  @Test
  void strategiesHearOfEveryBlock() throws IOException {
    int[] blocks = new int[1];
    KnnSearchStrategy counting =
        new KnnSearchStrategy.Hnsw(0) {
          @Override
          public void nextVectorsBlock() {
            blocks[0]++;
          }
        };
    search(collector(counting), null);
    assertTrue(blocks[0] > 20, blocks[0] + " blocks");
  }

  @Test
  void impatientQueriesEndSooner() throws IOException {
    for (KnnSearchStrategy strategy :
        List.of(KnnSearchStrategy.Hnsw.DEFAULT, KithSearch.efSearch(300))) {
      long patient = search(collector(strategy), null).totalHits.value();
      var impatient = new HnswQueueSaturationCollector(collector(strategy), 0.5, 2);
      TopDocs hits = search(impatient, null);
      assertEquals(K, hits.scoreDocs.length);
      assertTrue(hits.totalHits.value() < patient, hits.totalHits + " of " + patient);
    }
  }

  private static TopKnnCollector collector(KnnSearchStrategy strategy) {
    return new TopKnnCollector(K, Integer.MAX_VALUE, strategy);
  }

  @Test
  void timeEndsASearch() throws IOException {
    int[] asked = new int[1];
    KnnCollector hurried =
        new KnnCollector.Decorator(collector(null)) {
          @Override
          public boolean earlyTerminated() {
            return ++asked[0] > 10 || super.earlyTerminated();
          }
        };
    TopDocs hits = search(hurried, null);
    assertTrue(hits.scoreDocs.length > 0);
    assertTrue(hits.totalHits.value() < visits(null) / 2, hits.totalHits.toString());
  }

  @Test
  void watchingTimeChangesNothing() throws IOException {
    for (int i = 0; i < 20; i++) {
      TopKnnCollector bare = collector(KithSearch.efSearch(20 + i));
      TopDocs expected = search(i, bare);
      CountingCollector counting = new CountingCollector(collector(bare.getSearchStrategy()));
      for (KnnCollector wrapped : List.of(counting, timed(collector(bare.getSearchStrategy())))) {
        TopDocs hits = search(i, wrapped);
        assertEquals(expected.totalHits, hits.totalHits);
        assertEquals(docsAndScores(expected), docsAndScores(hits));
      }
      assertEquals(K, counting.docs.size());
    }
  }

  @Test
  void wrappedGroupsAndRangesAreAnsweredLikeBareOnes() throws IOException {
    for (int i = 0; i < 20; i++) {
      for (int groupSize : List.of(1, 10, 100)) {
        GroupCollector bare = new GroupCollector(K, groupSize);
        CountingCollector wrapped = new CountingCollector(new GroupCollector(K, groupSize));
        float[] expected = scores(search(i, bare));
        float[] scores = scores(search(i, timed(wrapped)));
        assertArrayEquals(expected, scores, 1e-6f, "query " + i + ", groups of " + groupSize);
      }
      double[] best = corpus.best(corpus.query(i), 40, corpus.withVector());
      RangeCollector bare = new RangeCollector((float) best[39]);
      RangeCollector wrapped = new RangeCollector((float) best[39]);
      search(i, bare);
      search(i, timed(new CountingCollector(wrapped)));
      assertEquals(bare.docs(), wrapped.docs());
      assertEquals(bare.visitedCount(), wrapped.visitedCount());
    }
  }

  @Test
  void impatientQueriesWithATimeOutEndSooner() throws IOException {
    long patient = visits(KnnSearchStrategy.Hnsw.DEFAULT);
    KnnCollector collector = collector(KnnSearchStrategy.Hnsw.DEFAULT);
    TopDocs hits = search(1, timed(new HnswQueueSaturationCollector(collector, 0.5, 2)));
    assertEquals(K, hits.scoreDocs.length);
    assertTrue(hits.totalHits.value() < patient, hits.totalHits + " of " + patient);
  }

  /// Refuses to be given a document twice.
  private static final class CountingCollector extends KnnCollector.Decorator {
    final Set<Integer> docs = new HashSet<>();

    CountingCollector(KnnCollector collector) {
      super(collector);
    }

    @Override
    public boolean collect(int doc, float score) {
      assertTrue(docs.add(doc), "doc " + doc + " again");
      return super.collect(doc, score);
    }
  }

  /// What Lucene makes of a collector when there is a time-out.
  private KnnCollector timed(KnnCollector collector) throws IOException {
    var manager =
        new TimeLimitingKnnCollectorManager((limit, strategy, context) -> collector, () -> false);
    KnnCollector timed = manager.newCollector(Integer.MAX_VALUE, null, leaf.getContext());
    assertNotSame(collector, timed);
    return timed;
  }

  private static float[] scores(TopDocs hits) {
    float[] scores = new float[hits.scoreDocs.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = hits.scoreDocs[i].score;
    }
    return scores;
  }

  private static List<String> docsAndScores(TopDocs hits) {
    return Arrays.stream(hits.scoreDocs).map(hit -> hit.doc + " " + hit.score).toList();
  }

  @Test
  void rangesFindWhatIsWithin() throws IOException {
    int right = 0;
    int all = 0;
    for (int i = 0; i < 20; i++) {
      int[] query = corpus.query(i);
      double[] best = corpus.best(query, 40, corpus.withVector());
      float threshold = (float) best[39];
      RangeCollector collector = new RangeCollector(threshold);
      reader().search(Corpus.FIELD, corpus.floatVector(query), collector, all());
      assertTrue(collector.docs().stream().distinct().count() == collector.docs().size());
      assertTrue(collector.visitedCount() < corpus.withVector().cardinality());
      right += collector.docs().size();
      all += 40;
    }
    assertTrue(right >= 0.95 * all, right + " of " + all);
  }

  @Test
  void collectorsMayWantOneHitOfAGroup() throws IOException {
    FixedBitSet most = new FixedBitSet(leaf.maxDoc());
    most.set(0, leaf.maxDoc() - 50);
    for (AcceptDocs accepted : List.of(all(), accept(most))) {
      int groupSize = 10;
      GroupCollector exact = new GroupCollector(K, groupSize);
      int[] query = corpus.query(1);
      for (int doc = 0; doc < leaf.maxDoc(); doc++) {
        if (corpus.hasVector(doc) && (accepted.bits() == null || accepted.bits().get(doc))) {
          exact.collect(doc, corpus.score(query, doc));
        }
      }
      GroupCollector collector = new GroupCollector(K, groupSize);
      reader().search(Corpus.FIELD, corpus.floatVector(query), collector, accepted);
      ScoreDoc[] hits = collector.topDocs().scoreDocs;
      assertEquals(K, hits.length);
      assertEquals(exact.topDocs().scoreDocs[K - 1].score, hits[K - 1].score, 1e-6);
    }
  }

  @Test
  void wrongQueriesAreRefused() {
    KnnCollector collector = new TopKnnCollector(K, Integer.MAX_VALUE);
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> reader().search(Corpus.FIELD, new float[3], collector, all()));
    assertEquals("vector query dimension: 3 differs from field dimension: 8", e.getMessage());
    e =
        assertThrows(
            IllegalArgumentException.class,
            () -> reader().search(Corpus.FIELD, new byte[8], collector, all()));
    assertEquals("field=\"vector\" is encoded as: FLOAT32 expected: BYTE", e.getMessage());
  }

  private TopDocs search(int query, KnnCollector collector) throws IOException {
    leaf.searchNearestVectors(Corpus.FIELD, corpus.floatQuery(query), collector, all());
    return collector.topDocs();
  }

  private TopDocs search(KnnCollector collector, FixedBitSet accepted) throws IOException {
    AcceptDocs docs = accepted == null ? all() : accept(accepted);
    leaf.searchNearestVectors(Corpus.FIELD, corpus.floatQuery(1), collector, docs);
    return collector.topDocs();
  }

  private AcceptDocs all() {
    return AcceptDocs.fromLiveDocs(null, leaf.maxDoc());
  }

  private AcceptDocs accept(FixedBitSet accepted) {
    return AcceptDocs.fromLiveDocs(accepted, leaf.maxDoc());
  }

  private KnnVectorsReader reader() {
    return ((CodecReader) leaf).getVectorReader();
  }
}
