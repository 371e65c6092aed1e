package org.kith;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SlowCodecReaderWrapper;
import org.apache.lucene.index.SortingCodecReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.KnnByteVectorQuery;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where a field's metric comes from, what it refuses, and that merges do not mix metrics.
class FieldMetricTest {
  private static final Query NEAR_ZERO = near(0, 0);

  private static Query near(float... target) {
    return new KnnFloatVectorQuery(MetricIndex.FIELD, target, 10);
  }

  /// Of (3, 4) from (0, 0): l1 is 7, linf 4, l2sq 25.
  @ParameterizedTest
  @CsvSource({
    "l1, Flat;metric=linf, 0.125",
    "l1, Flat, 0.125",
    " , Flat;metric=linf, 0.2",
    " , Flat, 0.03846154",
    "L2, Flat;metric=linf, 0.03846154"
  })
  void theAttributeWinsThenTheSpecThenTheSimilarity(String attribute, String spec, String score)
      throws IOException {
    try (MetricIndex index = new MetricIndex()) {
      index.add(spec, MetricIndex.document(1, attribute, 3, 4));
      index.add(spec, MetricIndex.document(2, attribute, 3, 4));
      check(index, NEAR_ZERO, "1=" + score + " 2=" + score);
      index.merge(spec);
      check(index, NEAR_ZERO, "1=" + score + " 2=" + score);
    }
  }

  private static void check(MetricIndex index, Query query, String hits) throws IOException {
    try (IndexReader reader = index.reader()) {
      assertEquals(hits, MetricIndex.hits(reader, query));
    }
  }

  @Test
  void aVectorThatTheMetricRefusesFailsItsDocumentAlone() throws IOException {
    try (MetricIndex index = new MetricIndex()) {
      IndexWriterConfig config = MetricIndex.config("HNSW16;metric=haversine");
      try (IndexWriter writer = new IndexWriter(index.directory, config)) {
        writer.addDocument(MetricIndex.document(1, null, 90, 0));
        assertRefused(
            "field 'v': haversine: latitude must be -90 to 90, got 90.5",
            () -> writer.addDocument(MetricIndex.document(2, null, 90.5f, 0)));
        writer.addDocument(MetricIndex.document(3, null, -90, 0));
      }
      check(index, near(90, 7), "1=1.0 3=4.996224E-8");
      assertRefused(
          "field 'v': haversine: longitude must be -180 to 360, got -181.0",
          () -> check(index, near(0, -181), ""));
    }
  }

  /// A name that is not known, vectors that it does not compare, and what is no metric at all.
  @ParameterizedTest
  @ValueSource(strings = {"nobodys(3)", "tanimoto", "l1(", "weighted(l1[0:3]*1)"})
  void aMetricOfNoUseFailsDocumentsButNotTheWriter(String attribute) throws IOException {
    try (MetricIndex index = new MetricIndex()) {
      for (int i = 0; i < 2; i++) {
        IndexWriterConfig config = MetricIndex.config("HNSW16");
        try (IndexWriter writer = new IndexWriter(index.directory, config)) {
          writer.addDocument(MetricIndex.document(2 * i));
          Exception e =
              assertThrows(
                  IllegalArgumentException.class,
                  () -> writer.addDocument(MetricIndex.document(1, attribute, 3, 4)));
          assertTrue(e.getMessage().startsWith("field 'v': "), e.getMessage());
          writer.addDocument(MetricIndex.document(2 * i + 1));
        }
      }
      index.merge("HNSW16");
      try (IndexReader reader = index.reader()) {
        assertEquals(4, reader.numDocs());
        assertEquals("", MetricIndex.hits(reader, NEAR_ZERO));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "l1, Flat, linf, Flat",
    "l1, Flat, , Flat",
    " , Flat, linf, Flat",
    " , Flat;metric=l1, , HNSW16;metric=linf",
    " , Flat;metric=lp(3), , Flat;metric=lp(4)"
  })
  void mergesDoNotMixMetrics(String before, String beforeSpec, String now, String nowSpec)
      throws IOException {
    try (MetricIndex index = new MetricIndex()) {
      index.add(beforeSpec, MetricIndex.document(1, before, 1, 0));
      index.add(nowSpec, MetricIndex.document(2, now, 3, 0));
      Exception e = assertThrows(IllegalArgumentException.class, () -> index.merge(nowSpec));
      String message = e.getMessage();
      assertTrue(message.startsWith("field 'v': a segment of 1 vectors has the metric"), message);
      index.checkNothingWritten();
      try (IndexReader reader = index.reader()) {
        assertEquals(2, reader.leaves().size());
        assertEquals(2, MetricIndex.hits(reader, NEAR_ZERO).split(" ").length);
      }
    }
  }

  @Test
  void segmentsWithoutVectorsHaveNoSay() throws IOException {
    try (MetricIndex index = new MetricIndex()) {
      index.add("Flat", MetricIndex.document(1, "l1", 3, 4));
      try (IndexWriter writer = new IndexWriter(index.directory, MetricIndex.config("Flat"))) {
        writer.deleteDocuments(new Term("id", "1"));
        writer.addDocument(MetricIndex.document(2));
        writer.forceMerge(1);
      }
      index.add("Flat", MetricIndex.document(3, "linf", 3, 4));
      index.merge("Flat");
      check(index, NEAR_ZERO, "3=0.2");
    }
  }

  /// However a segment is wrapped.
  @Test
  void addedIndexesDoNotMixMetrics() throws IOException {
    Sort sort = new Sort(new SortField("order", SortField.Type.LONG));
    try (MetricIndex source = new MetricIndex()) {
      source.add("Flat;metric=l1", MetricIndex.document(1, null, 1, 0));
      try (IndexReader reader = source.reader()) {
        CodecReader leaf = MetricIndex.leaves(reader)[0];
        for (CodecReader added :
            List.of(leaf, SlowCodecReaderWrapper.wrap(leaf), SortingCodecReader.wrap(leaf, sort))) {
          add(added, "Flat;metric=l1", null);
          add(added, "Flat;metric=linf", "has the metric 'l1', the merge would write 'linf'");
          add(added, "Flat", "has the metric 'l1', the merge would write 'l2sq'");
        }
      }
    }
  }

  private static void add(CodecReader added, String spec, String refused) throws IOException {
    try (Directory directory = new ByteBuffersDirectory();
        IndexWriter writer = new IndexWriter(directory, MetricIndex.config(spec))) {
      if (refused == null) {
        writer.addIndexes(added);
      } else {
        Exception e = assertThrows(IllegalArgumentException.class, () -> writer.addIndexes(added));
        assertTrue(e.getMessage().contains(refused), e.getMessage());
      }
    }
  }

  /// Whole directories are not merged but copied: the next merge says so.
  @Test
  void addedDirectoriesAreNotMerged() throws IOException {
    try (MetricIndex source = new MetricIndex();
        MetricIndex target = new MetricIndex()) {
      source.add("Flat;metric=l1", MetricIndex.document(1, null, 1, 0));
      target.add("Flat;metric=linf", MetricIndex.document(2, null, 1, 0));
      IndexWriterConfig config = MetricIndex.config("Flat;metric=linf");
      try (IndexWriter writer = new IndexWriter(target.directory, config)) {
        writer.addIndexes(source.directory);
      }
      assertThrows(IllegalArgumentException.class, () -> target.merge("Flat;metric=linf"));
      check(target, NEAR_ZERO, "2=0.5 1=0.5");
    }
  }

  /// Another codec's vectors are taken if the metric takes them.
  @Test
  void vectorsOfOtherCodecsAreTaken() throws IOException {
    try (MetricIndex index = new MetricIndex()) {
      index.add(new IndexWriterConfig(), MetricIndex.document(1, null, 90, 0));
      index.add("Flat;metric=haversine", MetricIndex.document(2, null, -90, 0));
      index.merge("Flat;metric=haversine");
      check(index, near(90, 7), "1=1.0 2=4.996224E-8");
    }
  }

  @Test
  void vectorsOfOtherCodecsAreChecked() throws IOException {
    try (MetricIndex index = new MetricIndex()) {
      index.add(new IndexWriterConfig(), MetricIndex.document(1, null, 91, 0));
      index.add("Flat;metric=haversine", MetricIndex.document(2, null, 9, 0));
      Exception e =
          assertThrows(IllegalArgumentException.class, () -> index.merge("Flat;metric=haversine"));
      assertEquals("field 'v': haversine: latitude must be -90 to 90, got 91.0", e.getMessage());
    }
  }

  /// The way to another metric: through Lucene's own format, which knows none of ours.
  @Test
  void anIndexMovesToAnotherMetricThroughAnotherCodec() throws IOException {
    try (MetricIndex index = new MetricIndex()) {
      index.add("Flat;metric=l1", MetricIndex.document(1, null, 3, 4));
      index.add("Flat;metric=l1", MetricIndex.document(2, null, 3, 4));
      index.merge(new IndexWriterConfig());
      index.add("Flat;metric=linf", MetricIndex.document(3, null, 3, 4));
      index.merge("Flat;metric=linf");
      check(index, NEAR_ZERO, "3=0.2 1=0.2 2=0.2");
    }
  }

  @Test
  void bytesAreBits() throws IOException {
    try (MetricIndex index = new MetricIndex()) {
      Document one = MetricIndex.document(1, "tanimoto", new byte[] {0b0111, 0});
      Document two = MetricIndex.document(2, "tanimoto", new byte[] {0b1111, -1});
      index.add("HNSW16", one);
      index.add("HNSW16", two);
      index.merge("HNSW16");
      Query query = new KnnByteVectorQuery(MetricIndex.FIELD, new byte[] {0b1111, 0}, 2);
      check(index, query, "1=0.75 2=0.3333333");
    }
  }

  private static void assertRefused(String message, Executable call) {
    Exception e = assertThrows(IllegalArgumentException.class, call);
    assertEquals(message, e.getMessage());
  }
}
