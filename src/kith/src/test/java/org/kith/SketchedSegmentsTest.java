package org.kith;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.search.TotalHits;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.Bits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kith.format.CostModel;
import org.kith.quantize.Sketch;
import org.kith.search.KithKnnQuery;
import org.kith.search.KithSearch;

/// Small segments with codes are scanned by their sketches: searches find what they always find, in
/// all directories, with filters, deletes and limits.
class SketchedSegmentsTest {
  private static final int K = 10;
  private static final int QUERIES = 20;
  private static final List<VectorSimilarityFunction> SIMILARITIES =
      List.of(
          VectorSimilarityFunction.EUCLIDEAN,
          VectorSimilarityFunction.COSINE,
          VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT); // last: has no cells

  @TempDir Path path;

  private final long seed = Long.getLong("kith.seed", new Random().nextLong());
  private final Random random = new Random(seed);

  @RegisterExtension
  final TestExecutionExceptionHandler repeat =
      (context, e) -> {
        throw new AssertionError("repeat with -Dkith.seed=" + seed, e);
      };

  /// Also small segments have cells.
  static final CostModel CELLS = new CostModel(500, 16, 200, 128, 1 << 20, 600, 192);

  record Kind(String spec, DirectoryKind directory, boolean cells) {
    IndexWriterConfig config() {
      return SketchedSegmentsTest.config(spec, cells);
    }
  }

  static IndexWriterConfig config(String spec, boolean cells) {
    KithVectorsFormat format = KithVectorsFormat.of(spec);
    return new IndexWriterConfig()
        .setCodec(new KithCodec(cells ? format.withCosts(CELLS) : format));
  }

  static Stream<Kind> kinds() {
    return Stream.of(
            "HNSW16,SQ4,RFlat",
            "HNSW8,RaBitQ,RFlat",
            "HNSW8,RaBitQ2,Refine(SQ8)",
            "NSW16,SQ8,RFlat")
        .flatMap(spec ->
            Stream.of(DirectoryKind.values())
                .flatMap(directory ->
                    Stream.of(new Kind(spec, directory, false), new Kind(spec, directory, true))));
  }

  /// @param cells whether there are cells, as there are none under a product
  private Corpus corpus(int count, boolean cells) {
    int kinds = SIMILARITIES.size() - (cells ? 1 : 0);
    VectorSimilarityFunction similarity = SIMILARITIES.get(random.nextInt(kinds));
    return new Corpus(count, 64 + random.nextInt(80), similarity, false, random.nextBoolean());
  }

  private static IndexWriter writer(Directory directory, IndexWriterConfig config)
      throws IOException {
    return new IndexWriter(directory, config.setMergePolicy(NoMergePolicy.INSTANCE));
  }

  private interface OfSegment {
    void run(LeafReader leaf) throws IOException;
  }

  /// Of one segment.
  private static void test(Corpus corpus, IndexWriterConfig config, OfSegment test)
      throws IOException {
    try (Directory directory = new ByteBuffersDirectory();
        IndexWriter writer = writer(directory, config)) {
      for (int id = 0; id < corpus.count(); id++) {
        writer.addDocument(corpus.document(id));
      }
      try (IndexReader reader = DirectoryReader.open(writer)) {
        assertEquals(1, reader.leaves().size());
        test.run(reader.leaves().getFirst().reader());
      }
    }
  }

  private static void search(LeafReader leaf, float[] query, KnnCollector collector, Bits accept)
      throws IOException {
    AcceptDocs docs = AcceptDocs.fromLiveDocs(accept, leaf.maxDoc());
    leaf.searchNearestVectors(Corpus.FIELD, query, collector, docs);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void areSearchedAsAll(Kind kind) throws IOException {
    Corpus corpus = corpus(700 + random.nextInt(2000), kind.cells);
    try (Directory directory = kind.directory.open(path)) {
      try (IndexWriter writer = writer(directory, kind.config())) {
        for (int id = 0; id < corpus.count(); id++) {
          writer.addDocument(corpus.document(id));
          if (random.nextInt(900) == 0) {
            writer.flush();
          }
        }
      }
      check(corpus, directory, corpus.withVector());
      BitSet live = corpus.withVector();
      try (IndexWriter writer = writer(directory, kind.config())) {
        for (int id = 0; id < corpus.count(); id++) {
          if (random.nextInt(3) == 0) {
            writer.deleteDocuments(new Term(Corpus.ID, Integer.toString(id)));
            live.clear(id);
          }
        }
      }
      check(corpus, directory, live);
      try (IndexWriter writer = new IndexWriter(directory, kind.config())) {
        writer.forceMerge(1);
      }
      check(corpus, directory, live);
    }
  }

  private static void check(Corpus corpus, Directory directory, BitSet live) throws IOException {
    try (IndexReader reader = DirectoryReader.open(directory)) {
      for (LeafReaderContext leaf : reader.leaves()) {
        leaf.reader().checkIntegrity();
      }
      new Searches(corpus, reader, live).check(K, null, 0.98);
      BitSet even = (BitSet) live.clone();
      IntStream.range(0, corpus.count()).filter(id -> id % 2 == 1).forEach(even::clear);
      Query filter = new TermQuery(new Term("even", "true"));
      new Searches(corpus, reader, even).check(K, filter, 0.98);
      // More than there are in a segment.
      new Searches(corpus, reader, live).check(400, null, 0.98);
      IndexSearcher searcher = new IndexSearcher(reader);
      int right = 0;
      for (int i = 0; i < QUERIES; i++) {
        Query query = KithKnnQuery.of(Corpus.FIELD, corpus.floatQuery(i), K, null, null);
        int[] vector = corpus.query(i);
        double worst = corpus.best(vector, K, live)[K - 1];
        for (ScoreDoc hit : searcher.search(query, K).scoreDocs) {
          right += hit.score >= worst * (1 - 1e-5) ? 1 : 0;
        }
      }
      assertTrue(right >= 0.98 * QUERIES * K, "found " + right);
    }
  }

  /// What searches write to is used again by others.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void manyThreadsFindWhatOneFinds(boolean cells) throws IOException {
    Corpus corpus = corpus(2000, cells);
    test(
        corpus,
        config("HNSW16,SQ4,RFlat;efSearch=4", cells),
        leaf -> {
          IndexSearcher searcher = new IndexSearcher(leaf);
          try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<String> alone = new ArrayList<>();
            for (int i = 0; i < QUERIES; i++) {
              alone.add(found(searcher, corpus, i));
            }
            List<Future<String>> together = new ArrayList<>();
            for (int i = 0; i < 100 * QUERIES; i++) {
              int query = i % QUERIES;
              together.add(threads.submit(() -> found(searcher, corpus, query)));
            }
            for (int i = 0; i < together.size(); i++) {
              assertEquals(alone.get(i % QUERIES), together.get(i).get());
            }
          } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
          }
        });
  }

  private static String found(IndexSearcher searcher, Corpus corpus, int query) throws IOException {
    Query knn = corpus.query(corpus.query(query), K, null, null);
    return Arrays.toString(searcher.search(knn, K).scoreDocs);
  }

  /// Looks at all vectors, and says so; a graph is there for merges.
  @Test
  void aScanLooksAtAll() throws IOException {
    Corpus corpus = corpus(3000, false);
    test(
        corpus,
        config("HNSW16,SQ4,RFlat", false),
        leaf -> {
          int size = leaf.getFloatVectorValues(Corpus.FIELD).size();
          TotalHits all = new TotalHits(size, TotalHits.Relation.EQUAL_TO);
          assertEquals(all, hits(leaf, corpus, 1 << 20));
          // Lucene's filtered queries allow as many visits as documents are accepted.
          assertEquals(
              TotalHits.Relation.GREATER_THAN_OR_EQUAL_TO, hits(leaf, corpus, size / 2).relation());
          FieldInfo info = leaf.getFieldInfos().fieldInfo(Corpus.FIELD);
          var bytes = ((CodecReader) leaf).getVectorReader().getOffHeapByteSize(info);
          long linkBytes = (size + 1L) * 4;
          long least = Sketch.bytes(info.getVectorDimension(), size) + linkBytes;
          assertTrue(bytes.get("kithg") > least, bytes.toString());
        });
  }

  /// Of many cells few are looked at, but as many more as it takes to find k; and all, where a
  /// filter leaves hardly more.
  @ParameterizedTest
  @ValueSource(strings = {"HNSW16,SQ4,RFlat", "HNSW8,RaBitQ2,Refine(SQ8)"})
  void cellsNeverStarve(String spec) throws IOException {
    Corpus corpus = new Corpus(4000, 64, VectorSimilarityFunction.COSINE, false, false);
    test(
        corpus,
        config(spec + ";efSearch=1", true),
        leaf -> {
          for (int i = 0; i < QUERIES; i++) {
            int share = 1 + random.nextInt(20);
            int k = 1 + random.nextInt(corpus.count() / share);
            Bits even = bits(leaf.maxDoc(), doc -> doc % share == 0);
            KnnCollector few = new TopKnnCollector(k, Integer.MAX_VALUE, KithSearch.efSearch(1));
            search(leaf, corpus.floatQuery(i), few, share == 1 ? null : even);
            TopDocs found = few.topDocs();
            assertEquals(k, found.scoreDocs.length, k + " of every " + share + "th");
            for (ScoreDoc hit : found.scoreDocs) {
              assertTrue(share == 1 || even.get(hit.doc));
              assertTrue(hit.score > 0, "scored by no vector");
            }
          }
          KnnCollector few = new TopKnnCollector(K, Integer.MAX_VALUE, KithSearch.efSearch(1));
          search(leaf, corpus.floatQuery(1), few, null);
          long looks = few.visitedCount();
          assertTrue(looks < corpus.count() / 4, "looks " + looks);
        });
  }

  private static Bits bits(int length, IntPredicate accepts) {
    return new Bits() {
      @Override
      public boolean get(int index) {
        return accepts.test(index);
      }

      @Override
      public int length() {
        return length;
      }
    };
  }

  /// A wrapped collector that wants one hit a group: the k nearest are not enough for it, and are
  /// not offered again. Walks find other nearest ones than scans at times.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void groupsAreFilled(boolean cells) throws IOException {
    Corpus corpus = corpus(4000, cells);
    test(
        corpus,
        config("HNSW4,SQ4,RFlat;efSearch=10", cells),
        leaf -> {
          for (int i = 0; i < QUERIES; i++) {
            for (int groupSize : List.of(400, 1000)) {
              int k = corpus.count() / groupSize;
              GroupCollector groups = new GroupCollector(k, groupSize);
              Set<Integer> seen = new HashSet<>();
              KnnCollector wrapped =
                  new KnnCollector.Decorator(groups) {
                    @Override
                    public boolean collect(int doc, float score) {
                      assertTrue(seen.add(doc), "offered twice: " + doc);
                      return super.collect(doc, score);
                    }
                  };
              search(leaf, corpus.floatQuery(i), wrapped, null);
              assertEquals(k, groups.topDocs().scoreDocs.length);
            }
          }
        });
  }

  /// Whoever wants more than there are gets all, which are looked at once.
  @Test
  void allAreScoredOnce() throws IOException {
    Corpus corpus = corpus(300, false);
    test(
        corpus,
        config("HNSW16,SQ4,RFlat", false),
        leaf -> {
          int size = leaf.getFloatVectorValues(Corpus.FIELD).size();
          TopKnnCollector collector = new TopKnnCollector(1000, 1 << 20);
          search(leaf, corpus.floatQuery(1), collector, null);
          TopDocs found = collector.topDocs();
          assertEquals(size, found.scoreDocs.length);
          assertEquals(new TotalHits(size, TotalHits.Relation.EQUAL_TO), found.totalHits);
        });
  }

  /// Whoever has many scored again for each hit has them scored, whatever other segments found.
  @Test
  void oversamplingIgnoresWhatOthersFound() throws IOException {
    Corpus corpus = corpus(3000, false);
    try (Directory directory = new ByteBuffersDirectory();
        IndexWriter writer = writer(directory, config("HNSW16,SQ4,RFlat", false))) {
      for (int id = 0; id < corpus.count(); id++) {
        writer.addDocument(corpus.document(id));
        if (id % 1000 == 999) {
          writer.flush();
        }
      }
      try (IndexReader reader = DirectoryReader.open(writer)) {
        assertEquals(3, reader.leaves().size());
        IndexSearcher searcher = new IndexSearcher(reader);
        for (int i = 0; i < QUERIES; i++) {
          KithSearch many = KithSearch.efSearch(200).withOversample(20);
          Query query = KithKnnQuery.of(Corpus.FIELD, corpus.floatQuery(i), K, null, many);
          double worst = corpus.best(corpus.query(i), K, corpus.withVector())[K - 1];
          for (ScoreDoc hit : searcher.search(query, K).scoreDocs) {
            assertTrue(hit.score >= worst * (1 - 1e-5), hit.score + " < " + worst);
          }
        }
      }
    }
  }

  private static TotalHits hits(LeafReader leaf, Corpus corpus, int limit) throws IOException {
    TopKnnCollector collector = new TopKnnCollector(K, limit, KithSearch.efSearch(10));
    search(leaf, corpus.floatQuery(1), collector, null);
    TopDocs found = collector.topDocs();
    assertEquals(K, found.scoreDocs.length);
    return found.totalHits;
  }
}
