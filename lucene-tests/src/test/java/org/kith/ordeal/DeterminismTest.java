package org.kith.ordeal;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.tests.util.TestUtil;
import org.kith.KithCodec;
import org.kith.KithVectorsFormat;
import org.kith.lucene.Threads;
import org.kith.lucene.VectorField;

/// The same documents and spec give the same bytes, with any number of threads: at a flush, and
/// after merges with deletes.
public class DeterminismTest extends LuceneTestCase {
  private static final String SPEC = "HNSW8,Flat;efConstruction=40";

  private static final List<String> SPECS =
      List.of(
          SPEC,
          "HNSW8,SQ4,RFlat;efConstruction=40",
          "HNSW8,SQ8,RFlat;efConstruction=40",
          "HNSW8,RaBitQ2,RFlat;efConstruction=40",
          "NSW16,RaBitQ2,RFlat;efConstruction=40",
          "Flat,RaBitQ,RFlat");

  private static final int FLUSHED = 700;
  private static final int SEGMENTS = 3;

  private static final List<VectorField> FIELDS =
      List.of(
          new VectorField("dense", VectorEncoding.FLOAT32, VectorSimilarityFunction.EUCLIDEAN, 13),
          new VectorField("bytes", VectorEncoding.BYTE, VectorSimilarityFunction.COSINE, 9),
          new VectorField("sparse", VectorEncoding.FLOAT32, VectorSimilarityFunction.COSINE, 5));

  public void testThreadsDoNotChangeBytes() throws IOException {
    long seed = random().nextLong();
    for (String spec : SPECS) {
      Map<String, Integer> expected = Payload.hashes(write(KithVectorsFormat.of(spec), seed));
      int files = 2 + (spec.startsWith("Flat") ? 0 : 1) + (spec.contains("RFlat") ? 1 : 0);
      assertEquals("files of four segments, " + spec, 4 * files, expected.size());
      for (int threads : new int[] {1, 2, 8}) {
        try (ExecutorService executor = Threads.pool("build", threads)) {
          KithVectorsFormat format = KithVectorsFormat.of(spec).withExecutor(executor, threads);
          String what = spec + ", " + threads + " threads";
          assertEquals(what, expected, Payload.hashes(write(format, seed)));
        }
      }
    }
  }

  public void testSeedOfTheSpecChangesBytes() throws IOException {
    long seed = random().nextLong();
    assertNotEquals(
        Payload.hashes(write(KithVectorsFormat.of(SPEC), seed)),
        Payload.hashes(write(KithVectorsFormat.of(SPEC + ";seed=7"), seed)));
  }

  private static Map<String, byte[]> write(KithVectorsFormat format, long seed) throws IOException {
    Codec codec = new KithCodec(TestUtil.getDefaultCodec(), format);
    Random random = new Random(seed);
    try (Directory directory = new ByteBuffersDirectory()) {
      for (int segment = 0; segment < SEGMENTS; segment++) {
        IndexWriterConfig config = config(codec).setMergePolicy(NoMergePolicy.INSTANCE);
        try (IndexWriter writer = new IndexWriter(directory, config)) {
          add(writer, random, segment);
        }
      }
      Map<String, byte[]> flushed = Payload.of(directory);
      TieredMergePolicy policy = new TieredMergePolicy();
      policy.setNoCFSRatio(0);
      try (IndexWriter writer = new IndexWriter(directory, config(codec).setMergePolicy(policy))) {
        for (int i = 0; i < FLUSHED / 5; i++) {
          writer.deleteDocuments(
              new Term("id", Integer.toString(random.nextInt(SEGMENTS * FLUSHED))));
        }
        writer.forceMerge(1);
      }
      Map<String, byte[]> merged = Payload.of(directory);
      flushed.forEach((name, bytes) -> merged.put("flushed " + name, bytes));
      return merged;
    }
  }

  private static IndexWriterConfig config(Codec codec) {
    return new IndexWriterConfig()
        .setCodec(codec)
        .setUseCompoundFile(false)
        .setMergeScheduler(new SerialMergeScheduler())
        .setMaxBufferedDocs(FLUSHED + 1)
        .setRAMBufferSizeMB(IndexWriterConfig.DISABLE_AUTO_FLUSH);
  }

  private static void add(IndexWriter writer, Random random, int segment) throws IOException {
    for (int i = 0; i < FLUSHED; i++) {
      Document document = new Document();
      document.add(new StringField("id", Integer.toString(segment * FLUSHED + i), Field.Store.NO));
      for (VectorField field : FIELDS) {
        if (!field.name().equals("sparse") || random.nextInt(10) < 9) {
          document.add(field.of(field.draw(random)));
        }
      }
      writer.addDocument(document);
    }
  }
}
