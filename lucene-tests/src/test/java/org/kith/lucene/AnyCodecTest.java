package org.kith.lucene;

import com.carrotsearch.randomizedtesting.annotations.Repeat;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnByteVectorField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnByteVectorQuery;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;
import org.apache.lucene.tests.index.RandomIndexWriter;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.tests.util.TestUtil;

/// An application with text and vectors, under whatever codec `-Dtests.codec=` names: `KithTest`,
/// Lucene's own, or by default a random one.
@Repeat(iterations = 4)
public class AnyCodecTest extends LuceneTestCase {
  private static final int DIMS = 12;
  private static final String[] WORDS = {"near", "far", "high", "low"};

  private record Place(float[] position, byte[] picture, String word) {}

  private final Map<String, Place> places = new HashMap<>();

  public void testTextAndVectors() throws IOException {
    try (Directory directory = newDirectory();
        RandomIndexWriter writer = new RandomIndexWriter(random(), directory)) {
      int operations = atLeast(200);
      for (int i = 0; i < operations; i++) {
        String id = Integer.toString(random().nextInt(operations));
        if (random().nextInt(5) == 0) {
          writer.deleteDocuments(new Term("id", id));
          places.remove(id);
        } else {
          Place place = new Place(floats(), Draw.bytes(random(), DIMS), word());
          writer.updateDocument(new Term("id", id), document(id, place));
          places.put(id, place);
        }
      }
      try (DirectoryReader reader = writer.getReader()) {
        check(newSearcher(reader));
      }
    }
  }

  private static float[] floats() {
    return Draw.floats(random(), DIMS);
  }

  private static String word() {
    return WORDS[random().nextInt(WORDS.length)];
  }

  private static Document document(String id, Place place) {
    Document document = new Document();
    document.add(new StringField("id", id, Field.Store.YES));
    document.add(new TextField("word", place.word, Field.Store.NO));
    document.add(
        new KnnFloatVectorField("position", place.position, VectorSimilarityFunction.EUCLIDEAN));
    document.add(new KnnByteVectorField("picture", place.picture, VectorSimilarityFunction.COSINE));
    return document;
  }

  private void check(IndexSearcher searcher) throws IOException {
    assertEquals(places.size(), searcher.getIndexReader().numDocs());
    for (int i = 0; i < 10; i++) {
      String word = word();
      long written = places.values().stream().filter(place -> place.word.equals(word)).count();
      Query filter = random().nextBoolean() ? new TermQuery(new Term("word", word)) : null;
      int k = TestUtil.nextInt(random(), 1, 20);
      int expected = (int) Math.min(k, filter == null ? places.size() : written);
      float[] position = floats();
      for (ScoreDoc hit :
          hits(searcher, new KnnFloatVectorQuery("position", position, k, filter), expected)) {
        Place place = place(searcher, hit, filter, word);
        ExactScore.of(VectorSimilarityFunction.EUCLIDEAN, position, place.position)
            .check(hit.score, hit);
      }
      byte[] picture = Draw.bytes(random(), DIMS);
      for (ScoreDoc hit :
          hits(searcher, new KnnByteVectorQuery("picture", picture, k, filter), expected)) {
        Place place = place(searcher, hit, filter, word);
        ExactScore.of(VectorSimilarityFunction.COSINE, picture, place.picture)
            .check(hit.score, hit);
      }
      checkHybrid(searcher, position, k, word);
    }
  }

  private static ScoreDoc[] hits(IndexSearcher searcher, Query query, int expected)
      throws IOException {
    ScoreDoc[] hits = searcher.search(query, 100).scoreDocs;
    // Lucene's own graphs may lose their way among deleted documents, and then find fewer.
    boolean ours = Codec.getDefault() instanceof KithTestCodec;
    int least = ours ? expected : Math.min(1, expected);
    if (hits.length < least || hits.length > expected) {
      fail(query + ": " + hits.length + " hits, expected " + expected);
    }
    return hits;
  }

  private Place place(IndexSearcher searcher, ScoreDoc hit, Query filter, String word)
      throws IOException {
    Place place = places.get(searcher.storedFields().document(hit.doc).get("id"));
    if (filter != null) {
      assertEquals(word, place.word);
    }
    return place;
  }

  /// Words or neighbours: as many documents as are either.
  private void checkHybrid(IndexSearcher searcher, float[] position, int k, String word)
      throws IOException {
    Query near = new KnnFloatVectorQuery("position", position, k);
    Query text = new TermQuery(new Term("word", word));
    Query either =
        new BooleanQuery.Builder()
            .add(near, BooleanClause.Occur.SHOULD)
            .add(text, BooleanClause.Occur.SHOULD)
            .build();
    Query both =
        new BooleanQuery.Builder()
            .add(near, BooleanClause.Occur.MUST)
            .add(text, BooleanClause.Occur.MUST)
            .build();
    assertEquals(
        searcher.count(near) + searcher.count(text), searcher.count(either) + searcher.count(both));
  }
}
