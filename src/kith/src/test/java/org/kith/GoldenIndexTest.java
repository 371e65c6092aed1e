package org.kith;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kith.kernel.RowForm;

/// Indexes that releases have written are read and merged for ever. `src/test/resources/golden` has
/// one zip for each layout and kind of vectors, and a README that tells how they are made.
class GoldenIndexTest {
  private static final int DOCUMENTS = 800;
  private static final int DELETED = DOCUMENTS / 20;

  /// @param name of the zip
  /// @param files that we write of its two segments
  record Golden(
      String name,
      String spec,
      int files,
      VectorSimilarityFunction similarity,
      boolean bytes,
      boolean sparse) {
    Corpus corpus() {
      if (name.endsWith("sketch") || cells()) {
        return new Corpus(DOCUMENTS, 64, similarity, bytes, sparse);
      }
      return name.endsWith("u8")
          ? new Corpus(DOCUMENTS, 4, similarity, sparse, RowForm.U8)
          : new Corpus(DOCUMENTS, 4, similarity, bytes, sparse);
    }

    boolean cells() {
      return name.endsWith("cells");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static Golden sketched(String name, VectorSimilarityFunction similarity) {
    return new Golden(name, "HNSW4,SQ4,RFlat;efSearch=20", 7, similarity, false, true);
  }

  static List<Golden> golden() {
    String graph = "HNSW4,Flat;efSearch=8";
    return List.of(
        new Golden("kith1-floats", graph, 5, VectorSimilarityFunction.COSINE, false, true),
        new Golden(
            "kith1-codes",
            "HNSW4,SQ8,RFlat;efSearch=8",
            7,
            VectorSimilarityFunction.EUCLIDEAN,
            false,
            true),
        new Golden(
            "kith1-refined",
            "HNSW4,RaBitQ2,Refine(SQ8);efSearch=40",
            7,
            VectorSimilarityFunction.DOT_PRODUCT,
            false,
            true),
        new Golden(
            "kith1-codes-sq4",
            "HNSW4,SQ4,RFlat;efSearch=20",
            7,
            VectorSimilarityFunction.COSINE,
            false,
            true),
        new Golden(
            "kith1-codes-rabitq",
            "Flat,RaBitQ,RFlat",
            6,
            VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT,
            false,
            false),
        new Golden(
            "kith1-codes-rabitq2",
            "NSW8,RaBitQ2,RFlat;efSearch=30",
            7,
            VectorSimilarityFunction.EUCLIDEAN,
            false,
            true),
        new Golden(
            "kith1-codes-u8",
            "HNSW4,SQ4,RFlat;efSearch=20",
            7,
            VectorSimilarityFunction.EUCLIDEAN,
            false,
            true),
        sketched("kith1-sketch", VectorSimilarityFunction.EUCLIDEAN),
        sketched("kith1-cells", VectorSimilarityFunction.COSINE),
        new Golden("kith1-bytes", graph, 5, VectorSimilarityFunction.EUCLIDEAN, true, false),
        new Golden(
            "kith1-flat", "Flat", 4, VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT, false, false));
  }

  @ParameterizedTest
  @MethodSource("golden")
  void isReadAndMerged(Golden golden) throws IOException {
    try (Directory directory = unpacked(golden)) {
      check(golden, directory, 2);
      try (IndexWriter writer = new IndexWriter(directory, RoundTripTest.config("HNSW16,Flat"))) {
        writer.forceMerge(1);
      }
      check(golden, directory, 1);
    }
  }

  /// The present layout and builder write what they wrote when the zips were made.
  @ParameterizedTest
  @MethodSource("golden")
  void isWrittenAsEver(Golden golden) throws IOException {
    try (Directory then = unpacked(golden);
        Directory now = written(golden)) {
      Map<String, byte[]> expected = OurFiles.contents(then);
      Map<String, byte[]> found = OurFiles.contents(now);
      assertEquals(golden.files, expected.size());
      assertEquals(expected.keySet(), found.keySet());
      expected.forEach((name, bytes) -> assertArrayEquals(bytes, found.get(name), name));
    }
  }

  private static void check(Golden golden, Directory directory, int segments) throws IOException {
    Corpus corpus = golden.corpus();
    try (IndexReader reader = DirectoryReader.open(directory)) {
      assertEquals(segments, reader.leaves().size());
      for (LeafReaderContext leaf : reader.leaves()) {
        leaf.reader().checkIntegrity();
      }
      corpus.checkVectors(reader);
      BitSet live = corpus.withVector();
      IntStream.range(0, corpus.count()).filter(GoldenIndexTest::isDeleted).forEach(live::clear);
      assertEquals(segments == 1 ? 0 : DELETED, reader.numDeletedDocs());
      new Searches(corpus, reader, live).check(10, null, 0.9);
    }
  }

  private Directory unpacked(Golden golden) throws IOException {
    Directory directory = new ByteBuffersDirectory();
    try (ZipInputStream zip = new ZipInputStream(open(golden.name + ".zip", golden))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        try (IndexOutput out = directory.createOutput(entry.getName(), IOContext.DEFAULT)) {
          byte[] bytes = zip.readAllBytes();
          out.writeBytes(bytes, bytes.length);
        }
      }
    }
    assertTrue(directory.listAll().length > 3);
    return directory;
  }

  private InputStream open(String name, Golden golden) throws IOException {
    String folder = System.getProperty("kith.golden");
    if (folder == null) {
      return getClass().getResourceAsStream("/golden/" + name);
    }
    Path file = Path.of(folder, name);
    try (Directory directory = written(golden);
        ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (String written : directory.listAll()) {
        zip.putNextEntry(new ZipEntry(written));
        zip.write(OurFiles.bytes(directory, written));
      }
    }
    return Files.newInputStream(file);
  }

  /// A small segment without graph, and one with a graph; of both, some documents are deleted.
  private static Directory written(Golden golden) throws IOException {
    Corpus corpus = golden.corpus();
    Directory directory = new ByteBuffersDirectory();
    IndexWriterConfig config =
        SketchedSegmentsTest.config(golden.spec, golden.cells())
            .setUseCompoundFile(false)
            .setMergePolicy(NoMergePolicy.INSTANCE);
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      for (int id = 0; id < corpus.count(); id++) {
        writer.addDocument(corpus.document(id));
        if (id == 29) {
          writer.flush();
        }
      }
      writer.commit();
      for (int id = 0; id < corpus.count(); id++) {
        if (isDeleted(id)) {
          writer.deleteDocuments(new Term(Corpus.ID, Integer.toString(id)));
        }
      }
    }
    return directory;
  }

  private static boolean isDeleted(int id) {
    return id % 20 == 5;
  }
}
