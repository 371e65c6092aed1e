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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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
          VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT);

  @TempDir Path path;

  private final long seed = Long.getLong("kith.seed", new Random().nextLong());
  private final Random random = new Random(seed);

  @RegisterExtension
  final TestExecutionExceptionHandler repeat =
      (context, e) -> {
        throw new AssertionError("repeat with -Dkith.seed=" + seed, e);
      };

  record Kind(String spec, DirectoryKind directory) {}

  static Stream<Kind> kinds() {
    return Stream.of(
            "HNSW16,SQ4,RFlat",
            "HNSW8,RaBitQ,RFlat",
            "HNSW8,RaBitQ2,Refine(SQ8)",
            "NSW16,SQ8,RFlat")
        .flatMap(
            spec -> Stream.of(DirectoryKind.values()).map(directory -> new Kind(spec, directory)));
  }

  private Corpus corpus(int count) {
    VectorSimilarityFunction similarity = SIMILARITIES.get(random.nextInt(SIMILARITIES.size()));
    return new Corpus(count, 64 + random.nextInt(80), similarity, false, random.nextBoolean());
  }

  private static IndexWriter writer(Directory directory, String spec) throws IOException {
    return new IndexWriter(
        directory, RoundTripTest.config(spec).setMergePolicy(NoMergePolicy.INSTANCE));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void areSearchedAsAll(Kind kind) throws IOException {
    Corpus corpus = corpus(700 + random.nextInt(2000));
    try (Directory directory = kind.directory.open(path)) {
      try (IndexWriter writer = writer(directory, kind.spec)) {
        for (int id = 0; id < corpus.count(); id++) {
          writer.addDocument(corpus.document(id));
          if (random.nextInt(900) == 0) {
            writer.flush();
          }
        }
      }
      check(corpus, directory, corpus.withVector());
      BitSet live = corpus.withVector();
      try (IndexWriter writer = writer(directory, kind.spec)) {
        for (int id = 0; id < corpus.count(); id++) {
          if (random.nextInt(3) == 0) {
            writer.deleteDocuments(new Term(Corpus.ID, Integer.toString(id)));
            live.clear(id);
          }
        }
      }
      check(corpus, directory, live);
      try (IndexWriter writer = new IndexWriter(directory, RoundTripTest.config(kind.spec))) {
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
  @Test
  void manyThreadsFindWhatOneFinds() throws Exception {
    Corpus corpus = corpus(2000);
    try (Directory directory = new ByteBuffersDirectory()) {
      try (IndexWriter writer = writer(directory, "HNSW16,SQ4,RFlat")) {
        for (int id = 0; id < corpus.count(); id++) {
          writer.addDocument(corpus.document(id));
        }
      }
      try (IndexReader reader = DirectoryReader.open(directory);
          ExecutorService threads = Executors.newFixedThreadPool(8)) {
        IndexSearcher searcher = new IndexSearcher(reader);
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
      }
    }
  }

  private static String found(IndexSearcher searcher, Corpus corpus, int query) throws IOException {
    Query knn = corpus.query(corpus.query(query), K, null, null);
    return Arrays.toString(searcher.search(knn, K).scoreDocs);
  }

  /// Looks at all vectors, and says so; a graph is there for merges.
  @Test
  void aScanLooksAtAll() throws IOException {
    Corpus corpus = corpus(3000);
    try (Directory directory = new ByteBuffersDirectory();
        IndexWriter writer = writer(directory, "HNSW16,SQ4,RFlat")) {
      for (int id = 0; id < corpus.count(); id++) {
        writer.addDocument(corpus.document(id));
      }
      try (IndexReader reader = DirectoryReader.open(writer)) {
        LeafReader leaf = reader.leaves().getFirst().reader();
        int size = leaf.getFloatVectorValues(Corpus.FIELD).size();
        assertEquals(new TotalHits(size, TotalHits.Relation.EQUAL_TO), hits(leaf, corpus, 1 << 20));
        // Lucene's filtered queries allow as many visits as documents are accepted.
        assertEquals(
            TotalHits.Relation.GREATER_THAN_OR_EQUAL_TO, hits(leaf, corpus, size / 2).relation());
        FieldInfo info = leaf.getFieldInfos().fieldInfo(Corpus.FIELD);
        var bytes = ((CodecReader) leaf).getVectorReader().getOffHeapByteSize(info);
        assertTrue(bytes.containsKey("kithg"), bytes.toString());
        assertTrue(bytes.get("kithc") > Sketch.bytes(info.getVectorDimension(), size));
      }
    }
  }

  /// A wrapped collector that wants one hit a group: the k nearest are not enough for it, and are
  /// not offered again. Walks find other nearest ones than scans at times.
  @Test
  void groupsAreFilled() throws IOException {
    Corpus corpus = corpus(4000);
    try (Directory directory = new ByteBuffersDirectory();
        IndexWriter writer = writer(directory, "HNSW4,SQ4,RFlat;efSearch=10")) {
      for (int id = 0; id < corpus.count(); id++) {
        writer.addDocument(corpus.document(id));
      }
      try (IndexReader reader = DirectoryReader.open(writer)) {
        LeafReader leaf = reader.leaves().getFirst().reader();
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
            leaf.searchNearestVectors(
                Corpus.FIELD,
                corpus.floatQuery(i),
                wrapped,
                AcceptDocs.fromLiveDocs(null, leaf.maxDoc()));
            assertEquals(k, groups.topDocs().scoreDocs.length);
          }
        }
      }
    }
  }

  /// Whoever wants more than there are gets all, which are looked at once.
  @Test
  void allAreScoredOnce() throws IOException {
    Corpus corpus = corpus(300);
    try (Directory directory = new ByteBuffersDirectory();
        IndexWriter writer = writer(directory, "HNSW16,SQ4,RFlat")) {
      for (int id = 0; id < corpus.count(); id++) {
        writer.addDocument(corpus.document(id));
      }
      try (IndexReader reader = DirectoryReader.open(writer)) {
        LeafReader leaf = reader.leaves().getFirst().reader();
        int size = leaf.getFloatVectorValues(Corpus.FIELD).size();
        TopKnnCollector collector = new TopKnnCollector(1000, 1 << 20);
        leaf.searchNearestVectors(
            Corpus.FIELD,
            corpus.floatQuery(1),
            collector,
            AcceptDocs.fromLiveDocs(null, leaf.maxDoc()));
        TopDocs found = collector.topDocs();
        assertEquals(size, found.scoreDocs.length);
        assertEquals(new TotalHits(size, TotalHits.Relation.EQUAL_TO), found.totalHits);
      }
    }
  }

  private static TotalHits hits(LeafReader leaf, Corpus corpus, int limit) throws IOException {
    TopKnnCollector collector = new TopKnnCollector(K, limit, KithSearch.efSearch(10));
    leaf.searchNearestVectors(
        Corpus.FIELD,
        corpus.floatQuery(1),
        collector,
        AcceptDocs.fromLiveDocs(null, leaf.maxDoc()));
    TopDocs found = collector.topDocs();
    assertEquals(K, found.scoreDocs.length);
    return found.totalHits;
  }
}
