package org.kith;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.InfoStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Merges: what they write does not depend on threads, and graphs of sources are of use.
class MergeTest {
  private final Corpus corpus =
      new Corpus(3000, 8, VectorSimilarityFunction.EUCLIDEAN, false, true);

  /// Lends threads to every merge, as Lucene's concurrent scheduler does to large ones.
  private static final class Lender extends SerialMergeScheduler {
    private final Executor executor;

    Lender(Executor executor) {
      this.executor = executor;
    }

    @Override
    public Executor getIntraMergeExecutor(MergePolicy.OneMerge merge) {
      return executor;
    }
  }

  /// Collects what Kith says.
  private static final class Listener extends InfoStream {
    private final StringBuilder text = new StringBuilder();

    @Override
    public synchronized void message(String component, String message) {
      text.append(message).append('\n');
    }

    @Override
    public boolean isEnabled(String component) {
      return component.equals("KITH");
    }

    @Override
    public void close() {}
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HNSW8,Flat;efConstruction=40",
        "NSW16,Flat;efConstruction=40",
        "HNSW8,SQ4,RFlat;efConstruction=40",
        "NSW16,RaBitQ2,RFlat;efConstruction=40",
        "HNSW8,RaBitQ2,Refine(SQ8);efConstruction=40"
      })
  void threadsDoNotChangeWhatIsWritten(String spec) throws IOException {
    KithVectorsFormat format = KithVectorsFormat.of(spec);
    Map<String, byte[]> alone = written(config(format));
    assertEquals(spec.contains(",R") ? 4 : 3, alone.size());
    try (ExecutorService executor = Executors.newFixedThreadPool(3, Thread::new)) {
      assertSame(alone, written(config(format.withExecutor(executor, 2))));
      assertSame(alone, written(config(format.withExecutor(executor, 8))));
      assertSame(alone, written(config(format).setMergeScheduler(new Lender(executor))));
    }
  }

  private static void assertSame(Map<String, byte[]> expected, Map<String, byte[]> found) {
    assertEquals(expected.keySet(), found.keySet());
    expected.forEach((name, bytes) -> assertArrayEquals(bytes, found.get(name), name));
  }

  private static IndexWriterConfig config(KithVectorsFormat format) {
    TieredMergePolicy policy = new TieredMergePolicy();
    policy.setNoCFSRatio(0);
    return new IndexWriterConfig()
        .setCodec(new KithCodec(format))
        .setMergePolicy(policy)
        .setMergeScheduler(new SerialMergeScheduler());
  }

  private Map<String, byte[]> written(IndexWriterConfig config) throws IOException {
    try (Directory directory = new ByteBuffersDirectory()) {
      try (IndexWriter writer = new IndexWriter(directory, config)) {
        add(corpus, writer, 4);
        writer.deleteDocuments(new Term("even", "true"));
        writer.forceMerge(1);
      }
      return OurFiles.contents(directory);
    }
  }

  private static void add(Corpus corpus, IndexWriter writer, int segments) throws IOException {
    int segment = corpus.count() / segments;
    for (int id = 0; id < corpus.count(); id++) {
      writer.addDocument(corpus.document(id));
      if (id % segment == segment - 1) {
        writer.flush();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "HNSW16, HNSW16, 4",
    "NSW32, NSW32, 4",
    "HNSW16, NSW32, 4",
    "NSW32, HNSW16, 4",
    "HNSW16, NSW16, 0",
    "NSW32, HNSW8, 0"
  })
  void graphsOfSourcesAreUsed(String before, String now, int graphs) throws IOException {
    Listener listener = new Listener();
    try (Directory directory = new ByteBuffersDirectory()) {
      for (boolean merge : List.of(false, true)) {
        IndexWriterConfig config =
            config(KithVectorsFormat.of(merge ? now : before)).setInfoStream(listener);
        if (!merge) {
          config.setMergePolicy(NoMergePolicy.INSTANCE);
        }
        try (IndexWriter writer = new IndexWriter(directory, config)) {
          if (merge) {
            writer.forceMerge(1);
          } else {
            add(corpus, writer, 4);
          }
        }
      }
    }
    String text = listener.text.toString();
    assertTrue(
        text.contains(
            "merging graph of field vector: 2571 vectors from 4 segments, "
                + graphs
                + " with graphs"),
        text);
    assertTrue(text.contains("merged graph of field vector"), text);
  }

  /// Wider rows would not fit into those of the new graph.
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      textBlock =
          """
          HNSW64 HNSW4
          HNSW32 HNSW16
          HNSW4 HNSW32
          Flat HNSW8
          HNSW8 Flat
          HNSW16 NSW32
          NSW32 HNSW16
          NSW2 NSW64
          HNSW16 HNSW16,SQ4,RFlat
          HNSW16,SQ4,RFlat HNSW16
          HNSW16,SQ8,RFlat HNSW16,SQ4,RFlat
          HNSW16,SQ4,RFlat NSW32,RaBitQ2,RFlat
          Flat,RaBitQ,RFlat HNSW16,RaBitQ2,RFlat
          NSW32,RaBitQ2,RFlat Flat,RaBitQ,RFlat
          """)
  void segmentsOfAnotherSpecMerge(String before, String now) throws IOException {
    Corpus wide = new Corpus(3000, 24, VectorSimilarityFunction.EUCLIDEAN, false, true);
    try (Directory directory = new ByteBuffersDirectory()) {
      IndexWriterConfig config = config(KithVectorsFormat.of(before));
      try (IndexWriter writer =
          new IndexWriter(directory, config.setMergePolicy(NoMergePolicy.INSTANCE))) {
        add(wide, writer, 3);
      }
      try (IndexWriter writer = new IndexWriter(directory, config(KithVectorsFormat.of(now)))) {
        writer.forceMerge(1);
      }
      try (IndexReader reader = DirectoryReader.open(directory)) {
        assertEquals(1, reader.leaves().size());
        wide.checkVectors(reader);
        new Searches(wide, reader, wide.withVector()).check(10, null, 0.9);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HNSW16,Flat", "NSW32,Flat", "HNSW16,SQ4,Refine(SQ8)"})
  void generationsKeepQuality(String spec) throws IOException {
    BitSet live = corpus.withVector();
    try (Directory directory = new ByteBuffersDirectory();
        IndexWriter writer = new IndexWriter(directory, config(KithVectorsFormat.of(spec)))) {
      int round = 0;
      for (int id = 0; id < corpus.count(); id++) {
        writer.addDocument(corpus.document(id));
        if (id % 10 == 9) {
          int gone = (id * 31) % id;
          writer.deleteDocuments(new Term(Corpus.ID, Integer.toString(gone)));
          live.clear(gone);
        }
        if (id % 300 == 299) {
          writer.forceMerge(1);
          round++;
        }
      }
      assertEquals(10, round);
      try (IndexReader reader = DirectoryReader.open(writer)) {
        assertEquals(1, reader.leaves().size());
        corpus.checkVectors(reader);
        new Searches(corpus, reader, live).check(10, null, 0.95);
      }
    }
  }
}
