package org.kith.ordeal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.tests.util.LuceneTestCase;

/// A merge gets by with 64 bytes of heap a vector: a process that has no more than these, beside
/// what any merge needs, merges segments with deletes and gaps.
public class MergeHeapTest extends LuceneTestCase {
  private static final int SEGMENTS = 5;
  private static final int SEGMENT_SIZE = 30_000;
  private static final int DIMS = 4;

  /// Little more than a process needs that merges eight thousand: 4.5 MB, most of it the JDK's and
  /// Lucene's own objects.
  private static final long BASE_BYTES = 6L << 20;

  private static final long BYTES_A_VECTOR = 64;

  public void testVectors() throws Exception {
    check("HNSW16,Flat");
  }

  public void testCodesThatAreBuiltOn() throws Exception {
    check("HNSW16,SQ4,RFlat");
  }

  public void testCodesThatAreNotBuiltOn() throws Exception {
    check("HNSW16,RaBitQ2,RFlat");
  }

  public void testCodesOfEightBits() throws Exception {
    check("HNSW16,SQ8,RFlat");
  }

  private static void check(String spec) throws Exception {
    Path path = createTempDir();
    int vectors = write(path, spec);
    merge(path, spec, BASE_BYTES + BYTES_A_VECTOR * vectors);
    try (Directory directory = new MMapDirectory(path);
        DirectoryReader reader = DirectoryReader.open(directory)) {
      LeafReader leaf = getOnlyLeafReader(reader);
      assertEquals(vectors, leaf.getFloatVectorValues(HeapBoundMerge.VECTOR).size());
      assertFalse(reader.hasDeletions());
    }
  }

  /// @return vectors of living documents
  private static int write(Path path, String spec) throws IOException {
    Random random = random();
    IndexWriterConfig config =
        HeapBoundMerge.config(spec)
            .setMergePolicy(NoMergePolicy.INSTANCE)
            .setMaxBufferedDocs(SEGMENT_SIZE)
            .setRAMBufferSizeMB(IndexWriterConfig.DISABLE_AUTO_FLUSH);
    int vectors = 0;
    try (Directory directory = new MMapDirectory(path);
        IndexWriter writer = new IndexWriter(directory, config)) {
      for (int i = 0; i < SEGMENTS * SEGMENT_SIZE; i++) {
        boolean deleted = random.nextInt(10) == 0;
        boolean hasVector = random.nextInt(8) > 0;
        Document document = new Document();
        document.add(new StringField("deleted", Boolean.toString(deleted), Field.Store.NO));
        if (hasVector) {
          float[] vector = new float[DIMS];
          for (int d = 0; d < DIMS; d++) {
            vector[d] = random.nextFloat();
          }
          document.add(new KnnFloatVectorField(HeapBoundMerge.VECTOR, vector));
        }
        writer.addDocument(document);
        vectors += hasVector && !deleted ? 1 : 0;
      }
      writer.deleteDocuments(new Term("deleted", "true"));
    }
    return vectors;
  }

  private static void merge(Path path, String spec, long heapBytes) throws Exception {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-Xmx" + heapBytes / 1024 + "k",
            "-Xmn2m",
            "-XX:+ExitOnOutOfMemoryError",
            "-cp",
            classPath,
            HeapBoundMerge.class.getName(),
            path.toString(),
            spec);
    Path said = createTempFile();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    try {
      assertTrue("still merges", process.waitFor(600, TimeUnit.SECONDS));
      String all = Files.readString(said, StandardCharsets.UTF_8);
      assertEquals(heapBytes + " bytes of heap: " + all, 0, process.exitValue());
    } finally {
      process.destroyForcibly();
    }
  }
}
