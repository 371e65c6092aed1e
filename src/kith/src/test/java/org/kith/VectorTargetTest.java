package org.kith;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.ExitableDirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.QueryTimeout;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.RescoreTopNQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kith.search.DistanceRangeQuery;
import org.kith.search.Distances;
import org.kith.search.ExactKnnQuery;
import org.kith.search.VectorTarget;

/// Distances in queries, sorts, rescoring and values, over segments of several formats.
class VectorTargetTest {
  private static final VectorTarget ZERO = VectorTarget.of(MetricIndex.FIELD, 0, 0);

  private final MetricIndex index = new MetricIndex();

  @AfterEach
  void close() throws IOException {
    index.close();
  }

  /// From (0, 0), by l1 and by linf: 1 is at 7 and 4, 2 at 5 and 5, 3 at 8 and 4.5. 9 has no
  /// vector.
  private void write(String spec) throws IOException {
    index.add(spec, MetricIndex.document(1, null, 3, 4), MetricIndex.document(9));
    index.add(spec, MetricIndex.document(2, null, 5, 0), MetricIndex.document(3, null, 3.5f, 4.5f));
  }

  private void check(String hits, Query query) throws IOException {
    try (IndexReader reader = index.reader()) {
      assertEquals(hits, MetricIndex.hits(reader, query));
    }
  }

  @Test
  void theNearestByTheMetricOfTheIndexOrByAnother() throws IOException {
    write("Flat;metric=l1");
    check("2=0.16666667 1=0.125", new ExactKnnQuery(ZERO, 2));
    check("1=0.2 3=0.18181819", new ExactKnnQuery(ZERO.by("linf"), 2));
    Query filter = new TermQuery(new Term("id", "3"));
    check("3=0.11111111", new ExactKnnQuery(ZERO, 2, filter));
    check("2=0.33333334", new BoostQuery(new ExactKnnQuery(ZERO, 1), 2));
    check("", new ExactKnnQuery(VectorTarget.of("other", 1), 2));
  }

  @Test
  void allWithinADistance() throws IOException {
    write("Flat;metric=l1");
    for (boolean walk : List.of(false, true)) {
      check("2=0.16666667 1=0.125", within(ZERO, 7, walk));
      check("2=0.16666667", within(ZERO, Math.nextDown(7.0), walk));
      check("1=0.2 3=0.18181819", within(ZERO.by("linf"), 4.75, walk));
      check("", within(ZERO, -1, walk));
      check("2=0.16666667 1=0.125 3=0.11111111", within(ZERO, Double.POSITIVE_INFINITY, walk));
    }
    assertThrows(IllegalArgumentException.class, () -> new DistanceRangeQuery(ZERO, Double.NaN));
  }

  private static DistanceRangeQuery within(VectorTarget target, double distance, boolean walk) {
    DistanceRangeQuery query = new DistanceRangeQuery(target, distance);
    return walk ? query.approximate() : query;
  }

  /// Where other clauses lead, as where none does.
  @Test
  void aRangeIsAClause() throws IOException {
    write("Flat;metric=l1");
    for (String id : List.of("1", "2", "3", "9")) {
      Query both =
          new BooleanQuery.Builder()
              .add(new TermQuery(new Term("id", id)), BooleanClause.Occur.FILTER)
              .add(new DistanceRangeQuery(ZERO, 7), BooleanClause.Occur.MUST)
              .build();
      check(id.equals("1") ? "1=0.125" : id.equals("2") ? "2=0.16666667" : "", both);
    }
  }

  @Test
  void explainsItsScores() throws IOException {
    write("Flat;metric=l1");
    try (IndexReader reader = index.reader()) {
      IndexSearcher searcher = new IndexSearcher(reader);
      for (Query query :
          List.of(
              new ExactKnnQuery(ZERO, 2),
              new DistanceRangeQuery(ZERO, 7),
              new DistanceRangeQuery(ZERO, 7).approximate())) {
        TopDocs hits = searcher.search(query, 10);
        assertEquals(2, hits.scoreDocs.length);
        assertEquals(2, searcher.count(query));
        for (ScoreDoc hit : hits.scoreDocs) {
          assertEquals(hit.score, searcher.explain(query, hit.doc).getValue());
        }
        assertTrue(!searcher.explain(query, reader.maxDoc() - 1).isMatch(), "" + query);
      }
    }
  }

  @Test
  void scoresGoBackToDistances() throws IOException {
    write("HNSW16;metric=l1");
    try (IndexReader reader = index.reader()) {
      IndexSearcher searcher = new IndexSearcher(reader);
      TopDocs hits =
          searcher.search(new KnnFloatVectorQuery(MetricIndex.FIELD, new float[2], 3), 3);
      assertArrayEquals(
          new double[] {5, 7, 8}, Distances.of(searcher, MetricIndex.FIELD, hits), 1e-5);
      assertEquals(1 / 8f, Distances.score(searcher, MetricIndex.FIELD, 7));
      Exception e =
          assertThrows(IllegalArgumentException.class, () -> Distances.of(searcher, "other", hits));
      assertEquals(
          "document " + hits.scoreDocs[0].doc + " has no vector in field 'other'", e.getMessage());
      assertThrows(IllegalArgumentException.class, () -> Distances.score(searcher, "other", 7));
    }
  }

  @Test
  void sortsAnyHitsByDistance() throws IOException {
    write("HNSW16;metric=l1");
    try (IndexReader reader = index.reader()) {
      SortField nearest = ZERO.by("linf").distances().getSortField(false, Double.POSITIVE_INFINITY);
      assertEquals("1 3 2 9", ids(reader, MatchAllDocsQuery.INSTANCE, new Sort(nearest)));
      SortField farthest = ZERO.distances().getSortField(true, Double.NEGATIVE_INFINITY);
      assertEquals("3 1 2 9", ids(reader, MatchAllDocsQuery.INSTANCE, new Sort(farthest)));
    }
  }

  private static String ids(IndexReader reader, Query query, Sort sort) throws IOException {
    IndexSearcher searcher = new IndexSearcher(reader);
    return ids(searcher, searcher.search(query, 10, sort));
  }

  private static String ids(IndexSearcher searcher, TopDocs hits) throws IOException {
    StringBuilder ids = new StringBuilder();
    for (ScoreDoc hit : hits.scoreDocs) {
      ids.append(ids.isEmpty() ? "" : " ");
      ids.append(searcher.storedFields().document(hit.doc).getField("id").numericValue());
    }
    return ids.toString();
  }

  @Test
  void ordersHitsAgainByAnotherMetric() throws IOException {
    write("HNSW16;metric=l1");
    try (IndexReader reader = index.reader()) {
      IndexSearcher searcher = new IndexSearcher(reader);
      Query near = new KnnFloatVectorQuery(MetricIndex.FIELD, new float[2], 3);
      TopDocs hits = searcher.search(near, 3);
      assertEquals("2 1 3", ids(searcher, hits));
      TopDocs again = ZERO.by("linf").rescorer().rescore(searcher, hits, 3);
      assertEquals("1 3 2", ids(searcher, again));
      assertEquals(0.2f, again.scoreDocs[0].score);
      Query top = new RescoreTopNQuery(near, ZERO.by("linf").scores(), 2);
      assertEquals("1=0.2 3=0.18181819", MetricIndex.hits(reader, top));
    }
  }

  /// Lucene's own format has the metric of the field's similarity.
  @Test
  void comparesVectorsOfOtherFormats() throws IOException {
    index.add(new IndexWriterConfig(), MetricIndex.document(1, null, 3, 4));
    check("1=0.03846154", new ExactKnnQuery(ZERO, 2));
    check("1=0.03846154", new DistanceRangeQuery(ZERO, 25).approximate());
    check("1=0.125", new ExactKnnQuery(ZERO.by("l1"), 2));
    index.add("Flat", MetricIndex.document(2, null, 3, 4));
    check("1=0.03846154 2=0.03846154", new ExactKnnQuery(ZERO, 2));
    index.add("Flat;metric=l1", MetricIndex.document(3, null, 0, 1));
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> check("", new ExactKnnQuery(ZERO, 2)));
    assertEquals(
        "field 'v' has segments of different metrics, [l2sq, l1], whose distances cannot be"
            + " compared; name the metric with VectorTarget.by",
        e.getMessage());
    check("3=0.5 1=0.125", new ExactKnnQuery(ZERO.by("l1"), 2));
  }

  /// A wrapper that hides the vectors' class, as that for time-outs does.
  @Test
  void knowsTheMetricBehindWrappers() throws IOException {
    write("Flat;metric=l1");
    QueryTimeout never = () -> false;
    try (IndexReader reader =
        ExitableDirectoryReader.wrap((DirectoryReader) index.reader(), never)) {
      LeafReader leaf = reader.leaves().getFirst().reader();
      assertNotEquals(
          "org.kith.format", leaf.getFloatVectorValues("v").getClass().getPackageName());
      assertEquals("2=0.16666667 1=0.125", MetricIndex.hits(reader, new ExactKnnQuery(ZERO, 2)));
      assertEquals(
          "2=0.16666667 1=0.125", MetricIndex.hits(reader, new DistanceRangeQuery(ZERO, 7)));
      assertEquals(7, Distances.of(new IndexSearcher(reader), "v", oneHit(1 / 8f))[0]);
    }
  }

  private static TopDocs oneHit(float score) {
    return new TopDocs(null, new ScoreDoc[] {new ScoreDoc(0, score)});
  }

  @Test
  void refusesWhatCannotBeCompared() throws IOException {
    write("Flat;metric=l1");
    refused(
        "field 'v' has vectors of FLOAT32, the query is of BYTE",
        VectorTarget.of(MetricIndex.FIELD, new byte[2]));
    refused("field 'v' has 2 dimensions, the query 3", VectorTarget.of("v", 1, 2, 3));
    refused("metric 'tanimoto' compares byte vectors, these are F32", ZERO.by("tanimoto"));
    refused(
        "field 'v': haversine: latitude must be -90 to 90, got 99.0",
        VectorTarget.of("v", 99, 0).by("haversine"));
    assertThrows(IllegalArgumentException.class, () -> ZERO.by("l1("));
    assertThrows(IllegalArgumentException.class, () -> new ExactKnnQuery(ZERO, 0));
  }

  private void refused(String message, VectorTarget target) {
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> check("", new ExactKnnQuery(target, 1)));
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  @Test
  void equalTargetsAreEqualQueries() {
    VectorTarget same = VectorTarget.of(MetricIndex.FIELD, 0, 0);
    assertEquals(new ExactKnnQuery(ZERO, 3), new ExactKnnQuery(same, 3));
    assertEquals(new ExactKnnQuery(ZERO, 3).hashCode(), new ExactKnnQuery(same, 3).hashCode());
    assertNotEquals(new ExactKnnQuery(ZERO, 3), new ExactKnnQuery(ZERO.by("l1"), 3));
    assertEquals(ZERO.by("L1").distances(), same.by("l1").distances());
    assertNotEquals(ZERO.distances(), ZERO.scores());
    assertNotEquals(new DistanceRangeQuery(ZERO, 3), new DistanceRangeQuery(ZERO, 3).approximate());
    assertEquals("within 3.0 of v~[0.0, …2] by l1", "" + new DistanceRangeQuery(ZERO.by("L1"), 3));
  }
}
