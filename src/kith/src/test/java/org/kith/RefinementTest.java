package org.kith;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.FilterIndexInput;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Finer codes beside those that candidates are found by: few vectors are read, and scores are
/// exact.
class RefinementTest {
  private static final int K = 10;
  private static final int QUERIES = 20;
  private static final int DIMS = 24;
  private static final int PARTS = 4;

  /// The corpus counts in eighths, which are stored as half floats.
  private static final int VECTOR_BYTES = DIMS * Short.BYTES;

  private final Corpus corpus =
      new Corpus(3000, DIMS, VectorSimilarityFunction.EUCLIDEAN, false, false);

  /// Counts the bytes that are read of vectors.
  private static final class Counted extends FilterDirectory {
    private final AtomicLong bytes = new AtomicLong();

    Counted(Directory in) {
      super(in);
    }

    @Override
    public IndexInput openInput(String name, IOContext context) throws IOException {
      IndexInput input = super.openInput(name, context);
      return name.endsWith(".kithv") ? new CountedInput(input, bytes) : input;
    }
  }

  private static final class CountedInput extends FilterIndexInput {
    private final AtomicLong bytes;

    CountedInput(IndexInput in, AtomicLong bytes) {
      super(in.toString(), in);
      this.bytes = bytes;
    }

    @Override
    public void readBytes(byte[] into, int offset, int length) throws IOException {
      bytes.addAndGet(length);
      super.readBytes(into, offset, length);
    }

    @Override
    public IndexInput slice(String description, long offset, long length) throws IOException {
      return new CountedInput(in.slice(description, offset, length), bytes);
    }

    @Override
    public CountedInput clone() {
      return new CountedInput(in.clone(), bytes);
    }
  }

  /// Fewer than without finer codes.
  @ParameterizedTest
  @ValueSource(strings = {"Flat,RaBitQ,", "HNSW8,RaBitQ2,", "NSW16,RaBitQ,"})
  void fewerVectorsAreRead(String codes) throws IOException {
    long all = vectorsRead(codes + "RFlat");
    for (String finer : List.of("Refine(SQ8)", "Refine(SQ4)", "Refine(RaBitQ4)")) {
      long few = vectorsRead(codes + finer);
      assertTrue(few < 0.8 * all, codes + finer + ": " + few + " of " + all);
    }
  }

  private long vectorsRead(String spec) throws IOException {
    try (Counted directory = new Counted(new ByteBuffersDirectory())) {
      write(directory, spec);
      try (IndexReader reader = DirectoryReader.open(directory)) {
        new Searches(corpus, reader, corpus.withVector()).check(K, null, 0.9);
        directory.bytes.set(0);
        search(reader);
        return directory.bytes.get() / VECTOR_BYTES;
      }
    }
  }

  private void search(IndexReader reader) throws IOException {
    IndexSearcher searcher = new IndexSearcher(reader);
    for (int i = 0; i < QUERIES; i++) {
      searcher.search(corpus.query(between(i), K, null, null), K);
    }
  }

  /// A query that lies among the vectors: codes of eight bits can tell of it.
  private int[] between(int i) {
    int[] query = new int[DIMS];
    for (int part = 0; part < PARTS; part++) {
      int[] other = corpus.query(PARTS * i + part);
      Arrays.setAll(query, at -> query[at] + other[at] / PARTS);
    }
    return query;
  }

  /// Codes of eight bits say nothing of a query that is so far away; those of one bit do.
  @ParameterizedTest
  @ValueSource(strings = {"Flat,RaBitQ,Refine(SQ8)", "HNSW8,RaBitQ2,Refine(SQ8)"})
  void queriesFarFromAllHaveTheirHits(String spec) throws IOException {
    try (Directory directory = new ByteBuffersDirectory()) {
      write(directory, spec);
      try (IndexReader reader = DirectoryReader.open(directory)) {
        IndexSearcher searcher = new IndexSearcher(reader);
        for (int i = 0; i < QUERIES; i++) {
          int[] query = corpus.query(i);
          query[i % DIMS] = 1000;
          ScoreDoc[] hits = searcher.search(corpus.query(query, K, null, null), K).scoreDocs;
          assertEquals(K, hits.length);
          for (ScoreDoc hit : hits) {
            int id = Corpus.id(searcher.storedFields(), hit.doc);
            float score = corpus.score(query, id);
            assertEquals(score, hit.score, 1e-5 * score);
          }
        }
      }
    }
  }

  @Test
  void bothCodesCount() throws IOException {
    try (Directory directory = new ByteBuffersDirectory()) {
      write(directory, "Flat,RaBitQ2,Refine(SQ8)");
      try (IndexReader reader = DirectoryReader.open(directory)) {
        CodecReader leaf = (CodecReader) reader.leaves().getFirst().reader();
        KnnVectorsReader vectors = leaf.getVectorReader();
        Map<String, Long> bytes =
            vectors.getOffHeapByteSize(leaf.getFieldInfos().fieldInfo(Corpus.FIELD));
        // Two planes of a word, and 16 bytes of factors; then a byte a component.
        assertEquals(corpus.count() * (2L * 8 + 16 + DIMS), bytes.get("kithc"));
        assertEquals((long) corpus.count() * VECTOR_BYTES, bytes.get("vec"));
      }
    }
  }

  private void write(Directory directory, String spec) throws IOException {
    IndexWriterConfig config = RoundTripTest.config(spec).setUseCompoundFile(false);
    config.getMergePolicy().setNoCFSRatio(0);
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      for (int id = 0; id < corpus.count(); id++) {
        writer.addDocument(corpus.document(id));
        if (id == corpus.count() / 2) {
          writer.flush();
        }
      }
      writer.forceMerge(1);
    }
  }
}
