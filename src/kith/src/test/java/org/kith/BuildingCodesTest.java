package org.kith;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.junit.jupiter.api.Test;

/// Graphs behind coarse codes are those of the codes they are built on, which are gone then.
class BuildingCodesTest {
  private static final int DOCUMENTS = 3000;
  private static final int DIMS = 70;

  /// Magic, name, version, id and suffix in front of the links; the footer behind them.
  private static final int HEADER = 64;

  private static final int FOOTER = 16;

  private final long seed = Long.getLong("kith.seed", new Random().nextLong());

  @Test
  void sameLinksAsOfFourBits() throws IOException {
    byte[] expected = links("HNSW16,SQ4,RFlat", false);
    assertTrue(expected.length > DOCUMENTS, "there is a graph, seed " + seed);
    assertArrayEquals(expected, links("HNSW16,RaBitQ,RFlat", false), "seed " + seed);
    assertArrayEquals(expected, links("HNSW16,RaBitQ2,RFlat", false), "seed " + seed);
    assertFalse(Arrays.equals(expected, links("HNSW16,SQ8,RFlat", false)), "seed " + seed);
  }

  @Test
  void sameLinksAfterMerges() throws IOException {
    byte[] expected = links("HNSW16,SQ4,RFlat", true);
    assertArrayEquals(expected, links("HNSW16,RaBitQ,RFlat", true), "seed " + seed);
  }

  /// The graph's file without what every file has of its own.
  private byte[] links(String spec, boolean merged) throws IOException {
    try (Directory directory = new ByteBuffersDirectory()) {
      IndexWriterConfig config =
          new IndexWriterConfig().setCodec(new KithCodec(KithVectorsFormat.of(spec)));
      config.setUseCompoundFile(false);
      if (!merged) {
        config.setMergePolicy(NoMergePolicy.INSTANCE);
      }
      Random random = new Random(seed);
      try (IndexWriter writer = new IndexWriter(directory, config)) {
        for (int i = 0; i < DOCUMENTS; i++) {
          float[] vector = new float[DIMS];
          for (int d = 0; d < DIMS; d++) {
            vector[d] = (float) random.nextGaussian();
          }
          Document document = new Document();
          document.add(new KnnFloatVectorField("v", vector));
          writer.addDocument(document);
          if (merged && i == DOCUMENTS / 2) {
            writer.flush();
          }
        }
        if (merged) {
          writer.forceMerge(1);
        }
      }
      String[] files = directory.listAll();
      assertTrue(Stream.of(files).noneMatch(file -> file.endsWith(".tmp")), "files are left");
      String graph = Stream.of(files).filter(file -> file.endsWith(".kithg")).findFirst().get();
      try (IndexInput in = directory.openInput(graph, IOContext.DEFAULT)) {
        byte[] bytes = new byte[(int) in.length()];
        in.readBytes(bytes, 0, bytes.length);
        return Arrays.copyOfRange(bytes, HEADER, bytes.length - FOOTER);
      }
    }
  }
}
