package org.kith.lucene;

import com.carrotsearch.randomizedtesting.annotations.Repeat;
import java.io.IOException;
import java.util.Set;
import java.util.function.IntPredicate;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.KnnByteVectorQuery;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.PatienceKnnVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SeededKnnVectorQuery;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.tests.util.TestUtil;
import org.kith.search.KithSearch;

/// Queries that say how to walk: from seeds, with patience, with a list of a certain width.
@Repeat(iterations = 2)
public class WalkStrategiesTest extends LuceneTestCase {
  private static final int SIZE = 2000;
  private static final int QUERIES = 20;
  private static final IntPredicate ALL = id -> true;

  private interface Maker {
    Query query(Query nearest, int from, int to);
  }

  public void testSeeds() throws IOException {
    Maker seeded = (nearest, from, to) -> seeded(nearest, SampleIndex.range(from, to));
    try (SampleIndex index = small()) {
      assertTrue(recall(index, seeded, KithSearch.efSearch(100)) > 0.8);
    }
  }

  public void testSeedsWithoutDocuments() throws IOException {
    try (SampleIndex index = small()) {
      Maker seeded = (nearest, from, to) -> seeded(nearest, SampleIndex.range(SIZE, SIZE + 1));
      assertTrue(recall(index, seeded, KithSearch.efSearch(100)) > 0.8);
    }
  }

  public void testPatience() throws IOException {
    try (SampleIndex index = small()) {
      assertTrue(recall(index, (nearest, from, to) -> patient(nearest), null) > 0.4);
    }
  }

  public void testPatienceWithSeeds() throws IOException {
    Maker both =
        (nearest, from, to) ->
            PatienceKnnVectorQuery.fromSeededQuery(seeded(nearest, SampleIndex.range(from, to)));
    try (SampleIndex index = small()) {
      assertTrue(recall(index, both, null) > 0.4);
    }
  }

  private static SampleIndex small() throws IOException {
    int segments = 1 + random().nextInt(3);
    return new SampleIndex(random(), Codecs.always(new SmallGraphsFormat()), SIZE, segments);
  }

  private static SeededKnnVectorQuery seeded(Query nearest, Query seeds) {
    return nearest instanceof KnnFloatVectorQuery floats
        ? SeededKnnVectorQuery.fromFloatQuery(floats, seeds)
        : SeededKnnVectorQuery.fromByteQuery((KnnByteVectorQuery) nearest, seeds);
  }

  private static Query patient(Query nearest) {
    return nearest instanceof KnnFloatVectorQuery floats
        ? PatienceKnnVectorQuery.fromFloatQuery(floats)
        : PatienceKnnVectorQuery.fromByteQuery((KnnByteVectorQuery) nearest);
  }

  private static double recall(SampleIndex index, Maker maker, KnnSearchStrategy strategy)
      throws IOException {
    double sum = 0;
    for (int i = 0; i < QUERIES; i++) {
      VectorField field = index.fields().get(i % 2);
      Object target = index.target(field);
      int k = TestUtil.nextInt(random(), 5, 20);
      int from = random().nextInt(index.size());
      Query nearest = field.query(target, k, null, strategy);
      Query query = maker.query(nearest, from, from + 1 + random().nextInt(50));
      var hits = index.searcher().search(query, index.size()).scoreDocs;
      assertEquals(query.toString(), k, hits.length);
      Set<Integer> found = index.check(field, target, hits, ALL);
      sum += index.recall(field, target, found, ALL);
    }
    return sum / QUERIES;
  }

  /// A wider list looks at more vectors and finds more, up to all.
  public void testEfSearch() throws IOException {
    var codec = Codecs.always(new SmallGraphsFormat());
    try (SampleIndex index = new SampleIndex(random(), codec, SIZE, 1)) {
      double narrow = recall(index, (nearest, from, to) -> nearest, KithSearch.efSearch(1));
      double wide = recall(index, (nearest, from, to) -> nearest, KithSearch.efSearch(SIZE));
      assertTrue(narrow + " < " + wide, narrow < wide);
      assertEquals(1, wide, 0);
      Object target = index.target(index.floats);
      long last = 0;
      for (int efSearch = 10; efSearch <= 640; efSearch *= 4) {
        long visits = visits(index, target, KithSearch.efSearch(efSearch));
        assertTrue(visits + " after " + last, visits > last);
        last = visits;
      }
    }
  }

  private static long visits(SampleIndex index, Object target, KnnSearchStrategy strategy)
      throws IOException {
    LeafReaderContext leaf = index.reader().leaves().getFirst();
    TopKnnCollector collector = new TopKnnCollector(10, Integer.MAX_VALUE, strategy);
    AcceptDocs live = AcceptDocs.fromLiveDocs(leaf.reader().getLiveDocs(), leaf.reader().maxDoc());
    assertEquals(VectorEncoding.FLOAT32, index.floats.encoding());
    leaf.reader().searchNearestVectors(index.floats.name(), (float[]) target, collector, live);
    return collector.visitedCount();
  }

  /// Lucene's own formats take our strategy for their default one.
  public void testEfSearchInOtherFormats() throws IOException {
    var codec = TestUtil.getDefaultCodec();
    try (SampleIndex index = new SampleIndex(random(), codec, 300, 2)) {
      recall(index, (nearest, from, to) -> nearest, KithSearch.efSearch(50));
    }
  }
}
