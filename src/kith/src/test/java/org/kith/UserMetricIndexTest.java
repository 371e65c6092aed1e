package org.kith;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.kith.metric.Binding;
import org.kith.metric.Metric;
import org.kith.metric.MetricProvider;
import org.kith.metric.Metrics;
import org.kith.metric.MissingMetricException;
import org.kith.search.DistanceRangeQuery;
import org.kith.search.ExactKnnQuery;
import org.kith.search.VectorTarget;

/// A user's metric through the life of an index.
class UserMetricIndexTest {
  private static final int K = 20;
  private static final Query THREE = new TermQuery(new Term("word", "three"));

  private final long seed = Long.getLong("kith.seed", new Random().nextLong());
  private final HuberIndex docs = new HuberIndex(seed);

  @RegisterExtension
  final TestExecutionExceptionHandler repeat =
      (context, e) -> {
        throw new AssertionError("repeat with -Dkith.seed=" + seed, e);
      };

  @BeforeEach
  void register() {
    Metrics.register(new Huber(1));
  }

  @AfterEach
  void forget() throws IOException {
    Metrics.unregister("huber");
    docs.index.close();
  }

  @Test
  void livesThroughFlushesDeletesAndMerges() throws IOException {
    docs.write(MetricIndex.config(HuberIndex.SPEC), 3);
    check();
    try (IndexWriter writer =
        new IndexWriter(docs.index.directory, MetricIndex.config(HuberIndex.SPEC))) {
      for (int id = 0; id < HuberIndex.COUNT; id += 7) {
        writer.deleteDocuments(new Term("id", Integer.toString(id)));
        docs.live.clear(id);
      }
    }
    check();
    docs.index.merge(HuberIndex.SPEC);
    check();
  }

  @Test
  void livesInASortedIndex() throws IOException {
    Sort sort = new Sort(new SortField("order", SortField.Type.LONG));
    docs.write(MetricIndex.config(HuberIndex.SPEC).setIndexSort(sort), 2);
    check();
    docs.index.merge(MetricIndex.config(HuberIndex.SPEC).setIndexSort(sort));
    check();
  }

  @Test
  void movesWithAddedIndexes() throws IOException {
    docs.write(MetricIndex.config(HuberIndex.SPEC), 2);
    for (boolean whole : List.of(true, false)) {
      try (Directory directory = new ByteBuffersDirectory();
          IndexReader reader = docs.index.reader()) {
        IndexWriterConfig config = MetricIndex.config(HuberIndex.SPEC);
        try (IndexWriter writer = new IndexWriter(directory, config)) {
          if (whole) {
            writer.addIndexes(docs.index.directory);
          } else {
            writer.addIndexes(MetricIndex.leaves(reader));
          }
          check(DirectoryReader.open(writer));
        }
      }
    }
  }

  private void check() throws IOException {
    check(docs.index.reader());
  }

  private void check(IndexReader opened) throws IOException {
    try (IndexReader reader = opened) {
      double nearest = 0;
      double filtered = 0;
      double walked = 0;
      int queries = 20;
      for (int i = 0; i < queries; i++) {
        float[] query = docs.query();
        List<Integer> truth = docs.nearest(query, HuberIndex.every(1));
        List<Integer> threes = docs.nearest(query, HuberIndex.every(3));
        nearest += share(reader, query, knn(query, null), truth.subList(0, K));
        filtered += share(reader, query, knn(query, THREE), threes.subList(0, K));
        VectorTarget target = VectorTarget.of(MetricIndex.FIELD, query);
        assertEquals(truth.subList(0, K), docs.hits(reader, query, new ExactKnnQuery(target, K)));
        assertEquals(
            threes.subList(0, K), docs.hits(reader, query, new ExactKnnQuery(target, K, THREE)));
        DistanceRangeQuery range =
            new DistanceRangeQuery(target, docs.distance(query, truth.get(K - 1)));
        assertEquals(truth.subList(0, K), docs.hits(reader, query, range));
        List<Integer> found = docs.hits(reader, query, range.approximate());
        assertTrue(truth.subList(0, K).containsAll(found));
        walked += HuberIndex.share(found, truth.subList(0, K));
      }
      assertTrue(nearest >= 0.95 * queries, "recall " + nearest / queries);
      assertTrue(filtered >= 0.95 * queries, "filtered recall " + filtered / queries);
      assertTrue(walked >= 0.95 * queries, "range recall " + walked / queries);
    }
  }

  private static Query knn(float[] query, Query filter) {
    return new KnnFloatVectorQuery(MetricIndex.FIELD, query, K, filter);
  }

  private double share(IndexReader reader, float[] query, Query by, List<Integer> truth)
      throws IOException {
    List<Integer> found = docs.hits(reader, query, by);
    assertEquals(K, found.size());
    return HuberIndex.share(found, truth);
  }

  @Test
  void withoutItsProviderAnIndexOpensAndSaysWhatIsMissing() throws IOException {
    docs.write(MetricIndex.config(HuberIndex.SPEC), 2);
    Metrics.unregister("huber");
    float[] query = docs.query();
    try (IndexReader reader = docs.index.reader()) {
      FloatVectorValues values =
          reader.leaves().getFirst().reader().getFloatVectorValues(MetricIndex.FIELD);
      assertEquals(docs.live.get(0, HuberIndex.COUNT / 2).cardinality(), values.size());
      assertTrue(docs.distance(values.vectorValue(0), 0) == 0);
      VectorTarget target = VectorTarget.of(MetricIndex.FIELD, query);
      for (Query search :
          List.of(
              knn(query, null),
              knn(query, new TermQuery(new Term("id", "0"))),
              new ExactKnnQuery(target, K),
              new DistanceRangeQuery(target, 1),
              new DistanceRangeQuery(target, 1).approximate())) {
        var e =
            assertThrows(
                MissingMetricException.class, () -> docs.hits(reader, query, search), "" + search);
        assertEquals("huber", e.metric());
        assertTrue(
            e.getMessage().startsWith("field 'v': no metric is named 'huber'"), e.getMessage());
        assertTrue(
            e.getMessage().contains("META-INF/services/org.kith.metric.MetricProvider"),
            e.getMessage());
      }
      // By a metric that is there.
      assertEquals(
          K, MetricIndex.hits(reader, new ExactKnnQuery(target.by("l1"), K)).split(" ").length);
    }
    assertThrows(MissingMetricException.class, () -> docs.index.merge(HuberIndex.SPEC));
    docs.index.checkNothingWritten();
    // Nothing is lost.
    Metrics.register(new Huber(1));
    docs.index.merge(HuberIndex.SPEC);
    check();
  }

  /// A provider that computes another distance under the old name: hits and scores are its.
  @Test
  void aChangedProviderIsHeardFromTheNextReaderOn() throws IOException {
    docs.write(MetricIndex.config(HuberIndex.SPEC), 2);
    float[] query = docs.query();
    BitSet all = HuberIndex.every(1);
    try (IndexReader before = docs.index.reader()) {
      Metrics.unregister("huber");
      Metrics.register(new Huber(10));
      Query exact = new ExactKnnQuery(VectorTarget.of(MetricIndex.FIELD, query), 1);
      int nearest = docs.nearest(query, all).getFirst();
      float distance = docs.distance(query, nearest);
      assertEquals(nearest + "=" + 1 / (1 + distance), MetricIndex.hits(before, exact));
      try (IndexReader after = docs.index.reader()) {
        float tenfold = (float) (10 * (double) distance);
        String hit = MetricIndex.hits(after, exact);
        assertTrue(hit.startsWith(nearest + "="), hit);
        assertEquals(
            1 / (1 + tenfold), Float.parseFloat(hit.substring(hit.indexOf('=') + 1)), 1e-6f);
      }
    }
  }

  @Test
  void aProviderThatTakesOtherArgumentsNowIsToldOf() throws IOException {
    docs.write(MetricIndex.config(HuberIndex.SPEC), 1);
    Metrics.unregister("huber");
    Metrics.register(
        new MetricProvider() {
          @Override
          public String name() {
            return "huber";
          }

          @Override
          public Metric bind(Binding binding) {
            throw new IllegalArgumentException("huber: two bounds are needed, got one");
          }
        });
    try (IndexReader reader = docs.index.reader()) {
      Exception e =
          assertThrows(
              IllegalArgumentException.class,
              () -> MetricIndex.hits(reader, knn(docs.query(), null)));
      assertEquals("field 'v': huber: two bounds are needed, got one", e.getMessage());
    }
  }
}
