package org.kith.ordeal;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.tests.store.RawDirectoryWrapper;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.kith.lucene.Codecs;
import org.kith.search.KithSearch;

/// A long walk over mapped files allocates no more than a short one, once it is compiled.
public class AllocationTest extends LuceneTestCase {
  private static final int SIZE = 6000;
  private static final int K = 10;
  private static final int NARROW = 10;
  private static final int WIDE = 250;
  private static final int QUERIES = 100;

  /// Far more than the compiler needs.
  private static final int MAX_ROUNDS = 500;

  /// A walk has hundreds of hops more when it is wide: less than a byte for each.
  private static final long SLACK_BYTES = 200;

  private int dims = 16;
  private boolean walks = true;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  public void testPlainCollectors() throws IOException {
    check("HNSW16,Flat", collector -> collector);
  }

  public void testCodes() throws IOException {
    for (String spec : Codecs.CODED) {
      if (!spec.startsWith("Flat")) {
        check(spec, collector -> collector);
      }
    }
  }

  /// Vectors that are widened when they are read.
  public void testShortForms() throws IOException {
    for (String spec : List.of("HNSW16,SQ4,RFlat", "HNSW16,RaBitQ2,Refine(SQ8)")) {
      check(spec, this::halves, collector -> collector);
    }
  }

  /// Broad and narrow scans of a sketch.
  public void testSketches() throws IOException {
    dims = 64;
    walks = false;
    check("HNSW16,SQ4,RFlat", collector -> collector);
  }

  public void testWrappedCollectors() throws IOException {
    check("HNSW16,Flat", collector -> new KnnCollector.Decorator(collector) {});
  }

  private void check(String spec, UnaryOperator<KnnCollector> wrapper) throws IOException {
    check(spec, this::vector, wrapper);
  }

  private void check(String spec, Supplier<float[]> vectors, UnaryOperator<KnnCollector> wrapper)
      throws IOException {
    try (RawDirectoryWrapper directory =
        new RawDirectoryWrapper(new MMapDirectory(createTempDir()))) {
      write(directory, spec, vectors);
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        LeafReader leaf = getOnlyLeafReader(reader);
        long more = Long.MAX_VALUE;
        for (int round = 0; round < MAX_ROUNDS && more > SLACK_BYTES; round++) {
          more = bytes(leaf, WIDE, wrapper) - bytes(leaf, NARROW, wrapper);
        }
        assertTrue(spec + ": " + more + " bytes more for a long walk", more <= SLACK_BYTES);
      }
    }
  }

  private static void write(RawDirectoryWrapper directory, String spec, Supplier<float[]> vectors)
      throws IOException {
    IndexWriterConfig config = new IndexWriterConfig().setCodec(Codecs.kith(spec));
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      for (int i = 0; i < SIZE; i++) {
        Document document = new Document();
        document.add(new KnnFloatVectorField("v", vectors.get()));
        writer.addDocument(document);
      }
      writer.forceMerge(1);
    }
  }

  private float[] vector() {
    float[] vector = new float[dims];
    for (int i = 0; i < dims; i++) {
      vector[i] = (float) random().nextGaussian();
    }
    return vector;
  }

  private float[] halves() {
    float[] vector = vector();
    for (int i = 0; i < dims; i++) {
      vector[i] = Float.float16ToFloat(Float.floatToFloat16(vector[i]));
    }
    return vector;
  }

  /// Bytes that this thread allocates in a search, on average.
  private long bytes(LeafReader leaf, int efSearch, UnaryOperator<KnnCollector> wrapper)
      throws IOException {
    long bytes = 0;
    for (int i = 0; i < QUERIES; i++) {
      float[] target = vector();
      AcceptDocs all = AcceptDocs.fromLiveDocs(null, SIZE);
      KnnCollector collector =
          wrapper.apply(new TopKnnCollector(K, Integer.MAX_VALUE, KithSearch.efSearch(efSearch)));
      long before = THREADS.getCurrentThreadAllocatedBytes();
      leaf.searchNearestVectors("v", target, collector, all);
      bytes += THREADS.getCurrentThreadAllocatedBytes() - before;
      boolean walked = collector.visitedCount() < SIZE;
      assertEquals("a walk", walks, walked);
    }
    return bytes / QUERIES;
  }
}
