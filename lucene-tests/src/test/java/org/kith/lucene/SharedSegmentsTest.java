package org.kith.lucene;

import com.carrotsearch.randomizedtesting.annotations.Repeat;
import java.io.IOException;
import java.util.Set;
import java.util.function.IntPredicate;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnByteVectorQuery;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SeededKnnVectorQuery;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.tests.util.TestUtil;
import org.kith.search.KithKnnQuery;
import org.kith.search.KithSearch;

/// Segments that know of one another's hits find what they find without, by any codec.
@Repeat(iterations = 3)
public class SharedSegmentsTest extends LuceneTestCase {
  private static final int SIZE = 2000;
  private static final int QUERIES = 20;
  private static final IntPredicate ALL = id -> true;

  public void testAnyCodec() throws IOException {
    check(Codecs.any(random()));
  }

  public void testCodes() throws IOException {
    check(Codecs.kith(Codecs.CODED.get(random().nextInt(Codecs.CODED.size()))));
  }

  public void testSmallGraphs() throws IOException {
    check(Codecs.always(SmallGraphsFormat.over("SQ4")));
  }

  private static void check(Codec codec) throws IOException {
    int segments = TestUtil.nextInt(random(), 2, 12);
    double shared = 0;
    double apart = 0;
    try (SampleIndex index = new SampleIndex(random(), codec, SIZE, segments)) {
      // Some search segments in parallel, some with a time limit.
      IndexSearcher searcher = index.searcher();
      if (random().nextBoolean()) {
        searcher.setTimeout(() -> false);
      }
      for (int i = 0; i < QUERIES; i++) {
        VectorField field = index.fields().get(i % 2);
        Object target = index.target(field);
        int k = TestUtil.nextInt(random(), 1, 30);
        boolean filtered = random().nextInt(4) == 0;
        int from = filtered ? random().nextInt(SIZE / 2) : 0;
        Query filter = filtered ? SampleIndex.range(from, SIZE) : null;
        IntPredicate accepted = filtered ? id -> id >= from : ALL;
        KnnSearchStrategy strategy = KithSearch.efSearch(100);
        Query own = own(field, target, k, filter, strategy);
        Query seeded = filtered || random().nextBoolean() ? own : seeded(own, field);
        shared += recall(index, searcher, seeded, field, target, k, accepted);
        Query stock = field.query(target, k, filter, strategy);
        apart += recall(index, searcher, stock, field, target, k, accepted);
      }
    }
    assertTrue(shared + " < " + apart, shared > apart - 0.1 * QUERIES);
  }

  private static Query own(
      VectorField field, Object target, int k, Query filter, KnnSearchStrategy strategy) {
    return field.encoding() == VectorEncoding.FLOAT32
        ? KithKnnQuery.of(field.name(), (float[]) target, k, filter, strategy)
        : KithKnnQuery.of(field.name(), (byte[]) target, k, filter, strategy);
  }

  private static Query seeded(Query nearest, VectorField field) {
    Query seeds = SampleIndex.range(0, 50);
    return field.encoding() == VectorEncoding.FLOAT32
        ? SeededKnnVectorQuery.fromFloatQuery((KnnFloatVectorQuery) nearest, seeds)
        : SeededKnnVectorQuery.fromByteQuery((KnnByteVectorQuery) nearest, seeds);
  }

  private static double recall(
      SampleIndex index,
      IndexSearcher searcher,
      Query query,
      VectorField field,
      Object target,
      int k,
      IntPredicate accepted)
      throws IOException {
    var hits = searcher.search(query, k).scoreDocs;
    assertEquals(query.toString(), k, hits.length);
    Set<Integer> found = index.check(field, target, hits, accepted);
    return index.recall(field, target, found, accepted);
  }
}
