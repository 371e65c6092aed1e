package org.kith.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kith.KithCodec;
import org.kith.KithVectorsFormat;
import org.kith.graph.HnswGraph;
import org.kith.kernel.Rows;
import org.kith.search.ExactKnnQuery;
import org.kith.search.VectorTarget;
import org.kith.spec.Spec;

/// An index that lives long: documents go, others come, and all are merged into one segment, twelve
/// times or with `-Dkith.slow=true` fifty. The graph stays as good as one that is built at once.
class GenerationsTest {
  private static final int GENERATIONS = Boolean.getBoolean("kith.slow") ? 50 : 12;
  private static final int SIZE = 1500;

  /// Drawn alike, which is hard for graphs: default settings do not find all.
  private static final int DIMS = 32;

  private static final int K = 10;
  private static final int QUERIES = 300;

  /// Four deviations of the difference between what so many queries find in two indexes.
  private static final double NOISE = 0.025;

  private final long seed = Long.getLong("kith.seed", new Random().nextLong());
  private final Random random = new Random(seed);
  private final List<Integer> living = new ArrayList<>();
  private int nextId;

  /// What is true of one generation.
  ///
  /// @param recall at default settings
  /// @param degree mean number of links of a vector on the lowest layer
  /// @param bytes of vectors, codes and graph
  private record State(double recall, double degree, Map<String, Long> bytes) {}

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          HNSW16,SQ4,RFlat|0
          HNSW16,SQ4,RFlat|1
          HNSW16,SQ4,RFlat|10
          HNSW16,SQ4,RFlat|50
          HNSW16,RaBitQ2,RFlat|0
          HNSW16,RaBitQ2,RFlat|1
          HNSW16,RaBitQ2,RFlat|10
          HNSW16,RaBitQ2,RFlat|50
          NSW32,RaBitQ2,RFlat|10
          """)
  void graphsDoNotDecay(String spec, int percentDeleted) throws IOException {
    try (Directory directory = new ByteBuffersDirectory();
        IndexWriter writer = new IndexWriter(directory, config(spec))) {
      add(writer, SIZE);
      writer.forceMerge(1);
      State middle = null;
      for (int generation = 1; generation <= GENERATIONS; generation++) {
        int deleted = living.size() * percentDeleted / 100;
        delete(writer, deleted);
        add(writer, Math.max(10, deleted));
        writer.forceMerge(1);
        middle = generation == GENERATIONS / 2 ? state(writer, spec) : middle;
      }
      State last = state(writer, spec);
      State fresh = fresh(spec);
      String what = middle + ", " + last + ", built at once " + fresh + ", -Dkith.seed=" + seed;
      assertTrue(last.recall > middle.recall - NOISE, what);
      assertTrue(last.recall > fresh.recall - NOISE, what);
      assertTrue(last.degree > 0.9 * fresh.degree, what);
      fresh.bytes.forEach((name, bytes) -> assertEquals(bytes, last.bytes.get(name), 0.1 * bytes));
    }
  }

  private static IndexWriterConfig config(String spec) {
    return new IndexWriterConfig()
        .setCodec(new KithCodec(KithVectorsFormat.of(spec)))
        .setMergeScheduler(new SerialMergeScheduler());
  }

  /// The vector follows from the id.
  private float[] vector(int id) {
    Random own = new Random(seed + 31L * id);
    float[] vector = new float[DIMS];
    for (int i = 0; i < DIMS; i++) {
      vector[i] = (float) own.nextGaussian();
    }
    return vector;
  }

  private Document document(int id) {
    Document document = new Document();
    document.add(new StringField("id", Integer.toString(id), Field.Store.NO));
    document.add(new KnnFloatVectorField("v", vector(id)));
    return document;
  }

  private void add(IndexWriter writer, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      living.add(nextId);
      writer.addDocument(document(nextId++));
    }
  }

  private void delete(IndexWriter writer, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      int id = living.remove(random.nextInt(living.size()));
      writer.deleteDocuments(new Term("id", Integer.toString(id)));
    }
  }

  /// The living in two segments that are merged once.
  private State fresh(String spec) throws IOException {
    try (Directory directory = new ByteBuffersDirectory();
        IndexWriter writer = new IndexWriter(directory, config(spec))) {
      for (int i = 0; i < living.size(); i++) {
        writer.addDocument(document(living.get(i)));
        if (i == living.size() / 2) {
          writer.flush();
        }
      }
      writer.forceMerge(1);
      return state(writer, spec);
    }
  }

  private State state(IndexWriter writer, String spec) throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(writer)) {
      assertEquals(living.size(), reader.numDocs());
      assertEquals(1, reader.leaves().size());
      CodecReader leaf = (CodecReader) reader.leaves().getFirst().reader();
      var formats = (PerFieldKnnVectorsFormat.FieldsReader) leaf.getVectorReader();
      KithReader vectors = (KithReader) formats.getFieldReader("v");
      HnswGraph graph =
          vectors.graph("v", vectors.metric("v"), FieldSettings.of(Spec.parse(spec)).degrees());
      assertNotNull(graph);
      return new State(
          recall(reader),
          degree(graph),
          vectors.getOffHeapByteSize(leaf.getFieldInfos().fieldInfo("v")));
    }
  }

  private double recall(IndexReader reader) throws IOException {
    IndexSearcher searcher = new IndexSearcher(reader);
    int right = 0;
    for (int i = 0; i < QUERIES; i++) {
      float[] query = vector(-1 - i);
      VectorTarget target = VectorTarget.of("v", query);
      float worst = searcher.search(new ExactKnnQuery(target, K), K).scoreDocs[K - 1].score;
      for (ScoreDoc hit : searcher.search(new KnnFloatVectorQuery("v", query, K), K).scoreDocs) {
        right += hit.score >= worst ? 1 : 0;
      }
    }
    return (double) right / QUERIES / K;
  }

  /// Follows all links from the entry: they lead to every vector.
  private static double degree(HnswGraph graph) throws IOException {
    Rows links = graph.layers().getFirst().links();
    BitSet reached = new BitSet();
    List<Integer> queue = new ArrayList<>(List.of(graph.entry()));
    reached.set(graph.entry());
    MemorySegment row = MemorySegment.ofArray(new int[links.stride() / Integer.BYTES]);
    int count = 0;
    for (int i = 0; i < queue.size(); i++) {
      links.fetch(queue.get(i), row, 0);
      for (int link : row.toArray(ValueLayout.JAVA_INT)) {
        count += link >= 0 ? 1 : 0;
        if (link >= 0 && !reached.get(link)) {
          reached.set(link);
          queue.add(link);
        }
      }
    }
    assertEquals(graph.size(), queue.size(), "reachable");
    return (double) count / graph.size();
  }
}
