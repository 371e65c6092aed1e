package org.kith.lucene;

import com.carrotsearch.randomizedtesting.annotations.Repeat;
import java.lang.reflect.Modifier;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.search.ByteVectorSimilarityQuery;
import org.apache.lucene.search.FloatVectorSimilarityQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.junit.AssumptionViolatedException;

/// Lucene's range queries: all documents above a score. They collect in a way of their own, which
/// walks further as long as it pays.
@Repeat(iterations = 2)
public class RangesTest extends LuceneTestCase {
  private static final int SIZE = 2000;
  private static final int QUERIES = 30;

  /// In later Lucenes a nested class, because there is more than one kind.
  static final String ADAPTIVE = "Adaptive";

  private static final String EXPLICIT = "Explicit";

  public void testWalks() throws Exception {
    double recall = recall(ADAPTIVE, Codecs.kith("HNSW16,Flat"));
    assertTrue("recall " + recall, recall > 0.9);
  }

  public void testWalksOfSmallGraphs() throws Exception {
    double recall = recall(ADAPTIVE, Codecs.always(new SmallGraphsFormat()));
    assertTrue("recall " + recall, recall > 0.3);
  }

  public void testScans() throws Exception {
    assertEquals(1, recall(ADAPTIVE, Codecs.kith("Flat")), 0);
  }

  public void testWalksToExplicitBound() throws Exception {
    double recall = recall(EXPLICIT, Codecs.kith("HNSW16,Flat"));
    assertTrue("recall " + recall, recall > 0.9);
  }

  private static double recall(String kind, Codec codec) throws Exception {
    long found = 0;
    long there = 0;
    try (SampleIndex index = new SampleIndex(random(), codec, SIZE, 1 + random().nextInt(2))) {
      for (int i = 0; i < QUERIES; i++) {
        VectorField field = index.fields().get(i % 2);
        Object target = index.target(field);
        // Not near the end, where all documents may be deleted.
        int from = random().nextBoolean() ? 0 : random().nextInt(SIZE * 9 / 10);
        IntPredicate accepted = id -> id >= from;
        // The score of some near document, so that some are above it.
        int edge = index.nearest(field, target, 1 + random().nextInt(200), accepted).getLast();
        float threshold = (float) field.score(target, index.value(field, edge)).low() * 0.9999f;
        Query filter = from == 0 ? null : SampleIndex.range(from, SIZE);
        Query query = query(kind, field, target, threshold, filter);
        var hits = index.searcher().search(query, SIZE).scoreDocs;
        Set<Integer> ids = index.check(field, target, hits, accepted);
        for (var hit : hits) {
          assertTrue(hit.score + " < " + threshold, hit.score >= threshold);
        }
        found += ids.size();
        there +=
            index
                .live(accepted)
                .filter(id -> field.score(target, index.value(field, id)).low() >= threshold)
                .count();
      }
    }
    return Math.min(1, (double) found / there);
  }

  static Query query(String kind, VectorField field, Object target, float threshold, Query filter)
      throws ReflectiveOperationException {
    boolean floats = field.encoding() == VectorEncoding.FLOAT32;
    Class<?> type = floats ? FloatVectorSimilarityQuery.class : ByteVectorSimilarityQuery.class;
    Class<?> targetType = floats ? float[].class : byte[].class;
    return (Query)
        nested(type, kind)
            .getConstructor(String.class, targetType, float.class, Query.class)
            .newInstance(field.name(), target, threshold, filter);
  }

  private static Class<?> nested(Class<?> type, String kind) throws ClassNotFoundException {
    if (Modifier.isAbstract(type.getModifiers())) {
      return Class.forName(type.getName() + "$" + kind);
    }
    if (kind.equals(ADAPTIVE)) {
      return type;
    }
    throw new AssumptionViolatedException(
        String.format(Locale.ROOT, "this Lucene has no %s.%s", type.getSimpleName(), kind));
  }
}
