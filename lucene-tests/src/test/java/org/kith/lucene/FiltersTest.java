package org.kith.lucene;

import com.carrotsearch.randomizedtesting.annotations.Repeat;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.tests.util.TestUtil;
import org.kith.search.KithSearch;

/// Filters that accept anything from nothing to everything: always min(k, accepted) hits, all of
/// them right, and nearly all of the nearest.
@Repeat(iterations = 3)
public class FiltersTest extends LuceneTestCase {
  private static final int SIZE = 2500;

  public void testDefaultFormat() throws IOException {
    double recall = recall(Codecs.kith("HNSW16,Flat"));
    assertTrue("recall " + recall, recall > 0.97);
  }

  public void testFlat() throws IOException {
    assertEquals(1, recall(Codecs.kith("Flat")), 0);
  }

  /// Long walks with few links find less, but never too few.
  public void testSmallGraphs() throws IOException {
    double recall = recall(Codecs.always(new SmallGraphsFormat()));
    assertTrue("recall " + recall, recall > 0.6);
  }

  private static double recall(Codec codec) throws IOException {
    try (SampleIndex index = new SampleIndex(random(), codec, SIZE, 1 + random().nextInt(3))) {
      int queries = atLeast(40);
      double sum = 0;
      for (int i = 0; i < queries; i++) {
        sum += recall(index, index.fields().get(i % 2));
      }
      return sum / queries;
    }
  }

  private static double recall(SampleIndex index, VectorField field) throws IOException {
    int from = random().nextInt(index.size());
    int to = from + random().nextInt(1 + random().nextInt(index.size()));
    IntPredicate accepted = id -> id >= from && id < to;
    Query filter = SampleIndex.range(from, to);
    int k = TestUtil.nextInt(random(), 1, 30);
    Object target = index.target(field);
    Query query = field.query(target, k, filter, anyStrategy());
    IndexSearcher searcher = index.searcher();
    var hits = searcher.search(query, index.size()).scoreDocs;
    long available = index.live(accepted).count();
    assertEquals(query.toString(), Math.min(k, available), hits.length);
    Set<Integer> found = index.check(field, target, hits, accepted);
    return index.recall(field, target, found, accepted);
  }

  private static KnnSearchStrategy anyStrategy() {
    List<KnnSearchStrategy> strategies =
        List.of(
            KnnSearchStrategy.Hnsw.DEFAULT,
            new KnnSearchStrategy.Hnsw(60),
            new KnnSearchStrategy.Hnsw(100),
            KithSearch.efSearch(64));
    return strategies.get(random().nextInt(strategies.size()));
  }
}
