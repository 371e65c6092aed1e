package org.kith;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Indexes that releases have written are read and merged for ever. `src/test/resources/golden` has
/// one zip for each layout and kind of vectors; those of the present layout are made by running
/// this class with `-Dkith.golden=<that folder>`.
class GoldenIndexTest {
  private static final String SPEC = "HNSW4,Flat;efSearch=8";

  /// @param name of the zip
  record Golden(String name, VectorSimilarityFunction similarity, boolean bytes, boolean sparse) {
    Corpus corpus() {
      return new Corpus(800, 4, similarity, bytes, sparse);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Golden> golden() {
    return List.of(
        new Golden("kith1-floats", VectorSimilarityFunction.COSINE, false, true),
        new Golden("kith1-bytes", VectorSimilarityFunction.EUCLIDEAN, true, false));
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

  private static void check(Golden golden, Directory directory, int segments) throws IOException {
    Corpus corpus = golden.corpus();
    try (IndexReader reader = DirectoryReader.open(directory)) {
      assertEquals(segments, reader.leaves().size());
      for (LeafReaderContext leaf : reader.leaves()) {
        leaf.reader().checkIntegrity();
      }
      corpus.checkVectors(reader);
      new Searches(corpus, reader, corpus.withVector()).check(10, null, 0.9);
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
    write(golden, file);
    return Files.newInputStream(file);
  }

  private static void write(Golden golden, Path file) throws IOException {
    Corpus corpus = golden.corpus();
    try (Directory directory = new ByteBuffersDirectory()) {
      IndexWriterConfig config = RoundTripTest.config(SPEC).setUseCompoundFile(false);
      try (IndexWriter writer = new IndexWriter(directory, config)) {
        for (int id = 0; id < corpus.count(); id++) {
          writer.addDocument(corpus.document(id));
          if (id == 29) {
            writer.flush();
          }
        }
      }
      try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
        for (String name : directory.listAll()) {
          zip.putNextEntry(new ZipEntry(name));
          try (IndexInput in = directory.openInput(name, IOContext.READONCE)) {
            byte[] bytes = new byte[(int) in.length()];
            in.readBytes(bytes, 0, bytes.length);
            zip.write(bytes);
          }
        }
      }
    }
  }
}
