package org.kith;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.KnnByteVectorField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SegmentReader;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnByteVectorQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.Version;
import org.junit.jupiter.api.Test;
import org.kith.spec.Spec;

class KithVectorsFormatTest {
  @Test
  void luceneFindsItByName() {
    KnnVectorsFormat format = KnnVectorsFormat.forName("Kith1");
    assertEquals(new KithVectorsFormat(), format);
    assertEquals(
        "HNSW16,RaBitQ,RFlat or HNSW16,RaBitQ2,RFlat or HNSW16,SQ4,RFlat or HNSW16,Flat",
        format.toString());
  }

  @Test
  void choosesByDimensions() throws IOException {
    KithVectorsFormat format = new KithVectorsFormat();
    assertEquals("HNSW16,SQ4,RFlat", format.spec(1).toString());
    assertEquals("HNSW16,SQ4,RFlat", format.spec(255).toString());
    assertEquals("HNSW16,RaBitQ2,RFlat", format.spec(256).toString());
    assertEquals("HNSW16,RaBitQ2,RFlat", format.spec(767).toString());
    assertEquals("HNSW16,RaBitQ,RFlat", format.spec(768).toString());
    assertEquals((255 + 1) / 2 + 8, codeBytes(new KnnFloatVectorField("v", new float[255])));
    assertEquals(2 * 256 / 8 + 16, codeBytes(new KnnFloatVectorField("v", new float[256])));
    assertEquals(768 / 8 + 16, codeBytes(new KnnFloatVectorField("v", new float[768])), 16);
    assertEquals(0, codeBytes(new KnnByteVectorField("v", new byte[256])));
    FieldType l1 =
        new FieldType(KnnFloatVectorField.createFieldType(256, VectorSimilarityFunction.EUCLIDEAN));
    l1.putAttribute("kith.metric", "l1");
    assertEquals(0, codeBytes(new KnnFloatVectorField("v", new float[256], l1)));
  }

  private static long codeBytes(Field field) throws IOException {
    try (Directory directory = new ByteBuffersDirectory()) {
      IndexWriterConfig config = new IndexWriterConfig().setCodec(new KithCodec());
      try (IndexWriter writer = new IndexWriter(directory, config)) {
        Document document = new Document();
        document.add(field);
        writer.addDocument(document);
      }
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        SegmentReader leaf = (SegmentReader) reader.leaves().getFirst().reader();
        FieldInfo info = leaf.getFieldInfos().fieldInfo("v");
        return leaf.getVectorReader().getOffHeapByteSize(info).getOrDefault("kithc", 0L);
      }
    }
  }

  @Test
  void saysItsSpec() {
    KithVectorsFormat format = KithVectorsFormat.of(" HNSW32 , Flat; efSearch = 100 ");
    assertEquals("HNSW32,Flat;efSearch=100", format.toString());
    assertEquals(Spec.parse(format.toString()), format.spec(3));
    assertEquals(format, KithVectorsFormat.of(format.spec(3)));
  }

  @Test
  void refusesWhatIsNoSpecOrNotBuilt() {
    for (String spec : List.of("HNSWx", "HNSW16,PQ8", "IVF16,Flat", "")) {
      Exception e =
          assertThrows(IllegalArgumentException.class, () -> KithVectorsFormat.of(spec), spec);
      assertTrue(e.getMessage().contains(spec), e.getMessage());
    }
  }

  @Test
  void equalFormatsShareFiles() {
    KithVectorsFormat format = KithVectorsFormat.of("Flat");
    assertEquals(format, KithVectorsFormat.of("Flat"));
    assertEquals(format.hashCode(), KithVectorsFormat.of("Flat").hashCode());
    assertNotEquals(format, new KithVectorsFormat());
    try (ExecutorService executor = Executors.newSingleThreadExecutor(Thread::new)) {
      KithVectorsFormat threaded = format.withExecutor(executor, 2);
      assertEquals(threaded, KithVectorsFormat.of("Flat").withExecutor(executor, 2));
      assertNotEquals(threaded, format);
      assertNotEquals(threaded, format.withExecutor(executor, 3));
      assertThrows(IllegalArgumentException.class, () -> format.withExecutor(executor, 0));
    }
  }

  @Test
  void takesTheWidestVectors() throws IOException {
    int dims = new KithVectorsFormat().getMaxDimensions("any");
    assertEquals(65_536, dims);
    byte[] vector = new byte[dims];
    vector[dims - 1] = 3;
    try (Directory directory = new ByteBuffersDirectory()) {
      try (IndexWriter writer = new IndexWriter(directory, RoundTripTest.config("Flat"))) {
        for (int i = 0; i < 3; i++) {
          vector[0] = (byte) i;
          Document document = new Document();
          document.add(
              new KnnByteVectorField("v", vector.clone(), VectorSimilarityFunction.EUCLIDEAN));
          writer.addDocument(document);
        }
      }
      try (IndexReader reader = DirectoryReader.open(directory)) {
        var hits = new IndexSearcher(reader).search(new KnnByteVectorQuery("v", vector, 1), 1);
        assertEquals(2, hits.scoreDocs[0].doc);
        assertEquals(1, hits.scoreDocs[0].score);
      }
    }
  }

  @Test
  void knowsTheLucenesItWasTestedWith() {
    for (Version tested : List.of(Version.fromBits(10, 5, 1), Version.fromBits(10, 6, 0))) {
      LuceneVersions.check(tested);
    }
    for (Version other :
        List.of(
            Version.fromBits(10, 4, 0), Version.fromBits(10, 7, 0), Version.fromBits(11, 0, 0))) {
      Error e = assertThrows(LinkageError.class, () -> LuceneVersions.check(other));
      assertEquals(
          "This version of Kith works with Lucene 10.5 and 10.6, but found Lucene " + other + ".",
          e.getMessage());
    }
  }

  @Test
  void theDefaultWritesCodesWhereTheMetricAllows() throws IOException {
    assertTrue(codeBytes(null, new float[] {1, 2, 3, 4}) >= 2);
    assertEquals(0, codeBytes("l1", new float[] {1, 2, 3, 4}));
    assertEquals(0, codeBytes("tanimoto", new byte[] {1, 2, 3, 4}));
    assertEquals(0, codeBytes("l2sq", new byte[] {1, 2, 3, 4}));
  }

  /** Bytes of codes of one vector in a field with a metric. */
  private static long codeBytes(String metric, Object vector) throws IOException {
    FieldType type =
        new FieldType(
            vector instanceof byte[]
                ? KnnByteVectorField.createFieldType(4, VectorSimilarityFunction.EUCLIDEAN)
                : KnnFloatVectorField.createFieldType(4, VectorSimilarityFunction.EUCLIDEAN));
    if (metric != null) {
      type.putAttribute("kith.metric", metric);
    }
    Document document = new Document();
    document.add(
        vector instanceof byte[] bytes
            ? new KnnByteVectorField("v", bytes, type)
            : new KnnFloatVectorField("v", (float[]) vector, type));
    try (Directory directory = new ByteBuffersDirectory()) {
      IndexWriterConfig config =
          new IndexWriterConfig().setCodec(new KithCodec()).setUseCompoundFile(false);
      try (IndexWriter writer = new IndexWriter(directory, config)) {
        writer.addDocument(document);
      }
      long bytes = 0;
      for (String file : directory.listAll()) {
        bytes += file.endsWith(".kithc") ? directory.fileLength(file) : 0;
      }
      return bytes;
    }
  }
}
