package org.kith.lucene;

import com.carrotsearch.randomizedtesting.annotations.Repeat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.IntField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.join.BitSetProducer;
import org.apache.lucene.search.join.DiversifyingChildrenByteKnnVectorQuery;
import org.apache.lucene.search.join.DiversifyingChildrenFloatKnnVectorQuery;
import org.apache.lucene.search.join.QueryBitSetProducer;
import org.apache.lucene.store.Directory;
import org.apache.lucene.tests.index.RandomIndexWriter;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.tests.util.TestUtil;
import org.kith.search.KithSearch;

/// Passages under their documents: a query finds the nearest passage of each of the k nearest
/// documents.
@Repeat(iterations = 4)
public class JoinsTest extends LuceneTestCase {
  private static final String PARENT = "parent";
  private static final String TYPE = "type";
  private static final String FLAVOUR = "flavour";

  /// A walk over all of the index finds the very best.
  private static final KithSearch EVERYTHING = KithSearch.efSearch(10_000);

  private record Child(Object value, int flavour) {}

  private final Map<Integer, List<Child>> parents = new HashMap<>();

  public void testFloats() throws IOException {
    run(VectorEncoding.FLOAT32);
  }

  public void testBytes() throws IOException {
    run(VectorEncoding.BYTE);
  }

  private void run(VectorEncoding encoding) throws IOException {
    var similarities = VectorSimilarityFunction.values();
    var similarity = similarities[random().nextInt(similarities.length)];
    VectorField field = new VectorField("passage", encoding, similarity, 8);
    IndexWriterConfig config = newIndexWriterConfig();
    config.setCodec(random().nextBoolean() ? new KithTestCodec() : smallGraphs());
    // Merge policies that move documents around would tear families apart.
    config.setMergePolicy(newLogMergePolicy());
    try (Directory directory = newDirectory();
        RandomIndexWriter writer = new RandomIndexWriter(random(), directory, config)) {
      int count = atLeast(100);
      for (int parent = 0; parent < count; parent++) {
        writer.addDocuments(family(field, parent));
      }
      try (DirectoryReader reader = writer.getReader()) {
        for (int i = 0; i < 10; i++) {
          check(reader, field, random().nextInt(4));
        }
      }
    }
  }

  private static Codec smallGraphs() {
    return Codecs.always(new SmallGraphsFormat());
  }

  private List<Document> family(VectorField field, int parent) {
    List<Document> family = new ArrayList<>();
    List<Child> children = new ArrayList<>();
    int count = random().nextInt(8);
    for (int i = 0; i < count; i++) {
      Child child = new Child(field.draw(random()), random().nextInt(3));
      children.add(child);
      Document document = new Document();
      document.add(field.of(child.value));
      document.add(new IntField(PARENT, parent, Field.Store.YES));
      document.add(new IntField(FLAVOUR, child.flavour, Field.Store.NO));
      family.add(document);
    }
    Document document = new Document();
    document.add(new StringField(TYPE, PARENT, Field.Store.NO));
    family.add(document);
    parents.put(parent, children);
    return family;
  }

  /// Among all children, or, if there are fewer flavours than three, those of one.
  private void check(IndexReader reader, VectorField field, int flavour) throws IOException {
    Query filter = flavour < 3 ? IntField.newExactQuery(FLAVOUR, flavour) : null;
    int k = TestUtil.nextInt(random(), 1, 30);
    Object target = field.draw(random());
    ScoreDoc[] hits =
        newSearcher(reader, false)
            .search(query(field, target, filter, k), parents.size())
            .scoreDocs;
    List<Double> best = new ArrayList<>();
    parents.forEach(
        (parent, children) -> best(field, target, children, flavour).ifPresent(best::add));
    best.sort(Comparator.reverseOrder());
    assertEquals(Math.min(k, best.size()), hits.length);
    Map<Integer, Float> seen = new HashMap<>();
    for (int i = 0; i < hits.length; i++) {
      int parent =
          reader.storedFields().document(hits[i].doc).getField(PARENT).numericValue().intValue();
      assertNull("parent " + parent + " twice", seen.put(parent, hits[i].score));
      double expected = best(field, target, parents.get(parent), flavour).getAsDouble();
      assertEquals(expected, hits[i].score, 1e-4 * expected);
      assertEquals(best.get(i), hits[i].score, 1e-4 * best.get(i));
    }
  }

  private static OptionalDouble best(
      VectorField field, Object target, List<Child> children, int flavour) {
    return children.stream()
        .filter(child -> flavour == 3 || child.flavour == flavour)
        .mapToDouble(child -> field.score(target, child.value).high())
        .max();
  }

  private static Query query(VectorField field, Object target, Query filter, int k) {
    BitSetProducer isParent = new QueryBitSetProducer(new TermQuery(new Term(TYPE, PARENT)));
    return field.encoding() == VectorEncoding.FLOAT32
        ? new DiversifyingChildrenFloatKnnVectorQuery(
            field.name(), (float[]) target, filter, k, isParent, EVERYTHING)
        : new DiversifyingChildrenByteKnnVectorQuery(
            field.name(), (byte[]) target, filter, k, isParent, EVERYTHING);
  }
}
