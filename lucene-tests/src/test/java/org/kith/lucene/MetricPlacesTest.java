package org.kith.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.IntField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.DoubleValues;
import org.apache.lucene.search.DoubleValuesSource;
import org.apache.lucene.search.FullPrecisionFloatVectorSimilarityValuesSource;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.PatienceKnnVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.RescoreTopNQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SeededKnnVectorQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.join.DiversifyingChildrenFloatKnnVectorQuery;
import org.apache.lucene.search.join.QueryBitSetProducer;
import org.apache.lucene.store.Directory;
import org.apache.lucene.tests.util.LuceneTestCase;

/// Every place where Lucene scores vectors through the format has the field's metric, not the
/// similarity that Lucene knows of.
public class MetricPlacesTest extends LuceneTestCase {
  private static final int SIZE = 900;
  private static final int DIMS = 4;
  private static final String FIELD = "v";
  private static final String ID = "id";

  private final float[][] vectors = new float[SIZE][];
  private Directory directory;
  private DirectoryReader reader;
  private IndexSearcher searcher;
  private float[] target;

  @Override
  public void setUp() throws Exception {
    super.setUp();
    directory = newDirectory();
    FieldType type =
        new FieldType(KnnFloatVectorField.createFieldType(DIMS, VectorSimilarityFunction.COSINE));
    type.putAttribute("kith.metric", "linf");
    IndexWriterConfig config = new IndexWriterConfig().setCodec(Codecs.kith("HNSW16,Flat"));
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      List<Document> family = new ArrayList<>();
      for (int id = 0; id < SIZE; id++) {
        vectors[id] = Draw.floats(random(), DIMS);
        Document child = new Document();
        child.add(new KnnFloatVectorField(FIELD, vectors[id], type));
        child.add(new IntField(ID, id, Field.Store.YES));
        family.add(child);
        if (id % 3 == 2) {
          Document parent = new Document();
          parent.add(new StringField("type", "parent", Field.Store.NO));
          family.add(parent);
          writer.addDocuments(family);
          family.clear();
        }
      }
      writer.forceMerge(1);
    }
    reader = DirectoryReader.open(directory);
    searcher = new IndexSearcher(reader);
    target = Draw.floats(random(), DIMS);
  }

  @Override
  public void tearDown() throws Exception {
    reader.close();
    directory.close();
    super.tearDown();
  }

  private float score(int id) {
    float distance = 0;
    for (int i = 0; i < DIMS; i++) {
      distance = Math.max(distance, Math.abs(target[i] - vectors[id][i]));
    }
    return 1 / (1 + distance);
  }

  private int id(int doc) throws IOException {
    return searcher.storedFields().document(doc).getField(ID).numericValue().intValue();
  }

  /// Checks scores and explanations of all hits.
  private ScoreDoc[] check(Query query) throws IOException {
    ScoreDoc[] hits = searcher.search(query, SIZE).scoreDocs;
    assertTrue(hits.length > 0);
    for (ScoreDoc hit : hits) {
      assertEquals(score(id(hit.doc)), hit.score, 1e-6f);
    }
    return hits;
  }

  private void checkExplained(Query query) throws IOException {
    for (ScoreDoc hit : check(query)) {
      assertEquals(hit.score, searcher.explain(query, hit.doc).getValue().floatValue(), 1e-6f);
    }
  }

  private Query near(int k, Query filter) {
    return new KnnFloatVectorQuery(FIELD, target, k, filter);
  }

  public void testNearest() throws IOException {
    checkExplained(near(10, null));
    checkExplained(near(10, IntField.newRangeQuery(ID, 100, 800)));
    // So few that Lucene compares them itself.
    checkExplained(near(10, IntField.newRangeQuery(ID, 100, 104)));
  }

  public void testSeedsAndPatience() throws IOException {
    var near = new KnnFloatVectorQuery(FIELD, target, 10);
    check(PatienceKnnVectorQuery.fromFloatQuery(near));
    check(SeededKnnVectorQuery.fromFloatQuery(near, IntField.newRangeQuery(ID, 0, 20)));
  }

  public void testAboveAScore() throws Exception {
    VectorField field =
        new VectorField(FIELD, VectorEncoding.FLOAT32, VectorSimilarityFunction.COSINE, DIMS);
    float[] scores = new float[SIZE];
    for (int id = 0; id < SIZE; id++) {
      scores[id] = score(id);
    }
    Arrays.sort(scores);
    float least = scores[SIZE - 20];
    for (Query filter : Arrays.asList(null, IntField.newRangeQuery(ID, 0, SIZE))) {
      Query query = RangesTest.query(RangesTest.ADAPTIVE, field, target, least * 0.9999f, filter);
      checkExplained(query);
    }
  }

  public void testValues() throws IOException {
    for (LeafReaderContext leaf : reader.leaves()) {
      DoubleValues similarity = DoubleValuesSource.similarityToQueryVector(leaf, target, FIELD);
      DoubleValues precise =
          new FullPrecisionFloatVectorSimilarityValuesSource(target, FIELD).getValues(leaf, null);
      for (int doc = 0; doc < leaf.reader().maxDoc(); doc++) {
        boolean child = doc % 4 != 3;
        assertEquals(child, similarity.advanceExact(doc));
        assertEquals(child, precise.advanceExact(doc));
        if (child) {
          float score = score(id(leaf.docBase + doc));
          assertEquals(score, similarity.doubleValue(), 1e-6);
          assertEquals(score, precise.doubleValue(), 1e-6);
        }
      }
    }
  }

  public void testRescoring() throws IOException {
    float[] first = target;
    Query near = near(50, null);
    target = Draw.floats(random(), DIMS);
    assertFalse(Arrays.equals(first, target));
    check(RescoreTopNQuery.createFullPrecisionRescorerQuery(near, target, FIELD, 10));
  }

  public void testNearestOfFamilies() throws IOException {
    var parents = new QueryBitSetProducer(new TermQuery(new Term("type", "parent")));
    for (Query filter :
        Arrays.asList(
            null, IntField.newRangeQuery(ID, 100, 800), IntField.newRangeQuery(ID, 100, 104))) {
      check(new DiversifyingChildrenFloatKnnVectorQuery(FIELD, target, filter, 10, parents));
    }
  }
}
