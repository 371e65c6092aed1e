package org.kith.lucene;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.util.Bits;
import org.kith.search.KithSearch;

/// Compares an index with the model of what it should hold, and its answers with exact ones.
public final class ModelCheck {
  /// A list that holds all documents finds whatever can be reached, and all of them are scored by
  /// their vectors: exactly what a scan finds.
  private static final KnnSearchStrategy WIDE = KithSearch.efSearch(10_000).withOversample(1000);

  private final Model model;
  private final Random random;
  private final DirectoryReader reader;

  /// @param random draws the queries
  public ModelCheck(Model model, DirectoryReader reader, Random random) {
    this.model = model;
    this.reader = reader;
    this.random = random;
  }

  /// Compares everything.
  ///
  /// @throws AssertionError at the first difference
  public void run() throws IOException {
    assertEquals(model.entries().size(), reader.numDocs());
    IndexSearcher searcher = LuceneTestCase.newSearcher(reader);
    for (VectorField field : model.fields()) {
      checkValues(field);
      checkSearch(searcher, field, null);
      checkSearch(searcher, field, model.anyGroup(random));
    }
  }

  /// Every live document has its vector, bit for bit, and no other document has one.
  private void checkValues(VectorField field) throws IOException {
    Set<String> found = new HashSet<>();
    for (LeafReaderContext leaf : reader.leaves()) {
      KnnVectorValues values = field.values(leaf.reader());
      if (values == null) {
        continue;
      }
      Bits live = leaf.reader().getLiveDocs();
      StoredFields stored = leaf.reader().storedFields();
      KnnVectorValues.DocIndexIterator doc = values.iterator();
      int rank = 0;
      while (doc.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
        assertEquals(rank, doc.index());
        assertEquals(doc.docID(), values.ordToDoc(rank));
        if (live == null || live.get(doc.docID())) {
          String id = stored.document(doc.docID()).get(Model.ID);
          Object expected = model.entries().get(id).values().get(field);
          assertNotNull(field + " of " + id, expected);
          assertTrue(field + " of " + id, field.same(expected, field.value(values, rank)));
          assertTrue("two documents " + id, found.add(id));
        }
        rank++;
      }
      assertEquals(rank, values.size());
    }
    assertEquals(field.toString(), accepted(field, null).size(), found.size());
  }

  private List<Object> accepted(VectorField field, Term group) {
    List<Object> values = new ArrayList<>();
    for (Model.Entry entry : model.entries().values()) {
      Object value = entry.values().get(field);
      if (value != null && (group == null || entry.group().equals(group.text()))) {
        values.add(value);
      }
    }
    return values;
  }

  private void checkSearch(IndexSearcher searcher, VectorField field, Term group)
      throws IOException {
    List<Object> accepted = accepted(field, group);
    Object target =
        random.nextBoolean() && !accepted.isEmpty()
            ? accepted.get(random.nextInt(accepted.size()))
            : field.draw(random);
    int k = 1 + random.nextInt(random.nextBoolean() ? 10 : 2 * accepted.size() + 1);
    Query filter = group == null ? null : new TermQuery(group);
    KnnSearchStrategy strategy = random.nextBoolean() ? WIDE : null;
    Query query = field.query(target, k, filter, strategy);
    ScoreDoc[] hits = searcher.search(query, k).scoreDocs;
    assertEquals(query.toString(), Math.min(k, accepted.size()), hits.length);
    StoredFields stored = searcher.storedFields();
    Set<String> ids = new HashSet<>();
    for (ScoreDoc hit : hits) {
      String id = stored.document(hit.doc).get(Model.ID);
      Model.Entry entry = model.entries().get(id);
      assertTrue("twice: " + id, ids.add(id));
      assertTrue(group == null || entry.group().equals(group.text()));
      field.score(target, entry.values().get(field)).check(hit.score, query + " " + id);
    }
    if (strategy != null) {
      checkExact(field, target, accepted, hits, query);
    }
  }

  /// The i-th hit scores at least as high as the i-th best document must.
  private static void checkExact(
      VectorField field, Object target, List<Object> accepted, ScoreDoc[] hits, Query query) {
    ExactScore[] best =
        accepted.stream()
            .map(value -> field.score(target, value))
            .sorted(Comparator.comparingDouble(ExactScore::low).reversed())
            .toArray(ExactScore[]::new);
    for (int i = 0; i < hits.length; i++) {
      assertTrue(
          query + ": hit " + i + " of " + hits.length + ", " + hits[i] + ", is below " + best[i],
          best[i].reaches(hits[i].score));
    }
  }
}
