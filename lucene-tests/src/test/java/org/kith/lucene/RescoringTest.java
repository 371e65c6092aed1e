package org.kith.lucene;

import com.carrotsearch.randomizedtesting.annotations.Repeat;
import java.io.IOException;
import java.util.Set;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DoubleValues;
import org.apache.lucene.search.DoubleValuesSource;
import org.apache.lucene.search.DoubleValuesSourceRescorer;
import org.apache.lucene.search.Explanation;
import org.apache.lucene.search.FullPrecisionFloatVectorSimilarityValuesSource;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.RescoreTopNQuery;
import org.apache.lucene.search.Rescorer;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.tests.util.LuceneTestCase;

/// Places where Lucene asks for the score of documents it has chosen itself: all give the score of
/// the search.
@Repeat(iterations = 4)
public class RescoringTest extends LuceneTestCase {
  private static final int SIZE = 600;

  private static SampleIndex index() throws IOException {
    Codec codec = random().nextBoolean() ? new KithTestCodec() : Codecs.kith("HNSW16,Flat");
    return new SampleIndex(random(), codec, SIZE, 1 + random().nextInt(3));
  }

  public void testSimilarityToQueryVector() throws IOException {
    try (SampleIndex index = index()) {
      float[] floats = (float[]) index.target(index.floats);
      byte[] bytes = (byte[]) index.target(index.bytes);
      for (LeafReaderContext leaf : index.reader().leaves()) {
        DoubleValues ofFloats =
            DoubleValuesSource.similarityToQueryVector(leaf, floats, index.floats.name());
        DoubleValues ofBytes =
            DoubleValuesSource.similarityToQueryVector(leaf, bytes, index.bytes.name());
        for (int doc = 0; doc < leaf.reader().maxDoc(); doc += 1 + random().nextInt(5)) {
          int id = id(leaf, doc);
          assertTrue(ofFloats.advanceExact(doc));
          index
              .floats
              .score(floats, index.value(index.floats, id))
              .check((float) ofFloats.doubleValue(), id);
          assertTrue(ofBytes.advanceExact(doc));
          index
              .bytes
              .score(bytes, index.value(index.bytes, id))
              .check((float) ofBytes.doubleValue(), id);
        }
      }
    }
  }

  private static int id(LeafReaderContext leaf, int doc) throws IOException {
    return leaf.reader()
        .storedFields()
        .document(doc)
        .getField(SampleIndex.ID)
        .numericValue()
        .intValue();
  }

  /// The nearest of another vector's neighbours, in the new order.
  public void testRescoreTopN() throws IOException {
    try (SampleIndex index = index()) {
      float[] first = (float[]) index.target(index.floats);
      float[] second = (float[]) index.target(index.floats);
      Query near = new KnnFloatVectorQuery(index.floats.name(), first, 50);
      Query rescored =
          RescoreTopNQuery.createFullPrecisionRescorerQuery(near, second, index.floats.name(), 10);
      IndexSearcher searcher = new IndexSearcher(index.reader());
      Set<Integer> chosen = index.check(index.floats, first, hits(searcher, near), id -> true);
      ScoreDoc[] hits = hits(searcher, rescored);
      assertEquals(10, hits.length);
      Set<Integer> ids = index.check(index.floats, second, hits, chosen::contains);
      assertEquals(1, index.recall(index.floats, second, ids, chosen::contains), 0);
    }
  }

  private static ScoreDoc[] hits(IndexSearcher searcher, Query query) throws IOException {
    return searcher.search(query, SIZE).scoreDocs;
  }

  /// The same by Lucene's rescorer, which takes hits instead of a query.
  public void testRescorer() throws IOException {
    try (SampleIndex index = index()) {
      float[] first = (float[]) index.target(index.floats);
      float[] second = (float[]) index.target(index.floats);
      Query near = new KnnFloatVectorQuery(index.floats.name(), first, 50);
      IndexSearcher searcher = new IndexSearcher(index.reader());
      TopDocs found = searcher.search(near, 50);
      Set<Integer> chosen = index.check(index.floats, first, found.scoreDocs, id -> true);
      ScoreDoc[] hits = rescorer(index, second).rescore(searcher, found, 10).scoreDocs;
      assertEquals(10, hits.length);
      Set<Integer> ids = index.check(index.floats, second, hits, chosen::contains);
      assertEquals(1, index.recall(index.floats, second, ids, chosen::contains), 0);
    }
  }

  private static Rescorer rescorer(SampleIndex index, float[] target) {
    return new DoubleValuesSourceRescorer(
        new FullPrecisionFloatVectorSimilarityValuesSource(target, index.floats.name())) {
      @Override
      protected float combine(float firstPassScore, boolean valuePresent, double sourceValue) {
        assertTrue(valuePresent);
        return (float) sourceValue;
      }
    };
  }

  public void testExplain() throws IOException {
    try (SampleIndex index = index()) {
      float[] target = (float[]) index.target(index.floats);
      Query near = new KnnFloatVectorQuery(index.floats.name(), target, 10);
      IndexSearcher searcher = new IndexSearcher(index.reader());
      for (ScoreDoc hit : hits(searcher, near)) {
        Explanation explanation = searcher.explain(near, hit.doc);
        assertTrue(explanation.isMatch());
        assertEquals(hit.score, explanation.getValue().floatValue(), 0);
      }
    }
  }
}
