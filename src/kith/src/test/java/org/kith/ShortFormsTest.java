package org.kith;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kith.kernel.Encoding;
import org.kith.kernel.RowForm;

/// Behind codes, a segment has its vectors in the shortest form that holds all of them. Nothing but
/// the size tells which: vectors and scores have the bits that they have in a plain segment.
class ShortFormsTest {
  private static final String PLAIN = "HNSW16,Flat";
  private static final int DIMS = 24;

  /// Vectors of a form. With the documents that have none, a segment is large enough to be walked.
  private static final int BATCH = 400;

  private static final int QUERIES = 12;
  private static final int K = 10;
  private static final List<VectorSimilarityFunction> SIMILARITIES =
      List.of(
          VectorSimilarityFunction.EUCLIDEAN,
          VectorSimilarityFunction.COSINE,
          VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT);

  @TempDir Path path;

  private final long seed = Long.getLong("kith.seed", new Random().nextLong());
  private final Random random = new Random(seed);
  private final VectorSimilarityFunction similarity =
      SIMILARITIES.get(random.nextInt(SIMILARITIES.size()));

  /// By id: those of each form in a row, in the order of forms; null where a document has none.
  private final float[][] vectors = new float[RowForm.values().length * BATCH][];

  private final float[][] queries = new float[QUERIES][];

  /// Of each query, by id, in a segment of plain vectors.
  private final float[][] scores = new float[QUERIES][vectors.length];

  @RegisterExtension
  final TestExecutionExceptionHandler repeat =
      (context, e) -> {
        throw new AssertionError("repeat with -Dkith.seed=" + seed, e);
      };

  record Kind(String spec, DirectoryKind directory) {}

  static Stream<Kind> kinds() {
    return Stream.of("HNSW16,SQ4,RFlat", "Flat,RaBitQ,RFlat", "HNSW8,RaBitQ2,Refine(SQ8)")
        .flatMap(
            spec -> Stream.of(DirectoryKind.values()).map(directory -> new Kind(spec, directory)));
  }

  @BeforeEach
  void scoreInPlace() throws IOException {
    for (int id = 0; id < vectors.length; id++) {
      boolean has = id % BATCH == 0 || random.nextInt(5) > 0;
      vectors[id] = has ? vector(RowForm.values()[id / BATCH]) : null;
    }
    for (int i = 0; i < QUERIES; i++) {
      queries[i] = vector(RowForm.values()[i % RowForm.values().length]);
    }
    try (Directory directory = new ByteBuffersDirectory();
        IndexWriter writer = writer(directory, PLAIN)) {
      add(writer, RowForm.values());
      try (IndexReader reader = DirectoryReader.open(writer)) {
        assertEquals(List.of(RowForm.PLAIN), forms(reader));
        for (int i = 0; i < QUERIES; i++) {
          scores[i] = scores(reader, queries[i]);
        }
      }
    }
  }

  /// No shorter form holds it.
  private float[] vector(RowForm form) {
    float[] vector = new float[DIMS];
    for (int i = 0; i < DIMS; i++) {
      vector[i] =
          switch (form) {
            case U8 -> random.nextInt(256);
            case F16 -> random.nextInt(2048) / 8f - 128;
            case PLAIN -> (float) (40 * random.nextGaussian());
          };
    }
    if (form == RowForm.F16) {
      vector[random.nextInt(DIMS)] = -0f;
    }
    return vector;
  }

  private static IndexWriter writer(Directory directory, String spec) throws IOException {
    IndexWriterConfig config = RoundTripTest.config(spec);
    return new IndexWriter(directory, config.setMergeScheduler(new SerialMergeScheduler()));
  }

  /// All documents of forms, as one segment.
  private void add(IndexWriter writer, RowForm... forms) throws IOException {
    for (RowForm form : forms) {
      for (int id = form(form); id < form(form) + BATCH; id++) {
        Document document = new Document();
        document.add(new StringField("form", form.name(), Field.Store.NO));
        document.add(new StringField("word", id % 20 == 0 ? "rare" : "common", Field.Store.NO));
        document.add(new StoredField(Corpus.ID, id));
        if (vectors[id] != null) {
          document.add(new KnnFloatVectorField(Corpus.FIELD, vectors[id], similarity));
        }
        writer.addDocument(document);
      }
    }
    writer.flush();
  }

  /// The first id.
  private static int form(RowForm form) {
    return Arrays.asList(RowForm.values()).indexOf(form) * BATCH;
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void merges(Kind kind) throws IOException {
    try (Directory directory = kind.directory.open(path);
        IndexWriter writer = writer(directory, kind.spec)) {
      add(writer, RowForm.U8);
      check(writer, RowForm.U8);
      add(writer, RowForm.F16);
      check(writer, RowForm.U8, RowForm.F16);
      writer.forceMerge(1);
      check(writer, RowForm.F16);
      add(writer, RowForm.PLAIN);
      check(writer, RowForm.F16, RowForm.PLAIN);
      writer.forceMerge(1);
      check(writer, RowForm.PLAIN);
      writer.deleteDocuments(new Term("form", RowForm.PLAIN.name()));
      writer.forceMerge(1);
      check(writer, RowForm.F16);
      writer.deleteDocuments(new Term("form", RowForm.F16.name()));
      writer.forceMerge(1);
      check(writer, RowForm.U8);
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void addedIndexes(Kind kind) throws IOException {
    try (Directory bytes = kind.directory.open(path.resolve("bytes"));
        Directory halves = kind.directory.open(path.resolve("halves"));
        Directory all = kind.directory.open(path.resolve("all"))) {
      write(bytes, kind.spec, RowForm.U8);
      write(halves, kind.spec, RowForm.F16);
      try (IndexWriter writer = writer(all, kind.spec)) {
        add(writer, RowForm.PLAIN);
        writer.addIndexes(bytes, halves);
        check(writer, RowForm.PLAIN, RowForm.U8, RowForm.F16);
        writer.deleteAll();
        add(writer, RowForm.U8);
        try (DirectoryReader reader = DirectoryReader.open(halves)) {
          writer.addIndexes((CodecReader) reader.leaves().getFirst().reader());
        }
        check(writer, RowForm.U8, RowForm.F16);
        writer.forceMerge(1);
        check(writer, RowForm.F16);
      }
    }
  }

  private void write(Directory directory, String spec, RowForm form) throws IOException {
    try (IndexWriter writer = writer(directory, spec)) {
      add(writer, form);
    }
  }

  /// Where vectors are walked or scanned themselves they are plain, whatever they were before.
  @ParameterizedTest
  @ValueSource(strings = {"Flat", PLAIN})
  void onlyBehindCodes(String spec) throws IOException {
    try (Directory directory = new ByteBuffersDirectory()) {
      write(directory, "HNSW16,SQ4,RFlat", RowForm.U8);
      try (IndexWriter writer = writer(directory, spec)) {
        check(writer, RowForm.U8);
        add(writer, RowForm.F16);
        check(writer, RowForm.U8, RowForm.PLAIN);
        writer.forceMerge(1);
        check(writer, RowForm.PLAIN);
      }
    }
  }

  /// Threads share the memory that vectors are widened in, one after the other.
  @ParameterizedTest
  @EnumSource(DirectoryKind.class)
  void threads(DirectoryKind kind) throws Exception {
    try (Directory directory = kind.open(path);
        IndexWriter writer = writer(directory, "HNSW16,SQ4,RFlat")) {
      add(writer, RowForm.U8, RowForm.F16);
      add(writer, RowForm.U8);
      try (IndexReader reader = DirectoryReader.open(writer);
          ExecutorService executor = Executors.newFixedThreadPool(8)) {
        // A reader makes its context when it is first asked, and two if it is asked by two threads.
        checkHits(reader);
        Callable<Void> search =
            () -> {
              for (int round = 0; round < 20; round++) {
                checkHits(reader);
              }
              return null;
            };
        List<Future<Void>> all = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
          all.add(executor.submit(search));
        }
        for (Future<Void> one : all) {
          one.get();
        }
      }
    }
  }

  private void check(IndexWriter writer, RowForm... forms) throws IOException {
    try (IndexReader reader = DirectoryReader.open(writer)) {
      assertEquals(List.of(forms), forms(reader));
      checkVectors(reader);
      for (int i = 0; i < QUERIES; i++) {
        float[] found = scores(reader, queries[i]);
        for (int id = 0; id < found.length; id++) {
          if (!Float.isNaN(found[id])) {
            assertEquals(scores[i][id], found[id], 0f, "document " + id);
          }
        }
      }
      checkHits(reader);
    }
  }

  /// As the sizes of segments tell.
  private List<RowForm> forms(IndexReader reader) throws IOException {
    List<RowForm> forms = new ArrayList<>();
    for (LeafReaderContext context : reader.leaves()) {
      CodecReader leaf = (CodecReader) context.reader();
      long size = leaf.getFloatVectorValues(Corpus.FIELD).size();
      var info = leaf.getFieldInfos().fieldInfo(Corpus.FIELD);
      long bytes = leaf.getVectorReader().getOffHeapByteSize(info).get("vec");
      long norms = similarity == VectorSimilarityFunction.COSINE ? size * Float.BYTES : 0;
      forms.add(
          Stream.of(RowForm.values())
              .filter(form -> size * DIMS * form.bytes(Encoding.F32) == bytes - norms)
              .findAny()
              .orElseThrow());
    }
    return forms;
  }

  private void checkVectors(IndexReader reader) throws IOException {
    for (LeafReaderContext context : reader.leaves()) {
      FloatVectorValues values = context.reader().getFloatVectorValues(Corpus.FIELD);
      StoredFields stored = context.reader().storedFields();
      BitSet seen = new BitSet();
      DocIndexIterator doc = values.iterator();
      while (doc.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
        int id = Corpus.id(stored, doc.docID());
        assertArrayEquals(vectors[id], values.vectorValue(doc.index()));
        seen.set(id);
      }
      for (int other = 0; other < context.reader().maxDoc(); other++) {
        int id = Corpus.id(stored, other);
        assertEquals(vectors[id] != null, seen.get(id), "document " + id);
      }
    }
  }

  /// By id; NaN of what is not there.
  private float[] scores(IndexReader reader, float[] query) throws IOException {
    float[] found = new float[vectors.length];
    Arrays.fill(found, Float.NaN);
    for (LeafReaderContext context : reader.leaves()) {
      StoredFields stored = context.reader().storedFields();
      VectorScorer scorer = context.reader().getFloatVectorValues(Corpus.FIELD).scorer(query);
      DocIdSetIterator doc = scorer.iterator();
      while (doc.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
        found[Corpus.id(stored, doc.docID())] = scorer.score();
      }
    }
    return found;
  }

  /// Of all documents, and of few, which are scanned.
  private void checkHits(IndexReader reader) throws IOException {
    IndexSearcher searcher = new IndexSearcher(reader);
    StoredFields stored = searcher.storedFields();
    for (Query filter : new Query[] {null, new TermQuery(new Term("word", "rare"))}) {
      for (int i = 0; i < QUERIES; i++) {
        Query query = new KnnFloatVectorQuery(Corpus.FIELD, queries[i], K, filter);
        ScoreDoc[] hits = searcher.search(query, K).scoreDocs;
        assertEquals(K, hits.length);
        for (ScoreDoc hit : hits) {
          int id = Corpus.id(stored, hit.doc);
          assertEquals(scores[i][id], hit.score, 0f, "document " + id);
        }
      }
    }
  }
}
