package org.kith;

import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.kith.kernel.RowForm;

/// What is indexed comes back, and is found: through flushes, deletes, updates, near-real-time
/// readers, sorting and merges.
class RoundTripTest {
  @TempDir Path path;

  record Kind(String spec, VectorSimilarityFunction similarity, boolean bytes, boolean sparse) {}

  static Stream<Kind> kinds() {
    return Stream.of(
            "Flat",
            "HNSW8,Flat",
            "NSW16,Flat",
            "Flat,SQ8,RFlat",
            "HNSW8,SQ8,RFlat",
            "NSW16,SQ8,RFlat",
            "Flat,SQ4,RFlat",
            "HNSW8,SQ4,RFlat",
            "Flat,RaBitQ,RFlat",
            "HNSW8,RaBitQ2,RFlat",
            "Flat,RaBitQ,Refine(SQ4)",
            "HNSW8,RaBitQ2,Refine(SQ8)",
            "NSW16,RaBitQ2,Refine(RaBitQ4)")
        .flatMap(spec ->
            Stream.of(VectorSimilarityFunction.values())
                .flatMap(similarity ->
                    Stream.of(false, true).map(bytes -> new Kind(spec, similarity, bytes, bytes))));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everySimilarityAndEncoding(Kind kind) throws IOException {
    Corpus corpus = new Corpus(1500, 8, kind.similarity, kind.bytes, kind.sparse);
    roundTrip(corpus, DirectoryKind.MAPPED, config(kind.spec));
  }

  @ParameterizedTest
  @EnumSource(DirectoryKind.class)
  void everyDirectory(DirectoryKind directory) throws IOException {
    for (boolean bytes : List.of(false, true)) {
      Corpus corpus = new Corpus(1500, 8, VectorSimilarityFunction.COSINE, bytes, !bytes);
      roundTrip(corpus, directory, config("HNSW8,Flat"));
    }
  }

  @ParameterizedTest
  @EnumSource(DirectoryKind.class)
  void sorted(DirectoryKind directory) throws IOException {
    Sort sort = new Sort(new SortField("order", SortField.Type.LONG));
    roundTrip(Corpus.walked(), directory, config("HNSW8,Flat").setIndexSort(sort));
  }

  record Stored(String spec, RowForm form, DirectoryKind directory) {}

  static Stream<Stored> everyForm() {
    return Stream.of("HNSW16,SQ4,RFlat", "Flat,RaBitQ,RFlat", "HNSW8,RaBitQ2,Refine(SQ8)")
        .flatMap(spec ->
            Stream.of(RowForm.values())
                .flatMap(form ->
                    Stream.of(DirectoryKind.values())
                        .map(directory -> new Stored(spec, form, directory))));
  }

  @ParameterizedTest
  @MethodSource
  void everyForm(Stored stored) throws IOException {
    boolean sorted = stored.form.ordinal() % 2 == stored.directory.ordinal() % 2;
    VectorSimilarityFunction similarity =
        sorted ? VectorSimilarityFunction.EUCLIDEAN : VectorSimilarityFunction.COSINE;
    Corpus corpus = new Corpus(1500, 8, similarity, !sorted, stored.form);
    IndexWriterConfig config = config(stored.spec);
    if (sorted) {
      config.setIndexSort(new Sort(new SortField("order", SortField.Type.LONG)));
    }
    roundTrip(corpus, stored.directory, config);
  }

  static IndexWriterConfig config(String spec) {
    return new IndexWriterConfig().setCodec(new KithCodec(KithVectorsFormat.of(spec)));
  }

  private void roundTrip(Corpus corpus, DirectoryKind kind, IndexWriterConfig config)
      throws IOException {
    try (Directory directory = kind.open(path);
        IndexWriter writer =
            new IndexWriter(directory, config.setOpenMode(IndexWriterConfig.OpenMode.CREATE))) {
      BitSet live = corpus.withVector();
      for (int id = 0; id < corpus.count(); id++) {
        writer.addDocument(corpus.document(id));
        // The last segment is too small for a graph.
        if (id == 700 || id == 1400) {
          writer.commit();
        }
      }
      check(corpus, writer, live);
      for (int id = 0; id < corpus.count(); id += 5) {
        Term term = new Term(Corpus.ID, Integer.toString(id));
        if (id % 2 == 0) {
          writer.updateDocument(term, corpus.document(id));
        } else {
          writer.deleteDocuments(term);
          live.clear(id);
        }
      }
      check(corpus, writer, live);
      writer.forceMerge(1);
      check(corpus, writer, live);
    }
  }

  private static void check(Corpus corpus, IndexWriter writer, BitSet live) throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(writer)) {
      corpus.checkVectors(reader);
      Searches searches = new Searches(corpus, reader, live);
      searches.check(10, null, 0.95);
      searches.check(200, null, 0.95);
      BitSet even = (BitSet) live.clone();
      for (int id = 1; id < corpus.count(); id += 2) {
        even.clear(id);
      }
      new Searches(corpus, reader, even).check(10, new TermQuery(new Term("even", "true")), 0.95);
    }
  }
}
